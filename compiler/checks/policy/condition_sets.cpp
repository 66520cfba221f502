// ForAllValues and ForAnyValue, and keys with one value and with several.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "checks/policy/condition_set_rules.h"
#include "checks/policy/condition_test.h"
#include "checks/policy_check.h"
#include "policy/condition_keys.h"
#include "policy/federation.h"
#include "policy/satisfiable.h"
#include "policy/tests_by_key.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::SetPrefix;

constexpr std::string_view kTagKeys = "aws:tagkeys";

enum class Cardinality { kUnknown, kOne, kSeveral };

class SetChecks {
 public:
  SetChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {
    for (const ParsedStatement& statement : context.statements) {
      for (const ParsedTest& test : statement.tests) {
        if (statement.denies() && IsNull(test, "true")) {
          denied_without_.insert(test.key);
        }
      }
    }
  }

  void Look(const ParsedStatement& statement) {
    const policy::TestsByKey by_key(statement);
    for (const ParsedTest& test : statement.tests) {
      if (test.op && !IsNull(test) && test.test->key.known()) {
        Look(statement, by_key, test);
      }
    }
  }

 private:
  void Look(const ParsedStatement& statement, const policy::TestsByKey& by_key,
            const ParsedTest& test) {
    const SetPrefix set = test.op->set;
    if (set != SetPrefix::kNone && context_.Is({Kind::kTrust}) &&
        policy::IsOidcKey(test.key) && policy::ClaimOf(test.key) == "aud") {
      Audience(test);
      return;
    }
    switch (CardinalityOf(test)) {
      case Cardinality::kOne:
        SingleValued(test);
        break;
      case Cardinality::kSeveral:
        if (set == SetPrefix::kNone) {
          WithoutSet(test);
          break;
        }
        Missing(statement, by_key, test);
        break;
      case Cardinality::kUnknown:
        break;
    }
  }

  Cardinality CardinalityOf(const ParsedTest& test) const {
    if (policy::IsOidcKey(test.key)) {
      const std::string_view claim = policy::ClaimOf(test.key);
      if (claim == "sub") {
        return Cardinality::kOne;
      }
      // A list in the token, whatever the reference calls it.
      if (claim == "amr") {
        return test.op->set == SetPrefix::kNone ? Cardinality::kUnknown
                                                : Cardinality::kSeveral;
      }
    }
    if (!test.id) {
      return Cardinality::kUnknown;
    }
    return context_.catalogue[*test.id].multivalued ? Cardinality::kSeveral
                                                    : Cardinality::kOne;
  }

  void Audience(const ParsedTest& test) {
    const std::string_view provider =
        std::string_view(test.key).substr(0, test.key.rfind(':'));
    if (!policy::HasOneAudience(provider)) {
      findings_
          .Add(kUnknownAudienceCardinality, test.op_value->span,
               "whether " + QuotedKey(test) +
                   " has one value or several is not known")
          .Help(
              "with one value, write the operator without `ForAllValues:` "
              "and `ForAnyValue:`");
      return;
    }
    const bool any = test.op->set == SetPrefix::kForAnyValue;
    findings_
        .Add(any ? kForAnyValueOnAudience : kForAllValuesOnSingleValued,
             test.op_value->span, QuotedKey(test) + " has one value")
        .Help("write " + WithoutSet(*test.op));
  }

  void SingleValued(const ParsedTest& test) {
    if (test.op->set == SetPrefix::kNone) {
      return;
    }
    const bool all = test.op->set == SetPrefix::kForAllValues;
    findings_
        .Add(all ? kForAllValuesOnSingleValued : kForAnyValueOnSingleValued,
             test.op_value->span,
             QuotedKey(test) + " has one value" +
                 (all ? ", and ForAllValues holds without it" : ""))
        .Help("write " + WithoutSet(*test.op));
  }

  static std::string WithoutSet(policy::Operator op) {
    op.set = SetPrefix::kNone;
    return "`" + policy::Spelled(op) + "`";
  }

  void WithoutSet(const ParsedTest& test) {
    const std::string name = policy::Spelled(*test.op);
    findings_
        .Add(kMissingSetOperator, test.op_value->span,
             QuotedKey(test) + " can have several values, and `" + name +
                 "` does not say whether all must match or one")
        .Also(test.test->key.span, "the key is here")
        .Help("write `ForAnyValue:" + name +
              "` if one is enough, `ForAllValues:" + name +
              "` if all must match");
  }

  // What becomes of requests without the key.
  void Missing(const ParsedStatement& statement,
               const policy::TestsByKey& by_key, const ParsedTest& test) {
    // An empty list is somebody else's.
    if (test.values().empty()) {
      return;
    }
    if (test.op->set == SetPrefix::kForAllValues && statement.allows() &&
        context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                     Kind::kTrust, Kind::kResource}) &&
        statement.statement->condition_complete &&
        !IsGuarded(by_key, test.key)) {
      findings_
          .Add(kForAllValuesWithoutNullCheck, test.op_value->span,
               "a request without " + QuotedKey(test) + " is allowed too")
          .Also(test.test->key.span, "the key is here")
          .Help("add `\"Null\": {\"" + test.test->key.text + "\": \"false\"}`");
    }
    if (test.op->set == SetPrefix::kForAnyValue && statement.denies() &&
        !test.op->negated && !context_.Is({Kind::kTrust}) &&
        context_.document.complete && !denied_without_.contains(test.key)) {
      findings_
          .Add(kForAnyValueDenyWithoutNullCheck, test.op_value->span,
               "a request without " + QuotedKey(test) + " is not denied")
          .Also(test.test->key.span, "the key is here")
          .Help("if it is to be, add a Deny with `\"Null\": {\"" +
                test.test->key.text + "\": \"true\"}`");
    }
  }

  // Whether requests without the key fail another test.
  static bool IsGuarded(const policy::TestsByKey& by_key,
                        std::string_view key) {
    const auto needs = [](const ParsedTest* one) {
      return policy::NeedsKey(*one);
    };
    const auto same = by_key.Of(key);
    if (std::any_of(same.begin(), same.end(), needs)) {
      return true;
    }
    if (key != kTagKeys) {
      return false;
    }
    // A request with a tag has its key in the list.
    const auto tags = by_key.Starting("aws:requesttag/");
    return std::any_of(tags.begin(), tags.end(), needs);
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  // Keys without which some statement denies.
  std::unordered_set<std::string_view> denied_without_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  SetChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    if (!statement.tests.empty()) {
      checks.Look(statement);
    }
  }
}

constexpr std::array<const diag::Rule*, 7> kRules = {
    &kMissingSetOperator,
    &kForAllValuesOnSingleValued,
    &kForAnyValueOnSingleValued,
    &kForAnyValueOnAudience,
    &kUnknownAudienceCardinality,
    &kForAllValuesWithoutNullCheck,
    &kForAnyValueDenyWithoutNullCheck};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionSets() { return kFamily; }

}  // namespace iamgen::checks
