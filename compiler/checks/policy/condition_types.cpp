// The types of keys, operators and values, and whether they are one.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "checks/policy/condition_test.h"
#include "checks/policy/condition_type_rules.h"
#include "checks/policy/operator_fix.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/pattern.h"
#include "policy/value_grammar.h"
#include "policy/variables.h"

namespace iamgen::checks {
namespace {

using catalog::KeyType;
using policy::Comparison;
using policy::Form;
using policy::OperatorFamily;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::Value;

// Nothing in it but what stands there.
bool IsPlain(const Value& value) {
  return value.known() && !policy::HasVariable(value.text);
}

// Whether a value has a wildcard that is meant as one: outside of `${*}`.
bool HasPlainWildcard(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "${") {
      const std::size_t close = text.find('}', at);
      if (close == std::string_view::npos) {
        return false;
      }
      at = close;
    } else if (text[at] == '*' || text[at] == '?') {
      return true;
    }
  }
  return false;
}

std::string Suitable(KeyType type) {
  switch (type) {
    case KeyType::kBool:
      return "write `Bool`";
    case KeyType::kNumeric:
      return "write an operator that begins with `Numeric`";
    case KeyType::kDate:
      return "write an operator that begins with `Date`";
    case KeyType::kIpAddress:
      return "write `IpAddress` or `NotIpAddress`";
    case KeyType::kArn:
      return "write `ArnLike` or `ArnNotLike`";
    case KeyType::kBinary:
      return "write `BinaryEquals`";
    case KeyType::kString:
      break;
  }
  return "write an operator that begins with `String`";
}

class TypeChecks {
 public:
  TypeChecks(const PolicyContext& context, PolicyFindings& findings)
      : catalogue_(context.catalogue), findings_(findings) {}

  void Look(const ParsedStatement& statement, const ParsedTest& test) {
    OfKey(statement, test);
    Mixed(test);
    switch (test.op->family) {
      case OperatorFamily::kBool:
      case OperatorFamily::kNull:
        Booleans(test);
        break;
      case OperatorFamily::kNumeric:
        Numbers(test);
        break;
      case OperatorFamily::kDate:
        Dates(test);
        break;
      case OperatorFamily::kBinary:
        Binaries(test);
        break;
      case OperatorFamily::kArn:
        Arns(test);
        break;
      case OperatorFamily::kString:
        Literals(test);
        break;
      case OperatorFamily::kIp:
        break;
    }
  }

 private:
  // The type of the key.
  void OfKey(const ParsedStatement& statement, const ParsedTest& test) {
    if (!test.id) {
      return;
    }
    policy::Operator op = *test.op;
    const catalog::Key key = catalogue_[*test.id];
    if (policy::Fits(op.family, key.type) ||
        (key.also && policy::Fits(op.family, *key.also))) {
      return;
    }
    if (op.family == OperatorFamily::kString && key.type == KeyType::kArn) {
      // An ARN is a text; only a `*` that crosses colons is a trap.
      if (op.comparison == Comparison::kLike) {
        op.name = op.negated ? "ArnNotLike" : "ArnLike";
        const std::string better = policy::Spelled(op);
        auto report = findings_
                          .Add(kStringLikeOnArnKey, test.op_value->span,
                               QuotedKey(test) + " is an ARN, and `" +
                                   test.op_value->text +
                                   "` lets `*` run across its fields")
                          .Help("write `" + better + "`");
        // ArnLike matches less, never more.
        if (AreArns(test) &&
            (op.negated ? statement.denies() : statement.allows())) {
          Rename(statement, test, better, report);
        }
      }
      return;
    }
    findings_
        .Add(kOperatorTypeMismatch, test.op_value->span,
             QuotedKey(test) + " is of type " +
                 std::string(catalog::NameOf(key.type)) + ", and `" +
                 test.op_value->text + "` compares others")
        .Help(Suitable(key.type));
  }

  static bool AreArns(const ParsedTest& test) {
    return std::all_of(test.values().begin(), test.values().end(),
                       [](const Value& value) {
                         return value.known() && policy::SplitArn(value.text);
                       });
  }

