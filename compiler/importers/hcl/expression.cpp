// Looks names up.
#include "importers/hcl/expression.h"

#include <algorithm>

namespace iamgen::importers::hcl {

const Attribute* Block::Find(std::string_view name) const {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(),
                   [&](const Attribute& one) { return one.name == name; });
  return found == attributes.end() ? nullptr : &*found;
}

}  // namespace iamgen::importers::hcl
