// Numbers Sids that are taken.
#include "model/sids.h"

#include <algorithm>
#include <string>

namespace iamgen::model {

void SidNumbers::Number(Document& document, std::size_t from) {
  for (; seen_ < from; ++seen_) {
    taken_.insert(document.statements[seen_].sid.parts);
  }
  std::set<Parts> before;
  for (; seen_ < document.statements.size(); ++seen_) {
    Text& sid = document.statements[seen_].sid;
    if (!sid.empty() && taken_.contains(sid.parts)) {
      std::size_t& number = last_[sid.parts];
      number = std::max<std::size_t>(number, 1);
      Text numbered;
      do {
        numbered = sid;
        numbered.Add(std::to_string(++number));
      } while (taken_.contains(numbered.parts) ||
               before.contains(numbered.parts));
      sid = std::move(numbered);
    }
    before.insert(sid.parts);
  }
  taken_.merge(before);
}

}  // namespace iamgen::model