  void Mixed(const ParsedTest& test) {
    const auto& values = test.values();
    const auto other =
        std::find_if(values.begin(), values.end(), [&](const Value& one) {
          return one.form != values.front().form && one.known() &&
                 values.front().known();
        });
    if (other != values.end()) {
      findings_
          .Add(
              kMixedValueTypes, other->span,
              "the values of " + QuotedKey(test) + " are of several JSON types")
          .Help("write them all as texts");
    }
  }

  // One rule for a value that is not as it should be.
  void Bad(const diag::Rule& rule, const Value& value, const char* fault,
           const char* help) {
    findings_.Add(rule, value.span, Quoted(value) + " " + fault).Help(help);
  }

  void Booleans(const ParsedTest& test) {
    if (test.values().size() > 1) {
      findings_
          .Add(kSeveralBooleans, test.test->key.span,
               "`" + test.op_value->text + "` has " +
                   support::Count(test.values().size(), "value") +
                   " where it takes one")
          .Help("write `true` or `false`");
    }
    for (const Value& value : test.values()) {
      if (IsPlain(value) && !policy::IsBoolean(value.text)) {
        Bad(kNotABoolean, value, "is neither true nor false",
            "write `true` or `false`");
      }
    }
  }

  void Numbers(const ParsedTest& test) {
    for (const Value& value : test.values()) {
      if (IsPlain(value) && value.form != Form::kNumber &&
          !policy::IsNumber(value.text)) {
        Bad(kNotANumber, value, "is no number",
            "write a whole or decimal number, without a unit");
      }
    }
  }

  void Dates(const ParsedTest& test) {
    constexpr const char* kHelp = "write it as in 2030-01-01T00:00:00Z";
    for (const Value& value : test.values()) {
      if (!IsPlain(value)) {
        continue;
      }
      if (policy::IsEpoch(value.text)) {
        if (test.key != "aws:epochtime") {
          Bad(kEpochDate, value, "is a date in seconds since 1970", kHelp);
        }
      } else if (!policy::IsDate(value.text)) {
        Bad(kNotADate, value, "is no date", kHelp);
      }
    }
  }

  void Binaries(const ParsedTest& test) {
    for (const Value& value : test.values()) {
      if (IsPlain(value) && !policy::IsBase64(value.text)) {
        Bad(kNotBase64, value, "is not base64", "write the bytes in base64");
      }
    }
  }

  void Arns(const ParsedTest& test) {
    constexpr std::size_t kFields = 6;
    for (const Value& value : test.values()) {
      const std::string_view first =
          std::string_view(value.text).substr(0, value.text.find(':'));
      if (policy::IsAnything(value.text)) {
        continue;
      }
      if ((policy::IsLiteralField(first) && first != "arn") ||
          (IsPlain(value) && policy::CountArnFields(value.text) < kFields)) {
        Bad(kNotAnArnValue, value, "is no ARN",
            "write all six fields, with `*` where any will do");
      }
    }
  }

  // Values that are compared letter by letter.
  void Literals(const ParsedTest& test) {
    if (test.op->comparison == Comparison::kLike) {
      return;
    }
    for (const Value& value : test.values()) {
      if (HasPlainWildcard(value.text)) {
        policy::Operator op = *test.op;
        op.name = op.negated ? "StringNotLike" : "StringLike";
        findings_
            .Add(kWildcardWithoutLike, value.span,
                 "`" + std::string(test.op->name) + "` takes the wildcard in " +
                     Quoted(value) + " for a character")
            .Help("write `" + policy::Spelled(op) + "`");
      }
    }
  }

  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  TypeChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    for (const ParsedTest& test : statement.tests) {
      if (test.op) {
        checks.Look(statement, test);
      }
    }
  }
}

constexpr std::array<const diag::Rule*, 11> kRules = {
    &kStringLikeOnArnKey,  &kOperatorTypeMismatch,
    &kWildcardWithoutLike, &kMixedValueTypes,
    &kSeveralBooleans,     &kNotABoolean,
    &kNotANumber,          &kNotADate,
    &kEpochDate,           &kNotBase64,
    &kNotAnArnValue};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionTypes() { return kFamily; }

}  // namespace iamgen::checks
