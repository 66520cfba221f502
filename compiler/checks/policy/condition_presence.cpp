// Tests whose values say nothing: `*` alone, and no value at all.
#include <array>
#include <string>

#include "checks/policy/condition_presence_rules.h"
#include "checks/policy/condition_test.h"
#include "checks/policy_check.h"
#include "policy/condition_keys.h"
#include "policy/pattern.h"
#include "policy/renaming.h"

namespace iamgen::checks {
namespace {

using policy::ParsedStatement;
using policy::ParsedTest;
using policy::SetPrefix;
using policy::Value;

// Asks with Null instead.
void AsNull(const ParsedStatement& statement, const ParsedTest& test,
            const std::string& missing, diag::Report report) {
  if (test.op->family == policy::OperatorFamily::kString &&
      policy::CanRename(*statement.statement, *test.op_value, "Null")) {
    const Value& value = test.values().front();
    report.Replace(test.op_value->span, test.op_value->text, "Null")
        .Replace(value.span, value.text, missing)
        .Given(test.test->key.span, test.test->key.text);
  }
}

void Anything(const ParsedStatement& statement, const ParsedTest& test,
              PolicyFindings& findings) {
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
    AsNull(statement, test, "true",
           findings
               .Add(kAbsenceTestByWildcard, value.span,
                    "the test asks whether " + QuotedKey(test) + " is missing")
               .Help(null + "\"true\"}`"));
  } else if (always || test.op->if_exists) {
    findings
        .Add(kConditionAlwaysTrue, value.span,
             "every request passes this test of " + QuotedKey(test))
        .Help("remove the test");
  } else {
    AsNull(statement, test, "false",
           findings
               .Add(kPresenceTestByWildcard, value.span,
                    "the test asks whether " + QuotedKey(test) + " is there")
               .Help(null + "\"false\"}`"));
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

void Look(const ParsedStatement& statement, const ParsedTest& test,
          PolicyFindings& findings) {
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
    Anything(statement, test, findings);
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  for (const ParsedStatement& statement : context.statements) {
    for (const ParsedTest& test : statement.tests) {
      if (test.op) {
        Look(statement, test, findings);
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
