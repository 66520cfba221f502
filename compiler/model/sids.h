// Statement ids that stay unique when documents are put together.
#pragma once

#include <cstddef>
#include <map>
#include <set>

#include "model/policy.h"

namespace iamgen::model {

// IAM wants Sids unique within a document ("IAM JSON policy elements: Sid"). A
// policy used twice brings its Sids twice: the later ones get a number.
class SidNumbers {
 public:
  // Numbers the Sids of the statements from `from` on that stand before. The
  // same document each time, with more statements.
  void Number(Document& document, std::size_t from);

 private:
  using Parts = decltype(Text::parts);

  std::size_t seen_ = 0;
  std::set<Parts> taken_;
  // The number given last, so that the thousandth use is as quick as the first.
  std::map<Parts, std::size_t> last_;
};

}  // namespace iamgen::model
