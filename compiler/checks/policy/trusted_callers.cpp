// Accounts, users and roles that trust policies let in, and what statements of
// any kind ask of who calls.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "catalog/names.h"
#include "checks/policy/resource_policy_rules.h"
#include "checks/policy/trusted_caller_rules.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/caller_tests.h"
#include "policy/federation.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Comparison;
using policy::Kind;
using policy::OperatorFamily;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::PrincipalForm;
using policy::PrincipalGroup;
using policy::Value;

// The role's own account, as far as it is known: that of an identity provider
// is the role's too.
std::set<std::string, std::less<>> HomesOf(const PolicyContext& context) {
  std::set<std::string, std::less<>> homes;
  if (!context.standing.account.empty()) {
    homes.insert(context.standing.account);
    return homes;
  }
  for (const policy::Statement& one : context.document.statements) {
    for (const PrincipalGroup& group : one.principal.groups) {
      if (group.type.text != "Federated") {
        continue;
      }
      for (const Value& value : group.of.values) {
        std::string account = policy::ParseFederated(value.text).account;
        if (!account.empty()) {
          homes.insert(std::move(account));
        }
      }
    }
  }
  return homes;
}

class CallerChecks {
 public:
  CallerChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings), homes_(HomesOf(context)) {}

  // Whom a trust policy lets in.
  void Look(const ParsedStatement& parsed) {
    const policy::PrincipalClause& principal = parsed.statement->principal;
    if (!parsed.allows() || principal.except || !policy::IsClear(parsed)) {
      return;
    }
    if (principal.text && principal.text->text == "*") {
      Gate(parsed, *principal.text);
    }
    std::vector<const Value*> users;
    std::set<std::string> outside;
    for (const PrincipalGroup& group : principal.groups) {
      if (group.type.text != "AWS") {
        continue;
      }
      for (const Value& value : group.of.values) {
        Caller(parsed, value, users, outside);
      }
    }
    if (!users.empty() && !policy::RequiresMfa(parsed)) {
      Users(users);
    }
  }

 private:
  void Caller(const ParsedStatement& parsed, const Value& value,
              std::vector<const Value*>& users,
              std::set<std::string>& outside) {
    const auto principal = policy::ParseAwsPrincipal(value.text);
    switch (principal.form) {
      case PrincipalForm::kEveryone:
        Everyone(parsed, value);
        return;
      case PrincipalForm::kAccount:
        Account(parsed, value, principal.account);
        break;
      case PrincipalForm::kUser:
        users.push_back(&value);
        break;
      case PrincipalForm::kRole:
      case PrincipalForm::kSession:
      case PrincipalForm::kFederatedUser:
        break;
      case PrincipalForm::kGroup:
      case PrincipalForm::kRoleId:
      case PrincipalForm::kUserId:
      case PrincipalForm::kOfAws:
      case PrincipalForm::kNotKnown:
      case PrincipalForm::kMalformed:
        return;
    }
    if (!principal.account.empty() &&
        outside.insert(principal.account).second) {
      Outside(parsed, value, principal.account);
    }
  }

  static bool SayWhose(const ParsedStatement& parsed) {
    return std::any_of(parsed.tests.begin(), parsed.tests.end(),
                       policy::SaysWhose);
  }

  void Everyone(const ParsedStatement& parsed, const Value& value) {
    if (!parsed.IsConditional()) {
      findings_
          .Add(kAnyoneMayAssume, value.span,
               "every principal of AWS may assume the role")
          .Help("name the accounts or roles that need it");
    } else if (!SayWhose(parsed)) {
      findings_
          .Add(kAnyoneMayAssumeWeakly, value.span,
               "every principal of AWS may assume the role: no condition says "
               "who is meant")
          .Help("test `aws:PrincipalOrgID` or `aws:PrincipalArn`");
    }
    Gate(parsed, value);
  }

  void Gate(const ParsedStatement& parsed, const Value& value) {
    if (context_.settings.Asks(kPublicAccess) && !SayWhose(parsed)) {
      findings_.Add(kPublicAccess, value.span, "everybody is let in")
          .Help("name the accounts or roles that need it");
    }
  }

  void Account(const ParsedStatement& parsed, const Value& value,
               const std::string& account) {
    if (account.empty() || homes_.contains(account) ||
        policy::RequiresOneOf(parsed, {"aws:principalarn", "sts:externalid"}) ||
        policy::RequiresMfa(parsed)) {
      return;
    }
    findings_
        .Add(kWholeAccountTrusted, value.span,
             "every principal of account `" + account +
                 "` may assume the role that its own policies let")
        .Help("name the roles that need it, or test `aws:PrincipalArn`");
  }

  void Outside(const ParsedStatement& parsed, const Value& value,
               const std::string& account) {
    const auto* known = context_.standing.accounts;
    if (homes_.contains(account) ||
        (known != nullptr && known->contains(account)) ||
        policy::RequiresOneOf(parsed, {"sts:externalid", "aws:principalorgid",
                                       "aws:principalorgpaths"})) {
      return;
    }
    auto report = findings_.Add(
        kOutsideAccountWithoutExternalId, value.span,
        "account `" + account + "`" +
            (known != nullptr ? ", which the topology does not know,"
                              : ", which may be somebody else's,") +
            " is trusted without an external id");
    report.Help(
        "test `sts:ExternalId`, or `aws:PrincipalOrgID` within one "
        "organization");
    // Without a topology nobody knows whose the account is.
    if (known == nullptr) {
      report.As(diag::Severity::kWarning);
    }
  }

  void Users(const std::vector<const Value*>& users) {
    std::vector<std::string> names;
    names.reserve(users.size());
    for (const Value* user : users) {
      names.push_back(user->text);
    }
    findings_
        .Add(kUserAsTrustedPrincipal, users.front()->span,
             support::QuotedList(names) +
                 (users.size() == 1 ? " is a user" : " are users") +
                 ", and no MFA is asked for")
        .Help(
            "trust a role, or add `\"Bool\": "
            "{\"aws:MultiFactorAuthPresent\": \"true\"}`");
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  std::set<std::string, std::less<>> homes_;
};

