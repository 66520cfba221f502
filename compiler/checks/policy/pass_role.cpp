// Passing roles and creating those of services: one finding for a statement,
// chosen by how the action and the resources are written.
#include <algorithm>
#include <array>
#include <string>

#include "checks/policy/pass_role_rules.h"
#include "checks/policy_check.h"
#include "policy/action_place.h"
#include "policy/pattern.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedResource;
using policy::ParsedStatement;
using policy::ParsedTest;

// How a statement comes to cover an action.
enum class Way { kNot, kWritten, kPattern, kExcept };

// An action, the key that keeps it in bounds, and its six rules.
struct Guarded {
  std::string_view action;
  std::string_view key;
  std::string_view key_as_written;
  const diag::Rule& written_star;
  const diag::Rule& pattern_star;
  const diag::Rule& written_not_resource;
  const diag::Rule& pattern_not_resource;
  const diag::Rule& except_not_resource;
  const diag::Rule& except_star;
};

constexpr Guarded kPassRole{"iam:PassRole",
                            "iam:passedtoservice",
                            "iam:PassedToService",
                            kPassRoleStarResource,
                            kPassRoleStarActionAndResource,
                            kPassRoleNotResource,
                            kPassRoleStarActionNotResource,
                            kPassRoleNotActionNotResource,
                            kPassRoleNotActionStarResource};

constexpr Guarded kCreateSlr{"iam:CreateServiceLinkedRole",
                             "iam:awsservicename",
                             "iam:AWSServiceName",
                             kCreateSlrStarResource,
                             kCreateSlrStarActionAndResource,
                             kCreateSlrNotResource,
                             kCreateSlrStarActionNotResource,
                             kCreateSlrNotActionNotResource,
                             kCreateSlrNotActionStarResource};

bool IsTested(const ParsedStatement& parsed, std::string_view key) {
  const auto tests = parsed.TestsOf(key);
  return !parsed.statement->condition_complete ||
         std::any_of(tests.begin(), tests.end(), [](const ParsedTest* one) {
           return !one->op ||
                  (!one->op->negated &&
                   one->op->family != policy::OperatorFamily::kNull);
         });
}

// `*`, or a role whose name begins with a wildcard.
bool IsWild(const ParsedResource& resource) {
  if (resource.anything) {
    return true;
  }
  if (!resource.arn) {
    // "arn:aws:iam::*": fits a role of whatever name.
    return resource.value->known() &&
           policy::Meet(resource.value->text, "arn:*:iam::*:role/%");
  }
  if (!policy::Matches(resource.arn->service, "iam")) {
    return false;
  }
  std::string_view path = resource.arn->resource;
  if (path.starts_with('*')) {
    return true;
  }
  constexpr std::string_view kRole = "role/";
  constexpr std::string_view kLinked = "aws-service-role/";
  if (!path.starts_with(kRole)) {
    return false;
  }
  path.remove_prefix(kRole.size());
  if (path.starts_with(kLinked)) {
    path.remove_prefix(kLinked.size());
  }
  return path.starts_with('*');
}

Way WayOf(const ParsedStatement& parsed, const Guarded& guarded,
          const catalog::Catalogue& catalogue) {
  const auto action = catalogue.FindAction(guarded.action);
  if (!action || !parsed.covered.Contains(*action)) {
    return Way::kNot;
  }
  if (parsed.statement->action.except) {
    return Way::kExcept;
  }
  const bool written = std::any_of(
      parsed.actions.begin(), parsed.actions.end(),
      [&](const ParsedAction& one) { return one.action == action; });
  return written ? Way::kWritten : Way::kPattern;
}

void Look(const ParsedStatement& parsed, const Guarded& guarded,
          const PolicyContext& context, PolicyFindings& findings) {
  const Way way = WayOf(parsed, guarded, context.catalogue);
  if (way == Way::kNot || IsTested(parsed, guarded.key)) {
    return;
  }
  const bool except = parsed.statement->resource.except;
  const bool wild =
      std::any_of(parsed.resources.begin(), parsed.resources.end(), IsWild);
  const bool passes = &guarded == &kPassRole;
  if (!except && !wild) {
    if (passes && way == Way::kWritten && !context.Is({Kind::kBoundary})) {
      findings
          .Add(kPassRoleWithoutService, PlaceOf(parsed, guarded.action),
               "the roles may be passed to every service that they trust")
          .Help("test `iam:PassedToService`");
    }
    return;
  }
  const diag::Rule& rule =
      except ? (way == Way::kWritten   ? guarded.written_not_resource
                : way == Way::kPattern ? guarded.pattern_not_resource
                                       : guarded.except_not_resource)
             : (way == Way::kWritten   ? guarded.written_star
                : way == Way::kPattern ? guarded.pattern_star
                                       : guarded.except_star);
  findings
      .Add(rule, PlaceOf(parsed, guarded.action),
           passes ? "any role may be passed to any service"
                  : "roles of any service may be created")
      .Help("name the " + std::string(passes ? "roles" : "service's roles") +
            " and test `" + std::string(guarded.key_as_written) + "`")
      .Also(parsed.statement->resource.span, "the resources are here");
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession})) {
    return;
  }
  for (const ParsedStatement& parsed : context.statements) {
    if (parsed.allows()) {
      Look(parsed, kPassRole, context, findings);
      Look(parsed, kCreateSlr, context, findings);
    }
  }
}

constexpr std::array<const diag::Rule*, 13> kRules = {
    &kPassRoleStarResource,          &kPassRoleStarActionAndResource,
    &kPassRoleNotResource,           &kPassRoleStarActionNotResource,
    &kPassRoleNotActionNotResource,  &kPassRoleNotActionStarResource,
    &kCreateSlrStarResource,         &kCreateSlrStarActionAndResource,
    &kCreateSlrNotResource,          &kCreateSlrStarActionNotResource,
    &kCreateSlrNotActionNotResource, &kCreateSlrNotActionStarResource,
    &kPassRoleWithoutService};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& PassRole() { return kFamily; }

}  // namespace iamgen::checks
