// Compares resources with the formats of the catalogue.
#include "analysis/wild_resources.h"

#include <algorithm>
#include <set>
#include <utility>

#include "policy/arn_formats.h"
#include "policy/pattern.h"

namespace iamgen::analysis {

WildResources::WildResources(const policy::ParsedStatement& statement,
                             const catalog::Catalogue& catalogue)
    : catalogue_(catalogue), everything_(statement.OnEverything()) {
  if (everything_ || statement.statement->resource.except) {
    return;
  }
  std::set<std::pair<std::string_view, std::string_view>> taken;
  for (const policy::ParsedResource& one : statement.resources) {
    if (one.arn && one.value->known() && one.arn->resource.ends_with('*') &&
        taken.emplace(one.arn->service, one.arn->resource).second) {
      patterns_.push_back({one.arn->service, one.arn->resource});
    }
  }
}

bool WildResources::Holds(catalog::ActionId action) {
  if (everything_ || patterns_.empty()) {
    return everything_;
  }
  for (const catalog::ResourceUse& use : catalogue_.ResourcesOf(action)) {
    const auto [place, is_new] = types_.emplace(use.type.index, false);
    if (is_new) {
      place->second = IsWild(use.type);
    }
    if (place->second) {
      return true;
    }
  }
  return false;
}

bool WildResources::IsWild(catalog::ResourceTypeId type) const {
  const auto formats = policy::ArnFormats::Of(catalogue_).OfType(type);
  return std::any_of(
      formats.begin(), formats.end(), [&](const policy::ArnFormat& format) {
        return std::any_of(
            patterns_.begin(), patterns_.end(), [&](const Pattern& one) {
              return policy::Matches(one.service, format.service) &&
                     policy::Covers(one.resource, format.resource);
            });
      });
}

}  // namespace iamgen::analysis