// Values of aws:PrincipalArn that are not what they seem.
void PrincipalArn(const ParsedStatement& parsed, const ParsedTest& test,
                  PolicyFindings& findings) {
  for (const Value& value : test.values()) {
    const auto arn = policy::SplitArn(value.text);
    if (!arn) {
      continue;
    }
    if (arn->service == "sts" && arn->resource.starts_with("assumed-role/")) {
      findings
          .Add(kSessionArnInPrincipalArn, value.span,
               Quoted(value) + " is a session, and the key holds its role")
          .Help("write the ARN of the role");
    }
    if (parsed.allows() && arn->service == "iam" && arn->resource == "root" &&
        policy::Restricts(test)) {
      findings
          .Add(kRootUserTested, value.span,
               Quoted(value) + " is the root user alone here, not the account")
          .Help("for the account, test `aws:PrincipalAccount`");
    }
  }
}

void ExternalId(const ParsedStatement& parsed, const ParsedTest& test,
                PolicyFindings& findings) {
  if (!test.op || test.op->family != OperatorFamily::kString) {
    return;
  }
  if (parsed.allows() && test.op->if_exists) {
    findings
        .Add(kExternalIdWildcard, test.op_value->span,
             "whoever gives no external id is let in")
        .Help("leave IfExists away");
  }
  const bool like = test.op->comparison == Comparison::kLike;
  for (const Value& value : test.values()) {
    if (!value.known() || policy::HasVariable(value.text)) {
      continue;
    }
    if (!like || !policy::HasWildcard(value.text)) {
      if (const auto fault = catalog::FaultInExternalId(value.text)) {
        findings
            .Add(kExternalIdGrammar, value.span,
                 "the external id " + Quoted(value) + " " + *fault)
            .Help("write an id that STS takes");
      }
    } else if (parsed.allows() && !test.op->if_exists) {
      findings
          .Add(kExternalIdWildcard, value.span,
               Quoted(value) + " lets in whoever guesses the rest")
          .Help("write `StringEquals` and the id in full");
    }
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  const bool trust = context.Is({Kind::kTrust});
  for (const ParsedStatement& statement : context.statements) {
    for (const ParsedTest& test : statement.tests) {
      if (test.key == "aws:principalarn") {
        PrincipalArn(statement, test, findings);
      } else if (trust && test.key == "sts:externalid") {
        ExternalId(statement, test, findings);
      }
    }
  }
  if (trust) {
    CallerChecks checks(context, findings);
    for (const ParsedStatement& statement : context.statements) {
      checks.Look(statement);
    }
  }
}

constexpr std::array<const diag::Rule*, 10> kRules = {
    &kAnyoneMayAssume,        &kAnyoneMayAssumeWeakly,
    &kWholeAccountTrusted,    &kOutsideAccountWithoutExternalId,
    &kExternalIdGrammar,      &kExternalIdWildcard,
    &kUserAsTrustedPrincipal, &kSessionArnInPrincipalArn,
    &kRootUserTested,         &kPublicAccess};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& TrustedCallers() { return kFamily; }

}  // namespace iamgen::checks
