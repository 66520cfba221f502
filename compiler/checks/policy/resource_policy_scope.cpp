// Whether the policy of a resource speaks of that resource.
#include <array>
#include <string>

#include "checks/policy/resource_rules.h"
#include "checks/policy_check.h"
#include "policy/resource_scope.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

void Run(const PolicyContext& context, PolicyFindings& findings) {
  const std::string service = support::Lower(context.document.service);
  if (!context.Is({policy::Kind::kResource}) ||
      policy::HasOpenScope(service, context.catalogue)) {
    return;
  }
  const std::string name(
      context.catalogue.NameOf(*context.catalogue.FindService(service)));
  for (const policy::ParsedStatement& statement : context.statements) {
    for (const policy::ParsedAction& action : statement.actions) {
      if (action.service &&
          !policy::InScope(service, action.prefix, context.catalogue)) {
        findings
            .Add(kActionUnsupportedInResourcePolicy, action.value->span,
                 "`" + action.value->text + "` is no action of " + name +
                     ", to whose resource the policy belongs")
            .Help("allow it in an identity policy");
      }
    }
    for (const policy::ParsedResource& resource : statement.resources) {
      if (resource.service &&
          !policy::InScope(service, resource.arn->service, context.catalogue)) {
        findings
            .Add(kResourceUnsupportedInResourcePolicy, resource.value->span,
                 "`" + resource.value->text + "` is no resource of " + name +
                     ", to whose resource the policy belongs")
            .Help("name the resource itself, or what is in it");
      }
    }
  }
}

constexpr std::array<const diag::Rule*, 2> kRules = {
    &kActionUnsupportedInResourcePolicy, &kResourceUnsupportedInResourcePolicy};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ResourcePolicyScope() { return kFamily; }

}  // namespace iamgen::checks
