// What a condition comes to: whom it lets in by accident, and whom it does not
// reach.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "checks/policy/condition_meaning_rules.h"
#include "checks/policy/condition_test.h"
#include "checks/policy/operator_fix.h"
#include "checks/policy_check.h"
#include "policy/condition_keys.h"
#include "policy/satisfiable.h"
#include "policy/tests_by_key.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::OperatorFamily;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::SetPrefix;
using policy::TestsByKey;

constexpr std::string_view kMfa = "aws:multifactorauthpresent";
constexpr std::string_view kMfaAge = "aws:multifactorauthage";

class MeaningChecks {
 public:
  MeaningChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {
    for (const ParsedStatement& statement : context.statements) {
      for (const ParsedTest& test : statement.tests) {
        if (statement.denies() && test.key == kMfa && test.op) {
          without_mfa_ |= IsNull(test, "true");
          false_mfa_ |=
              test.op->family == OperatorFamily::kBool && Holds(test, "false");
        }
      }
    }
  }

  void Look(const ParsedStatement& statement) {
    const TestsByKey by_key(statement);
    for (const ParsedTest& test : statement.tests) {
      if (!test.op) {
        continue;
      }
      if (test.op->if_exists && !IsNull(test) && !test.values().empty()) {
        IfExists(statement, test);
      }
      if (test.key == kMfa) {
        Mfa(statement, by_key, test);
      } else if (policy::IsSourceKey(test.key)) {
        Source(test);
      } else if (test.key == "s3:prefix") {
        Prefix(statement, test);
      } else if (test.key == "dynamodb:attributes") {
        Attributes(statement, by_key, test);
      }
    }
    if (statement.allows() && statement.statement->condition_complete) {
      NegatedOnly(statement);
    }
  }

 private:
  diag::Report AtOperator(const diag::Rule& rule, const ParsedTest& test,
                          std::string message) {
    return findings_.Add(rule, test.op_value->span, std::move(message));
  }

  diag::Report AtKey(const diag::Rule& rule, const ParsedTest& test,
                     std::string message) {
    return findings_.Add(rule, test.test->key.span, std::move(message));
  }

