// Condition operators: whether IAM has them, and whether one of them names a
// key twice.
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "checks/policy/condition_operator_rules.h"
#include "checks/policy/condition_test.h"
#include "checks/policy_check.h"

namespace iamgen::checks {
namespace {

using policy::SetPrefix;

// Without what stands before and behind the name.
std::string_view BareName(std::string_view written) {
  constexpr std::string_view kIfExists = "IfExists";
  const std::size_t colon = written.find(':');
  if (colon != std::string_view::npos) {
    written.remove_prefix(colon + 1);
  }
  if (written.ends_with(kIfExists)) {
    written.remove_suffix(kIfExists.size());
  }
  return written;
}

void LookAtOperator(const policy::ConditionBlock& block,
                    PolicyFindings& findings) {
  const policy::Value& value = block.op;
  // IAM takes any name for a block that holds nothing.
  if (!value.known() || (block.tests.empty() && block.complete)) {
    return;
  }
  const auto op = policy::ParseOperator(value.text);
  if (!op) {
    findings
        .Add(kUnknownOperator, value.span,
             "there is no condition operator " + Quoted(value))
        .Help(
            support::DidYouMean(BareName(value.text), policy::OperatorNames()));
    return;
  }
  if (op->family != policy::OperatorFamily::kNull) {
    return;
  }
  if (op->if_exists) {
    findings
        .Add(kNullWithIfExists, value.span,
             Quoted(value) + " is no operator: Null has no IfExists")
        .Help("write `Null`");
  } else if (op->set != SetPrefix::kNone) {
    findings
        .Add(kNullWithSetOperator, value.span,
             Quoted(value) + (op->set == SetPrefix::kForAllValues
                                  ? " always holds"
                                  : " never holds"))
        .Help("write `Null`");
  }
}

void LookAtKeys(const policy::ConditionBlock& block, PolicyFindings& findings) {
  std::unordered_map<std::string, const policy::Value*> taken;
  for (const policy::ConditionTest& test : block.tests) {
    if (!test.key.known()) {
      continue;
    }
    const auto [first, is_new] =
        taken.emplace(support::Lower(test.key.text), &test.key);
    // The same letters twice are bad JSON.
    if (!is_new && first->second->text != test.key.text) {
      findings
          .Add(kKeyRepeatedInOtherCase, test.key.span,
               Quoted(test.key) + " and " + Quoted(*first->second) +
                   " are one key")
          .Also(first->second->span, "the other is here")
          .Help("write it once, with the values of both");
    }
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  for (const policy::Statement& statement : context.document.statements) {
    for (const policy::ConditionBlock& block : statement.condition) {
      LookAtOperator(block, findings);
      if (block.tests.size() > 1) {
        LookAtKeys(block, findings);
      }
    }
  }
}

constexpr std::array<const diag::Rule*, 4> kRules = {
    &kUnknownOperator, &kNullWithIfExists, &kNullWithSetOperator,
    &kKeyRepeatedInOtherCase};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionOperators() { return kFamily; }

}  // namespace iamgen::checks
