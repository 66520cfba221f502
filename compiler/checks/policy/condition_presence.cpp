// Tests whose values say nothing: `*` alone, and no value at all.
#include <array>
#include <string>

#include "checks/policy/condition_presence_rules.h"
#include "checks/policy/condition_test.h"
#include "checks/policy_check.h"
#include "policy/condition_keys.h"
#include "policy/pattern.h"

namespace iamgen::checks {
namespace {

using policy::ParsedTest;
using policy::SetPrefix;
using policy::Value;

void Anything(const ParsedTest& test, PolicyFindings& findings) {
  const Value& value = test.values().front();
  const bool always = policy::IsAlwaysPresent(test.key);
  const std::string null =
      "write `\"Null\": {\"" + test.test->key.text + "\": ";
  if (test.op->negated && always) {
    findings
        .Add(kConditionNeverTrue, value.span,
             "every request carries " + QuotedKey(test) +
                 ", so the statement never applies")
        .Help("remove the statement");
  } else if (test.op->negated) {
    findings
        .Add(kAbsenceTestByWildcard, value.span,
             "the test asks whether " + QuotedKey(test) + " is missing")
        .Help(null + "\"true\"}`");
  } else if (always || test.op->if_exists) {
    findings
        .Add(kConditionAlwaysTrue, value.span,
             "every request passes this test of " + QuotedKey(test))
        .Help("remove the test");
  } else {
    findings
        .Add(kPresenceTestByWildcard, value.span,
             "the test asks whether " + QuotedKey(test) + " is there")
        .Help(null + "\"false\"}`");
  }
}

void Nothing(const ParsedTest& test, PolicyFindings& findings) {
  const diag::Rule& rule =
      test.op->set == SetPrefix::kForAllValues  ? kEmptyValuesForAllValues
      : test.op->set == SetPrefix::kForAnyValue ? kEmptyValuesForAnyValue
      : test.op->if_exists                      ? kEmptyValuesIfExists
                                                : kEmptyConditionValues;
  findings
      .Add(rule, test.test->key.span,
           QuotedKey(test) + " is tested against an empty list")
      .Help("name the values, or ask with Null whether the key is there");
}

void Look(const ParsedTest& test, PolicyFindings& findings) {
  const policy::Values& values = test.test->of;
  if (!values.complete) {
    return;
  }
  if (values.values.empty()) {
    if (values.is_list) {
      Nothing(test, findings);
    }
    return;
  }
  if (test.op->comparison == policy::Comparison::kLike &&
      test.op->set == SetPrefix::kNone && values.values.size() == 1 &&
      policy::IsAnything(values.values.front().text)) {
    Anything(test, findings);
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  for (const policy::ParsedStatement& statement : context.statements) {
    for (const ParsedTest& test : statement.tests) {
      if (test.op) {
        Look(test, findings);
      }
    }
  }
}

constexpr std::array<const diag::Rule*, 8> kRules = {
    &kPresenceTestByWildcard, &kAbsenceTestByWildcard,
    &kConditionAlwaysTrue,    &kConditionNeverTrue,
    &kEmptyConditionValues,   &kEmptyValuesForAllValues,
    &kEmptyValuesForAnyValue, &kEmptyValuesIfExists};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionPresence() { return kFamily; }

}  // namespace iamgen::checks
