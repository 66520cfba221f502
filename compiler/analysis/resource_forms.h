// Which resources could be named for some actions, and in which form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalogue.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

struct ResourceForms {
  std::set<std::uint32_t> types;
  // See `FillableForm`.
  std::vector<std::string> arns;
  // How many more there would be.
  std::size_t more = 0;
};

// Of the types that most of the actions work on, of those that an action needs
// if it needs some.
ResourceForms FormsFor(const std::vector<catalog::ActionId>& actions,
                       const catalog::Catalogue& catalogue);

// Whether some resource of the statement has the form of the type.
bool NamesType(const policy::ParsedStatement& statement,
               catalog::ResourceTypeId type,
               const catalog::Catalogue& catalogue);

}  // namespace iamgen::analysis
