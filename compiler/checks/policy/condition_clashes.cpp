// Conditions that no request meets, because two tests of a key exclude each
// other.
#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "checks/policy/condition_test.h"
#include "checks/policy_check.h"
#include "diag/example_text.h"
#include "policy/satisfiable.h"
#include "policy/tests_by_key.h"

namespace iamgen::checks {
namespace {

constexpr diag::Rule kUnsatisfiableCondition{
    .id = "IAM439",
    .name = "unsatisfiable-condition",
    .severity = diag::Severity::kWarning,
    .summary = "a condition that no request meets",
    .explanation =
        R"(Two tests of the condition exclude each other, so that the statement never
applies.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "60"},
 "NumericGreaterThan": {"aws:MultiFactorAuthAge": "600"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "600"},
 "NumericGreaterThan": {"aws:MultiFactorAuthAge": "60"}}})"),
                .also = {}}};

// A key twice in one block is one mistake, and not two tests.
bool IsRepeated(std::span<const policy::ParsedTest* const> tests) {
  const auto same = [](const policy::ParsedTest* left,
                       const policy::ParsedTest* right) {
    return left->op_value == right->op_value;
  };
  return std::adjacent_find(tests.begin(), tests.end(), same) != tests.end();
}

void Look(std::span<const policy::ParsedTest* const> tests,
          PolicyFindings& findings) {
  const policy::Clash clash = policy::FindClash(tests);
  if (clash == policy::Clash::kNone) {
    return;
  }
  findings
      .Add(kUnsatisfiableCondition, tests.front()->test->key.span,
           clash == policy::Clash::kMissing
               ? QuotedKey(*tests.front()) +
                     " is to be missing, and another test wants it"
               : "no value of " + QuotedKey(*tests.front()) +
                     " passes all its tests")
      .Also(tests.back()->test->key.span, "another test is here")
      .Help("remove or correct one of them");
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  for (const policy::ParsedStatement& statement : context.statements) {
    if (statement.tests.size() < 2) {
      continue;
    }
    const policy::TestsByKey by_key(statement);
    auto rest = by_key.All();
    while (!rest.empty()) {
      const auto tests = by_key.Of(rest.front()->key);
      if (tests.size() > 1 && tests.front()->test->key.known() &&
          !IsRepeated(tests)) {
        Look(tests, findings);
      }
      rest = rest.subspan(tests.size());
    }
  }
}

constexpr std::array<const diag::Rule*, 1> kRules = {&kUnsatisfiableCondition};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionClashes() { return kFamily; }

}  // namespace iamgen::checks
