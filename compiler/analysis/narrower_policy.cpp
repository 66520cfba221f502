// Knows how AWS names its policies: by what they give.
#include <string>
#include <string_view>

#include "analysis/narrower.h"
#include "catalog/managed_policy.h"

namespace iamgen::analysis {

Narrower InsteadOfPolicy(std::string_view arn,
                         const catalog::Catalogue& catalogue) {
  Narrower narrower;
  const auto parsed = catalog::ParseManagedPolicyArn(arn);
  if (!parsed) {
    return narrower;
  }
  std::string name(parsed->name);
  if (name == "PowerUserAccess" || name.starts_with("AdministratorAccess")) {
    if (name == "AdministratorAccess") {
      narrower.lines.emplace_back("managed_policies: [PowerUserAccess]");
      narrower.remarks.emplace_back(
          "allows nobody to make users, groups, roles or policies; still more "
          "than most work takes");
    }
    narrower.remarks.emplace_back(
        "better: `grant: [list, read, write]` with a `service` and its "
        "resources, for each service that the work takes");
    return narrower;
  }
  constexpr std::string_view kFull = "FullAccess";
  if (!name.ends_with(kFull)) {
    return narrower;
  }
  name.resize(name.size() - kFull.size());
  for (const char* end : {"ReadOnlyAccess", "ReadOnly"}) {
    if (catalogue.FindPolicy(name + end)) {
      narrower.lines.push_back("managed_policies: [" + name + end + "]");
      narrower.remarks.emplace_back("where reading is enough");
      break;
    }
  }
  narrower.remarks.emplace_back(
      "where it is not: `grant: [list, read, write]` with the service and its "
      "resources");
  return narrower;
}

}  // namespace iamgen::analysis
