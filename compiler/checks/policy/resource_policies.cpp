// What the policies of resources give away: to everybody, in full, for good.
#include <algorithm>
#include <array>
#include <string>

#include "checks/policy/resource_policy_rules.h"
#include "checks/policy_check.h"
#include "policy/condition_keys.h"
#include "policy/ip_range.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::OperatorFamily;
using policy::ParsedAction;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::PrincipalGroup;
using policy::Value;

// What changes the policy of a resource.
constexpr std::array<std::string_view, 8> kPolicyChanges = {
    "s3:PutBucketPolicy",
    "kms:PutKeyPolicy",
    "sqs:SetQueueAttributes",
    "sns:SetTopicAttributes",
    "ecr:SetRepositoryPolicy",
    "secretsmanager:PutResourcePolicy",
    "backup:PutBackupVaultAccessPolicy",
    "dynamodb:PutResourcePolicy"};

bool IsEverybody(const policy::PrincipalClause& clause) {
  if (clause.except) {
    return false;
  }
  if (clause.text) {
    return clause.text->text == "*";
  }
  return std::any_of(
      clause.groups.begin(), clause.groups.end(),
      [](const PrincipalGroup& group) {
        return group.type.text == "AWS" &&
               std::any_of(group.of.values.begin(), group.of.values.end(),
                           [](const Value& one) { return one.text == "*"; });
      });
}

// Says who is meant.
bool Restricts(const ParsedTest& test) {
  if (!test.op || test.op->negated || test.op->if_exists ||
      test.op->family == OperatorFamily::kNull) {
    return false;
  }
  if (test.op->family == OperatorFamily::kIp) {
    // All addresses there are keep nobody out.
    return std::none_of(
        test.values().begin(), test.values().end(),
        [](const Value& one) { return one.text.ends_with("/0"); });
  }
  return policy::IsCallerKey(test.key) || test.key == "kms:calleraccount" ||
         test.key == "s3:dataaccesspointaccount" ||
         test.key == "s3:dataaccesspointarn" ||
         test.key == "lambda:functionurlauthtype" ||
         test.key == "aws:sourceowner" || test.key == "sns:endpoint" ||
         test.key == "elasticfilesystem:accessedviamounttarget";
}

class ResourceChecks {
 public:
  ResourceChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Look(const ParsedStatement& parsed) {
    const policy::PrincipalClause& principal = parsed.statement->principal;
    const bool everybody = IsEverybody(principal);
    if (parsed.allows() && everybody) {
      Public(parsed);
    }
    if (context_.Is({Kind::kResource})) {
      if (parsed.allows()) {
        StarAction(parsed);
      }
      if (parsed.denies() && everybody && !parsed.statement->has_condition) {
        Lockout(parsed);
      }
    }
  }

 private:
  void Public(const ParsedStatement& parsed) {
    const bool restricted =
        !parsed.statement->condition_complete ||
        std::any_of(parsed.tests.begin(), parsed.tests.end(), Restricts);
    if (restricted) {
      return;
    }
    const diag::Span span = parsed.statement->principal.span;
    if (context_.Is({Kind::kResource})) {
      findings_
          .Add(kPublicResourcePolicy, span,
               "everybody is allowed this, and no condition says who is meant")
          .Help("name the accounts or roles, or test `aws:PrincipalOrgID`");
    }
    if (context_.settings.Asks(kPublicAccess)) {
      findings_.Add(kPublicAccess, span, "everybody is let in")
          .Help("name the accounts or roles that need it");
    }
  }

  void StarAction(const ParsedStatement& parsed) {
    if (context_.document.service == "kms" && IsAccount(parsed)) {
      return;
    }
    for (const ParsedAction& action : parsed.actions) {
      const bool all =
          action.anything || (action.service && action.name == "*");
      if (all && !parsed.statement->action.except) {
        findings_
            .Add(kStarActionInResourcePolicy, action.value->span,
                 "`" + action.value->text +
                     "` also lets the principal change this policy")
            .Help("name the actions that are needed");
      }
    }
  }

  // Hands the key to the policies of its own account.
  static bool IsAccount(const ParsedStatement& parsed) {
    const auto& groups = parsed.statement->principal.groups;
    return !groups.empty() &&
           std::all_of(groups.begin(), groups.end(),
                       [](const PrincipalGroup& group) {
                         return std::all_of(
                             group.of.values.begin(), group.of.values.end(),
                             [](const Value& one) {
                               const auto form =
                                   policy::ParseAwsPrincipal(one.text).form;
                               return form == policy::PrincipalForm::kAccount ||
                                      form == policy::PrincipalForm::kNotKnown;
                             });
                       });
  }

  void Lockout(const ParsedStatement& parsed) {
    for (const std::string_view name : kPolicyChanges) {
      const auto action = context_.catalogue.FindAction(name);
      const bool of_this = context_.document.service.empty() ||
                           name.starts_with(context_.document.service + ":");
      if (action && of_this && parsed.covered.Contains(*action)) {
        findings_
            .Add(kPolicyLockout, parsed.statement->action.span,
                 "nobody can change this policy any more: `" +
                     std::string(name) + "` is denied to everybody")
            .Help(
                "leave the action out, or add a condition that an "
                "administrator meets");
        return;
      }
    }
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({Kind::kResource, Kind::kTrust})) {
    return;
  }
  ResourceChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    checks.Look(statement);
  }
}

constexpr std::array<const diag::Rule*, 4> kRules = {
    &kPublicResourcePolicy, &kStarActionInResourcePolicy, &kPolicyLockout,
    &kPublicAccess};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ResourcePolicies() { return kFamily; }

}  // namespace iamgen::checks
