// ForAllValues and ForAnyValue, and keys with one value and with several.
#include <algorithm>
#include <array>
#include <string>

#include "checks/policy/condition_set_rules.h"
#include "checks/policy_check.h"
#include "policy/condition_keys.h"
#include "policy/federation.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::OperatorFamily;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::SetPrefix;

bool IsNullTest(const ParsedTest& test, std::string_view value) {
  return test.op && test.op->family == OperatorFamily::kNull &&
         test.values().size() == 1 && test.values().front().text == value;
}

class SetChecks {
 public:
  SetChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Look(const ParsedStatement& statement, const ParsedTest& test) {
    if (!test.op || test.op->family == OperatorFamily::kNull) {
      return;
    }
    if (test.op->set != SetPrefix::kNone && context_.Is({Kind::kTrust}) &&
        policy::IsProviderKey(test.key) && policy::ClaimOf(test.key) == "aud") {
      Audience(test);
      return;
    }
    if (!test.id) {
      return;
    }
    const catalog::Key key = context_.catalogue[*test.id];
    if (!key.multivalued) {
      SingleValued(test);
      return;
    }
    if (test.op->set == SetPrefix::kNone) {
      findings_
          .Add(kMissingSetOperator, test.op_value->span,
               Quoted(test) + " can have several values, and `" +
                   test.op_value->text +
                   "` does not say whether all must "
                   "match or one")
          .Help("write `ForAnyValue:" + test.op_value->text +
                "` if one is enough, `ForAllValues:" + test.op_value->text +
                "` if all must match");
      return;
    }
    Missing(statement, test);
  }

 private:
  static std::string Quoted(const ParsedTest& test) {
    return "`" + test.test->key.text + "`";
  }

  void Audience(const ParsedTest& test) {
    const std::string_view provider =
        std::string_view(test.key).substr(0, test.key.rfind(':'));
    if (!policy::HasOneAudience(provider)) {
      findings_
          .Add(kUnknownAudienceCardinality, test.op_value->span,
               "whether " + Quoted(test) +
                   " has one value or several is not known")
          .Help(
              "with one value, write the operator without `ForAllValues:` "
              "and `ForAnyValue:`");
      return;
    }
    const bool any = test.op->set == SetPrefix::kForAnyValue;
    findings_
        .Add(any ? kForAnyValueOnAudience : kForAllValuesOnSingleValued,
             test.op_value->span, Quoted(test) + " has one value")
        .Help("write `" + std::string(test.op->name) + "`");
  }

  void SingleValued(const ParsedTest& test) {
    if (test.op->set == SetPrefix::kNone) {
      return;
    }
    const bool all = test.op->set == SetPrefix::kForAllValues;
    findings_
        .Add(all ? kForAllValuesOnSingleValued : kForAnyValueOnSingleValued,
             test.op_value->span,
             Quoted(test) + " has one value" +
                 (all ? ", and ForAllValues holds without it" : ""))
        .Help("write `" + std::string(test.op->name) + "`");
  }

  // What becomes of requests without the key.
  void Missing(const ParsedStatement& statement, const ParsedTest& test) {
    // An empty list is somebody else's.
    if (test.values().empty()) {
      return;
    }
    if (test.op->set == SetPrefix::kForAllValues && statement.allows() &&
        context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                     Kind::kTrust, Kind::kResource}) &&
        statement.statement->condition_complete) {
      const auto tests = statement.TestsOf(test.key);
      const bool guarded =
          std::any_of(tests.begin(), tests.end(), [](const ParsedTest* one) {
            return IsNullTest(*one, "false") ||
                   (one->op && one->op->set == SetPrefix::kForAnyValue);
          });
      if (!guarded) {
        findings_
            .Add(kForAllValuesWithoutNullCheck, test.op_value->span,
                 "a request without " + Quoted(test) + " is allowed too")
            .Help("add `\"Null\": {\"" + test.test->key.text +
                  "\": \"false\"}`");
      }
    }
    if (test.op->set == SetPrefix::kForAnyValue && statement.denies() &&
        !test.op->negated && !context_.Is({Kind::kTrust}) && !Companion(test)) {
      findings_
          .Add(kForAnyValueDenyWithoutNullCheck, test.op_value->span,
               "a request without " + Quoted(test) + " is not denied")
          .Help("if it is to be, add a Deny with `\"Null\": {\"" +
                test.test->key.text + "\": \"true\"}`");
    }
  }

  // A Deny of requests without the key.
  bool Companion(const ParsedTest& test) const {
    return std::any_of(context_.statements.begin(), context_.statements.end(),
                       [&](const ParsedStatement& one) {
                         const auto tests = one.TestsOf(test.key);
                         return one.denies() &&
                                std::any_of(tests.begin(), tests.end(),
                                            [](const ParsedTest* other) {
                                              return IsNullTest(*other, "true");
                                            });
                       });
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  SetChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    for (const ParsedTest& test : statement.tests) {
      checks.Look(statement, test);
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
