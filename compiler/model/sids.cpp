// Numbers Sids that are taken.
#include "model/sids.h"

#include <algorithm>
#include <string>

namespace iamgen::model {

void NumberSids(Document& document, std::size_t from) {
  const auto taken = [&](const Text& sid, std::size_t before) {
    return std::any_of(
        document.statements.begin(),
        document.statements.begin() + static_cast<std::ptrdiff_t>(before),
        [&](const Statement& one) { return one.sid == sid; });
  };
  for (std::size_t i = from; i < document.statements.size(); ++i) {
    Text& sid = document.statements[i].sid;
    if (sid.empty() || !taken(sid, from)) {
      continue;
    }
    Text numbered = sid;
    for (std::size_t number = 2; taken(numbered, i); ++number) {
      numbered = sid;
      numbered.Add(std::to_string(number));
    }
    sid = std::move(numbered);
  }
}

}  // namespace iamgen::model
