// What the policies of resources give away: to everybody, in full, for good.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "checks/policy/resource_policy_rules.h"
#include "checks/policy_check.h"
#include "policy/caller_tests.h"
#include "policy/condition_keys.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedResource;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::PrincipalForm;
using policy::PrincipalGroup;
using policy::Value;

// What changes the policy of a resource.
constexpr std::array<std::string_view, 20> kPolicyChanges = {
    "acm-pca:PutPolicy",
    "backup:PutBackupVaultAccessPolicy",
    "codeartifact:PutDomainPermissionsPolicy",
    "codeartifact:PutRepositoryPermissionsPolicy",
    "dynamodb:PutResourcePolicy",
    "ecr:SetRepositoryPolicy",
    "elasticfilesystem:PutFileSystemPolicy",
    "es:UpdateDomainConfig",
    "events:PutPermission",
    "glacier:SetVaultAccessPolicy",
    "glue:PutResourcePolicy",
    "kinesis:PutResourcePolicy",
    "kms:PutKeyPolicy",
    "lambda:AddPermission",
    "logs:PutResourcePolicy",
    "s3:PutBucketPolicy",
    "s3express:PutBucketPolicy",
    "secretsmanager:PutResourcePolicy",
    "sns:SetTopicAttributes",
    "sqs:SetQueueAttributes"};

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

// A Deny for strangers: everybody but those whom its condition names. Services
// of AWS may be left out besides.
bool DeniesStrangers(const ParsedStatement& parsed) {
  bool by_caller = false;
  for (const ParsedTest& test : parsed.tests) {
    const bool of_caller = test.op && test.op->negated &&
                           policy::IsCallerKey(test.key) &&
                           test.op->set == policy::SetPrefix::kNone;
    const bool of_services = test.key == "aws:principalisawsservice" ||
                             test.key == "aws:viaawsservice";
    if (!of_caller && !of_services) {
      return false;
    }
    by_caller |= of_caller;
  }
  return by_caller && parsed.denies() && parsed.statement->condition_complete &&
         IsEverybody(parsed.statement->principal);
}

// Whether one statement is about all that another is about; says no of lists
// too long to compare.
bool Reaches(const ParsedStatement& wide, const ParsedStatement& narrow) {
  constexpr std::size_t kMostCompared = 4096;
  if (wide.resources.size() * narrow.resources.size() > kMostCompared ||
      wide.statement->action.except || wide.statement->resource.except ||
      narrow.statement->resource.except ||
      !wide.covered.ContainsAll(narrow.covered) || narrow.covered.empty()) {
    return false;
  }
  return std::all_of(narrow.resources.begin(), narrow.resources.end(),
                     [&](const ParsedResource& one) {
                       return std::any_of(
                           wide.resources.begin(), wide.resources.end(),
                           [&](const ParsedResource& other) {
                             return policy::Covers(other.value->text,
                                                   one.value->text);
                           });
                     });
}

class ResourceChecks {
 public:
  ResourceChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {
    constexpr std::size_t kMostLookedAt = 8;
    for (const ParsedStatement& one : context.statements) {
      if (against_strangers_.size() < kMostLookedAt && DeniesStrangers(one)) {
        against_strangers_.push_back(&one);
      }
    }
  }

  void Look(const ParsedStatement& parsed) {
    const bool everybody = IsEverybody(parsed.statement->principal);
    if (parsed.allows()) {
      if (everybody) {
        Public(parsed);
      }
      StarAction(parsed);
    }
    if (parsed.denies() && everybody && !parsed.statement->has_condition) {
      Lockout(parsed);
    }
  }

 private:
  void Public(const ParsedStatement& parsed) {
    if (!policy::IsClear(parsed) ||
        std::any_of(parsed.tests.begin(), parsed.tests.end(),
                    policy::KeepsStrangersOut) ||
        std::any_of(against_strangers_.begin(), against_strangers_.end(),
                    [&](const ParsedStatement* one) {
                      return Reaches(*one, parsed);
                    })) {
      return;
    }
    const diag::Span span = parsed.statement->principal.span;
    findings_
        .Add(kPublicResourcePolicy, span,
             "everybody is allowed this, and no condition says who is meant")
        .Help("name the accounts or roles, or test `aws:PrincipalOrgID`");
    if (context_.settings.Asks(kPublicAccess)) {
      findings_.Add(kPublicAccess, span, "everybody is let in")
          .Help("name the accounts or roles that need it");
    }
  }

  void StarAction(const ParsedStatement& parsed) {
    if (parsed.statement->action.except) {
      return;
    }
    const bool account = IsAccount(parsed);
    for (const ParsedAction& action : parsed.actions) {
      const bool all = action.anything ||
                       (action.service && policy::IsAnything(action.name));
      // Hands the key to the policies of its own account.
      const bool key_to_account =
          account && (support::EqualIgnoringCase(action.prefix, "kms") ||
                      context_.document.service == "kms");
      if (all && !key_to_account) {
        findings_
            .Add(kStarActionInResourcePolicy, action.value->span,
                 "`" + action.value->text +
                     "` also lets the principal change this policy")
            .Help("name the actions that are needed");
      }
    }
  }

  static bool IsAccount(const ParsedStatement& parsed) {
    const auto& groups = parsed.statement->principal.groups;
    return !groups.empty() &&
           std::all_of(groups.begin(), groups.end(),
                       [](const PrincipalGroup& group) {
                         return std::all_of(
                             group.of.values.begin(), group.of.values.end(),
                             [](const Value& one) {
                               const PrincipalForm form =
                                   policy::ParseAwsPrincipal(one.text).form;
                               return form == PrincipalForm::kAccount ||
                                      form == PrincipalForm::kNotKnown;
                             });
                       });
  }

  void Lockout(const ParsedStatement& parsed) {
    const std::string& service = context_.document.service;
    for (const std::string_view name : kPolicyChanges) {
      const bool of_this =
          service.empty() || name.substr(0, name.find(':')) == service;
      const auto action = of_this ? context_.catalogue.FindAction(name)
                                  : std::optional<catalog::ActionId>();
      if (action && parsed.covered.Contains(*action)) {
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
  // Statements that deny whatever the others allow to strangers.
  std::vector<const ParsedStatement*> against_strangers_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({Kind::kResource})) {
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