  void IfExists(const ParsedStatement& statement, const ParsedTest& test) {
    const policy::Operator& op = *test.op;
    const bool always = policy::IsAlwaysPresent(test.key);
    // ForAnyValue fails without the key, whatever it is compared with.
    if (always || (op.negated && op.set != SetPrefix::kForAnyValue)) {
      auto report =
          AtOperator(kIfExistsRedundant, test,
                     always ? "every request carries " + QuotedKey(test)
                            : "`" + std::string(op.name) + "` holds without " +
                                  QuotedKey(test) + " anyway")
              .Help("leave IfExists away");
      if (op.set == SetPrefix::kNone && (op.negated || statement.allows())) {
        policy::Operator without = op;
        without.if_exists = false;
        Rename(statement, test, policy::Spelled(without), report);
      }
    } else if (statement.allows() && !op.negated &&
               (policy::IsBoundaryKey(test.key) ||
                test.key == "sts:externalid") &&
               context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                            Kind::kTrust, Kind::kResource})) {
      AtOperator(kIfExistsOpensAllow, test,
                 "a request without " + QuotedKey(test) + " is allowed")
          .Help("leave IfExists away, or move the test into a Deny");
    } else if (statement.denies() && !op.negated && !MeansMissing(test) &&
               !context_.Is({Kind::kTrust})) {
      AtOperator(kIfExistsWidensDeny, test,
                 "a request without " + QuotedKey(test) + " is denied too")
          .Help("leave IfExists away if only requests with the key are meant");
    }
  }

  // How a Deny is meant to reach requests without the key: those with false,
  // and those without MFA. Whether a service calls, signed requests always say.
  static bool MeansMissing(const ParsedTest& test) {
    return (test.op->family == OperatorFamily::kBool && Holds(test, "false")) ||
           test.key == kMfaAge || test.key == "aws:principalisawsservice";
  }

  void Mfa(const ParsedStatement& statement, const TestsByKey& by_key,
           const ParsedTest& test) {
    const bool is_bool = test.op->family == OperatorFamily::kBool;
    const bool deny = statement.denies();
    const bool alone = by_key.Of(kMfa).size() == 1;
    if (deny && is_bool && !test.op->if_exists && Holds(test, "false") &&
        !without_mfa_) {
      Mfa(test,
          "a request with long-lived keys does not carry " + QuotedKey(test) +
              ", so it is not denied",
          "write `BoolIfExists`");
    } else if (deny && IsNull(test, "true") && alone && !false_mfa_) {
      Mfa(test,
          "a session without MFA carries " + QuotedKey(test) +
              " as well, with `false`, so it is not denied",
          "write `\"BoolIfExists\": {\"aws:MultiFactorAuthPresent\": "
          "\"false\"}`");
    } else if (statement.allows() && is_bool && Holds(test, "false")) {
      Mfa(test, "only requests without MFA are allowed", "write `true`");
    } else if (statement.allows() && is_bool && test.op->if_exists &&
               Holds(test, "true")) {
      Mfa(test,
          "a request with long-lived keys does not carry " + QuotedKey(test) +
              ", so it is allowed",
          "write `Bool`");
    } else if (statement.allows() && IsNull(test, "false") && alone) {
      Mfa(test, QuotedKey(test) + " is there without MFA as well, with `false`",
          "write `\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}`");
    }
  }

  void Mfa(const ParsedTest& test, std::string message, const char* help) {
    AtOperator(kIneffectiveMfaTest, test, std::move(message)).Help(help);
  }

  void Source(const ParsedTest& test) {
    if (policy::NeedsKey(test) && !IsNull(test) &&
        context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession})) {
      AtKey(kKeyNeverPresentHere, test,
            "requests of a principal do not carry " + QuotedKey(test))
          .Help("test it in the policy of the resource");
    }
  }

  void Prefix(const ParsedStatement& statement, const ParsedTest& test) {
    const bool negated = test.op->negated;
    if (test.op->family == OperatorFamily::kString &&
        ((statement.denies() && !negated) || (statement.allows() && negated)) &&
        context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                     Kind::kResource})) {
      AtKey(kS3PrefixInNegativeContext, test,
            negated ? "whoever asks for a shorter prefix sees the one that is "
                      "left out as well"
                    : "whoever asks for a shorter prefix sees the denied one "
                      "as well")
          .Help("allow the prefixes that are meant");
    }
  }

  void Attributes(const ParsedStatement& statement, const TestsByKey& by_key,
                  const ParsedTest& test) {
    if (IsNull(test) || !statement.statement->condition_complete ||
        !context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                      Kind::kResource})) {
      return;
    }
    const auto selects = by_key.Of("dynamodb:select");
    const bool pinned =
        std::any_of(selects.begin(), selects.end(), [&](const ParsedTest* one) {
          return one->op && one->op->family == OperatorFamily::kString &&
                 (statement.denies() ||
                  (!one->op->negated && Holds(*one, "SPECIFIC_ATTRIBUTES")));
        });
    if (!pinned) {
      AtKey(kDynamodbAttributesWithoutSelect, test,
            statement.denies()
                ? "a query for all attributes names none and is not denied"
                : "a query for all attributes names none and is allowed")
          .Help(
              "add `\"StringEquals\": {\"dynamodb:Select\": "
              "\"SPECIFIC_ATTRIBUTES\"}`");
    }
  }

  // An Allow that only says who is not meant.
  void NegatedOnly(const ParsedStatement& statement) {
    if (!context_.Is(
            {Kind::kIdentity, Kind::kSession, Kind::kTrust, Kind::kResource})) {
      return;
    }
    const ParsedTest* first = nullptr;
    for (const ParsedTest& test : statement.tests) {
      if (!test.test->key.known() || !test.op) {
        return;
      }
      if (!policy::IsCallerKey(test.key)) {
        continue;
      }
      // That it is not empty is how some ask whether it is there.
      if (!test.op->negated || Holds(test, "")) {
        return;
      }
      first = first == nullptr ? &test : first;
    }
    if (first != nullptr) {
      AtOperator(kAllowOnNegatedTestOnly, *first,
                 "everybody but the named ones is allowed, and whoever does "
                 "not carry " +
                     QuotedKey(*first))
          .Help("name who is meant, or make it a Deny");
    }
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  // Whether some Deny hits requests without the key, and those with false.
  bool without_mfa_ = false;
  bool false_mfa_ = false;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  MeaningChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    if (!statement.tests.empty()) {
      checks.Look(statement);
    }
  }
}

constexpr std::array<const diag::Rule*, 8> kRules = {
    &kDynamodbAttributesWithoutSelect,
    &kS3PrefixInNegativeContext,
    &kIfExistsOpensAllow,
    &kIfExistsWidensDeny,
    &kIneffectiveMfaTest,
    &kIfExistsRedundant,
    &kKeyNeverPresentHere,
    &kAllowOnNegatedTestOnly};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionMeaning() { return kFamily; }

}  // namespace iamgen::checks
