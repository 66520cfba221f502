// Which actions a trust policy may name.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "checks/policy/action_rules.h"
#include "checks/policy_check.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::ParsedAction;
using policy::ParsedStatement;

constexpr std::array<std::string_view, 6> kTrustActions = {
    "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity",
    "sts:TagSession", "sts:SetSourceIdentity",  "sts:SetContext"};

bool NamesTrustAction(const ParsedAction& action) {
  return action.anything ||
         std::any_of(kTrustActions.begin(), kTrustActions.end(),
                     [&](std::string_view one) {
                       return policy::Matches(action.value->text, one,
                                              policy::Letters::kAnyCase);
                     });
}

// An action that IAM has and that assumes no role. What it does not have is
// told of as such.
bool IsOther(const ParsedAction& action) {
  if (action.unknown || !action.well_formed || !action.service ||
      NamesTrustAction(action)) {
    return false;
  }
  return !support::EqualIgnoringCase(action.prefix, "sts") || action.action ||
         (action.pattern && action.covers_any);
}

bool NamesSeveral(const ParsedAction& action,
                  const catalog::Catalogue& catalogue) {
  if (action.anything) {
    return true;
  }
  if (!action.pattern || action.unknown || !NamesTrustAction(action)) {
    return false;
  }
  catalog::ActionSet named(catalogue);
  catalogue.Expand(action.value->text, named);
  return named.size() > 1;
}

void Look(const ParsedStatement& statement, const PolicyContext& context,
          PolicyFindings& findings) {
  const bool allows_named =
      statement.allows() && !statement.statement->action.except;
  if (statement.allows() && statement.statement->action.except) {
    findings
        .Add(kNotActionInTrustPolicy, statement.statement->action.name,
             "the trust policy allows whatever NotAction does not name")
        .Help("name the actions, such as `sts:AssumeRole`");
  }
  for (const ParsedAction& action : statement.actions) {
    if (IsOther(action)) {
      findings
          .Add(kNonStsActionInTrustPolicy, action.value->span,
               "a trust policy names `" + action.value->text +
                   "`, which assumes no role")
          .Help("put it into a policy of the role");
    } else if (allows_named && NamesSeveral(action, context.catalogue)) {
      findings
          .Add(kWildcardActionInTrustPolicy, action.value->span,
               "the trust policy allows `" + action.value->text + "`")
          .Help("name the actions, such as `sts:AssumeRole`");
    }
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({policy::Kind::kTrust})) {
    return;
  }
  for (const ParsedStatement& statement : context.statements) {
    Look(statement, context, findings);
  }
}

constexpr std::array<const diag::Rule*, 3> kRules = {
    &kNonStsActionInTrustPolicy, &kWildcardActionInTrustPolicy,
    &kNotActionInTrustPolicy};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& TrustActions() { return kFamily; }

}  // namespace iamgen::checks
