// The values of conditions: their types, their forms, and what lists of them
// come to.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/partition.h"
#include "checks/policy/condition_value_rules.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/condition_keys.h"
#include "policy/ip_range.h"
#include "policy/pattern.h"
#include "policy/renaming.h"
#include "policy/value_grammar.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Comparison;
using policy::OperatorFamily;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::SetPrefix;
using policy::Value;

constexpr std::string_view kSourceIp = "aws:sourceip";
constexpr std::string_view kEpochTime = "aws:epochtime";
constexpr std::string_view kS3Key =
    "s3:x-amz-server-side-encryption-aws-kms-key-id";

// Nothing in it but what stands there.
bool IsPlain(const Value& value) {
  return value.known() && !policy::HasVariable(value.text);
}

bool IsPattern(const ParsedTest& test, const Value& value) {
  return test.op->comparison == Comparison::kLike &&
         policy::HasWildcard(value.text);
}

// "lambda.amazonaws.com": labels, then the suffix of a partition.
bool IsServicePrincipal(std::string_view text, std::string_view key) {
  constexpr std::array<std::string_view, 8> kSuffixes = {
      ".amazonaws.com",  ".amazon.com",    ".amazonaws.com.cn",
      ".amazonaws.eu",   ".c2s.ic.gov",    ".sc2s.sgov.gov",
      ".cloud.adc-e.uk", ".csp.hci.ic.gov"};
  const auto* suffix =
      std::find_if(kSuffixes.begin(), kSuffixes.end(),
                   [&](std::string_view one) { return text.ends_with(one); });
  if (suffix == kSuffixes.end()) {
    return false;
  }
  text.remove_suffix(suffix->size());
  const bool lower = std::none_of(text.begin(), text.end(), [](char one) {
    return (one >= 'A' && one <= 'Z') || one == ' ';
  });
  const auto dots = std::count(text.begin(), text.end(), '.');
  if (text.empty() || !lower) {
    return false;
  }
  if (key == "kms:viaservice") {
    return dots == 1;
  }
  // Services of other services have names of several labels.
  return !key.starts_with("aws:calledvia") || dots == 0;
}

class ValueChecks {
 public:
  ValueChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Look(const policy::Statement& statement, const ParsedTest& test) {
    statement_ = &statement;
    if (!test.op) {
      return;
    }
    if (test.values().empty()) {
      if (test.test->of.is_list && test.test->of.complete) {
        EmptyList(test);
      }
      return;
    }
    Mixed(test);
    switch (test.op->family) {
      case OperatorFamily::kBool:
      case OperatorFamily::kNull:
        Booleans(test);
        break;
      case OperatorFamily::kNumeric:
        Each(test, kNotANumber, policy::IsNumber, "is no number");
        Bounds(test);
        break;
      case OperatorFamily::kDate:
        Dates(test);
        Bounds(test);
        break;
      case OperatorFamily::kIp:
        Addresses(test);
        break;
      case OperatorFamily::kBinary:
        Each(test, kNotBase64, policy::IsBase64, "is not base64");
        break;
      case OperatorFamily::kArn:
        Arns(test);
        Texts(test);
        break;
      case OperatorFamily::kString:
        Texts(test);
        break;
    }
    Duplicates(test);
  }

 private:
  static std::string Quoted(const Value& value) {
    return "`" + value.text + "`";
  }

  static std::string KeyOf(const ParsedTest& test) {
    return "`" + test.test->key.text + "`";
  }

  void EmptyList(const ParsedTest& test) {
    const diag::Rule& rule =
        test.op->set == SetPrefix::kForAllValues  ? kEmptyValuesForAllValues
        : test.op->set == SetPrefix::kForAnyValue ? kEmptyValuesForAnyValue
        : test.op->if_exists                      ? kEmptyValuesIfExists
                                                  : kEmptyConditionValues;
    findings_
        .Add(rule, test.test->key.span,
             KeyOf(test) + " is tested against an empty list")
        .Help("name the values, or ask with Null whether the key is there");
  }

  void Mixed(const ParsedTest& test) {
    const auto& values = test.values();
    const auto other = std::find_if(
        values.begin(), values.end(),
        [&](const Value& one) { return one.form != values.front().form; });
    if (other != values.end()) {
      findings_
          .Add(kMixedValueTypes, other->span,
               "the values of " + KeyOf(test) + " are of several JSON types")
          .Help("write them all as texts");
    }
  }

  // One rule for every value that is not as it should be.
  void Each(const ParsedTest& test, const diag::Rule& rule,
            bool (*is_good)(std::string_view), const char* fault) {
    for (const Value& value : test.values()) {
      if (IsPlain(value) && !is_good(value.text)) {
        findings_.Add(rule, value.span, Quoted(value) + " " + fault)
            .Help(
                "write a value of the operator's type, or test with another "
                "operator");
      }
    }
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
    Each(test, kNotABoolean, policy::IsBoolean, "is neither true nor false");
  }

  void Dates(const ParsedTest& test) {
    constexpr std::size_t kYear = 4;
    for (const Value& value : test.values()) {
      if (!IsPlain(value)) {
        continue;
      }
      if (policy::IsEpoch(value.text) && value.text.size() != kYear) {
        if (test.key != kEpochTime) {
          findings_
              .Add(kEpochDate, value.span,
                   Quoted(value) + " is a date in seconds since 1970")
              .Help("write it as in 2030-01-01T00:00:00Z");
        }
      } else if (!policy::IsDate(value.text)) {
        findings_.Add(kNotADate, value.span, Quoted(value) + " is no date")
            .Help("write it as in 2030-01-01T00:00:00Z");
      }
    }
  }

  void Addresses(const ParsedTest& test) {
    std::vector<const Value*> secluded;
    bool all_known = test.test->of.complete;
    for (const Value& value : test.values()) {
      if (!IsPlain(value)) {
        all_known = false;
        continue;
      }
      const auto range = policy::ParseIpRange(value.text);
      if (!range) {
        findings_
            .Add(kNotAnIpRange, value.span,
                 Quoted(value) + " is no address and no range of addresses")
            .Help("write it as in 203.0.113.0/24 or 2001:db8::/32");
        all_known = false;
        continue;
      }
      if (range->HasHostBits()) {
        findings_
            .Add(kIpHostBitsSet, value.span,
                 Quoted(value) + " has bits behind its prefix")
            .Help("write `" + range->Masked() + "`")
            .Replace(value.span, value.text, range->Masked());
      }
      if (range->IsPrivate()) {
        secluded.push_back(&value);
      }
    }
    if (test.key != kSourceIp || secluded.empty()) {
      return;
    }
    const bool negated = test.op->negated;
    if (all_known && secluded.size() == test.values().size()) {
      findings_
          .Add(negated ? kOnlyPrivateNotSourceIp : kOnlyPrivateSourceIp,
               test.test->key.span,
               std::string("only private addresses stand here, which no "
                           "caller has: the test ") +
                   (negated ? "always" : "never") + " holds")
          .Help("write the public addresses, or test `aws:VpcSourceIp`");
      return;
    }
    for (const Value* value : secluded) {
      findings_
          .Add(negated ? kSomePrivateNotSourceIp : kSomePrivateSourceIp,
               value->span, Quoted(*value) + " is private: no caller has it")
          .Help("remove it, or test `aws:VpcSourceIp`");
    }
  }

  void Arns(const ParsedTest& test) {
    for (const Value& value : test.values()) {
      const std::string_view first =
          std::string_view(value.text).substr(0, value.text.find(':'));
      if (policy::IsAnything(value.text) || !policy::IsLiteralField(first)) {
        continue;
      }
      if (first != "arn" ||
          (value.known() && policy::CountArnFields(value.text) < 6 &&
           !value.text.ends_with('*'))) {
        findings_.Add(kNotAnArnValue, value.span, Quoted(value) + " is no ARN")
            .Help("write all six fields, with `*` where any will do");
      }
    }
  }

  void Texts(const ParsedTest& test) {
    Presence(test);
    for (const Value& value : test.values()) {
      Trust(test, value);
      if (IsPlain(value) && !IsPattern(test, value)) {
        Known(test, value);
      }
    }
  }

  // `*` alone.
  void Presence(const ParsedTest& test) {
    const policy::Operator& op = *test.op;
    if (op.comparison != Comparison::kLike || op.set != SetPrefix::kNone ||
        test.values().size() != 1 ||
        !policy::IsAnything(test.values().front().text)) {
      return;
    }
    const bool always = policy::IsAlwaysPresent(test.key);
    const Value& value = test.values().front();
    const std::string null = "`\"Null\": {\"" + test.test->key.text + "\": \"";
    if (op.negated) {
      if (always) {
        findings_
            .Add(kConditionNeverTrue, value.span,
                 "every request carries " + KeyOf(test) +
                     ", so the statement never applies")
            .Help("remove the statement");
      } else {
        AsNull(test,
               findings_
                   .Add(kAbsenceTestByWildcard, value.span,
                        "the test asks whether " + KeyOf(test) + " is missing")
                   .Help("write " + null + "true\"}`"),
               "true");
      }
    } else if (always || op.if_exists) {
      findings_
          .Add(kConditionAlwaysTrue, value.span,
               "every request passes this test of " + KeyOf(test))
          .Help("remove the test");
    } else {
      AsNull(test,
             findings_
                 .Add(kPresenceTestByWildcard, value.span,
                      "the test asks whether " + KeyOf(test) + " is there")
                 .Help("write " + null + "false\"}`"),
             "false");
    }
  }

  void AsNull(const ParsedTest& test, diag::Report report,
              const char* missing) const {
    if (test.op->family == OperatorFamily::kString &&
        policy::CanRename(*statement_, *test.op_value, "Null")) {
      const Value& value = test.values().front();
      report.Replace(test.op_value->span, test.op_value->text, "Null")
          .Replace(value.span, value.text, missing)
          .Given(test.test->key.span, test.test->key.text);
    }
  }

  // Wildcards and variables where strangers must be kept out.
  void Trust(const ParsedTest& test, const Value& value) {
    if (!test.id || policy::IsAnything(value.text)) {
      return;
    }
    const bool sensitive = context_.catalogue[*test.id].sensitive;
    if (sensitive && IsPattern(test, value)) {
      findings_
          .Add(kWildcardValueTooBroad, value.span,
               "the wildcard in " + Quoted(value) + " lets in strangers")
          .Help("write the ids in full");
    }
    if (test.key == "aws:userid" && IsPattern(test, value)) {
      const std::string_view id =
          std::string_view(value.text).substr(0, value.text.find(':'));
      if (policy::HasWildcard(id) && id != "*") {
        findings_
            .Add(kWildcardValueTooBroad, value.span,
                 "the wildcard in " + Quoted(value) + " lets in strangers")
            .Help("write the id before the colon in full");
      }
    }
    if (!sensitive) {
      return;
    }
    for (const policy::Variable& variable : policy::VariablesOf(value.text)) {
      const auto named = context_.catalogue.FindKey(variable.name);
      // What AWS fills with an id of the same kind is as good as the id.
      if (named && context_.catalogue[*named].sensitive) {
        continue;
      }
      if (!variable.name.empty()) {
        findings_
            .Add(kVariableValueTooBroad, value.span,
                 "whoever sets `" + std::string(variable.name) +
                     "` decides what " + KeyOf(test) + " may be")
            .Help("write the ids in full");
      }
    }
  }

  // Forms of values of well-known keys.
  void Known(const ParsedTest& test, const Value& value) {
    const std::string_view key = test.key;
    if (policy::IsRegionKey(key)) {
      if (catalog::FindRegion(value.text) == nullptr &&
          !policy::HasWildcard(value.text)) {
        findings_
            .Add(kUnknownRegionValue, value.span,
                 "there is no region " + Quoted(value))
            .Help(support::DidYouMean(value.text, catalog::RegionNames()));
      }
    } else if (key == "aws:sourcevpc") {
      if (!policy::IsResourceId("vpc-", value.text)) {
        findings_
            .Add(kInvalidVpcId, value.span, Quoted(value) + " is no VPC id")
            .Help("write it as in vpc-0123456789abcdef0");
      }
    } else if (key == "aws:sourcevpce") {
      if (!policy::IsResourceId("vpce-", value.text)) {
        findings_
            .Add(kInvalidVpceId, value.span,
                 Quoted(value) + " is no id of a VPC endpoint")
            .Help("write it as in vpce-0123456789abcdef0");
      }
    } else if (policy::IsServicePrincipalKey(key)) {
      if (!IsServicePrincipal(value.text, key)) {
        findings_
            .Add(kInvalidServicePrincipalValue, value.span,
                 Quoted(value) + " has not the form of a service principal")
            .Help(key == "kms:viaservice"
                      ? "write it as in s3.eu-west-1.amazonaws.com"
                      : "write it as in lambda.amazonaws.com");
      }
    } else if (key == kS3Key && !policy::HasWildcard(value.text)) {
      const auto arn = policy::SplitArn(value.text);
      if (!arn || arn->service != "kms" || !arn->resource.starts_with("key/")) {
        findings_
            .Add(kInvalidKmsKeyValue, value.span,
                 Quoted(value) + " is not the ARN of a KMS key")
            .Help("write it as in arn:aws:kms:REGION:ACCOUNT:key/ID");
      }
    }
  }

  void Bounds(const ParsedTest& test) {
    const bool bound = test.op->comparison == Comparison::kLess ||
                       test.op->comparison == Comparison::kLessOrEqual ||
                       test.op->comparison == Comparison::kGreater ||
                       test.op->comparison == Comparison::kGreaterOrEqual;
    if (bound && test.values().size() > 1) {
      const bool less = test.op->comparison == Comparison::kLess ||
                        test.op->comparison == Comparison::kLessOrEqual;
      diag::Report report =
          findings_
              .Add(kRedundantNumericValues, test.test->key.span,
                   std::string("of several bounds the ") +
                       (less ? "greatest" : "least") + " counts")
              .Help("write that one alone");
      const Value* counts = BoundThatCounts(test.values(), less);
      if (counts == nullptr) {
        return;
      }
      report.Given(counts->span, counts->text);
      for (const Value& value : test.values()) {
        if (&value != counts) {
          report.RemoveElement(value.span, value.text);
        }
      }
    }
  }

  // nullptr where one of them is no number.
  static const Value* BoundThatCounts(const std::vector<Value>& values,
                                      bool greatest) {
    const Value* counts = nullptr;
    double best = 0;
    for (const Value& value : values) {
      double number = 0;
      const char* const end = value.text.data() + value.text.size();
      const auto read = std::from_chars(value.text.data(), end, number);
      if (read.ec != std::errc() || read.ptr != end) {
        return nullptr;
      }
      if (counts == nullptr || (greatest ? number > best : number < best)) {
        counts = &value;
        best = number;
      }
    }
    return counts;
  }

  void Duplicates(const ParsedTest& test) {
    std::unordered_map<std::string_view, const Value*> taken;
    std::vector<const Value*> patterns;
    for (const Value& value : test.values()) {
      const auto [first, is_new] = taken.emplace(value.text, &value);
      if (!is_new && value.known()) {
        findings_
            .Add(kDuplicateConditionValue, value.span,
                 Quoted(value) + " stands twice in the list")
            .Also(first->second->span, "the other is here")
            .Help("remove one of them")
            .RemoveElement(value.span, value.text)
            .Given(first->second->span, first->second->text);
      } else if (test.op->comparison == Comparison::kLike &&
                 policy::HasWildcard(value.text)) {
        patterns.push_back(&value);
      }
    }
    Covered(test, patterns);
  }

  // Values that a pattern beside them covers. Few lists hold many patterns.
  void Covered(const ParsedTest& test,
               const std::vector<const Value*>& patterns) {
    constexpr std::size_t kMost = 16;
    if (patterns.size() > kMost || test.op->family != OperatorFamily::kString) {
      return;
    }
    for (const Value& value : test.values()) {
      const auto cover =
          std::find_if(patterns.begin(), patterns.end(), [&](const Value* one) {
            return one->text != value.text &&
                   policy::Covers(one->text, value.text);
          });
      if (cover != patterns.end() && value.known()) {
        findings_
            .Add(kDuplicateConditionValue, value.span,
                 Quoted(**cover) + " covers " + Quoted(value))
            .Also((*cover)->span, "the pattern is here")
            .Help("remove the narrower one")
            .RemoveElement(value.span, value.text)
            .Given((*cover)->span, (*cover)->text);
      }
    }
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  // That of the test.
  const policy::Statement* statement_ = nullptr;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  ValueChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    for (const ParsedTest& test : statement.tests) {
      checks.Look(*statement.statement, test);
    }
  }
}

constexpr std::array<const diag::Rule*, 31> kRules = {
    &kMixedValueTypes,
    &kSeveralBooleans,
    &kNotABoolean,
    &kNotANumber,
    &kNotADate,
    &kEpochDate,
    &kNotAnIpRange,
    &kNotBase64,
    &kIpHostBitsSet,
    &kOnlyPrivateSourceIp,
    &kOnlyPrivateNotSourceIp,
    &kSomePrivateSourceIp,
    &kSomePrivateNotSourceIp,
    &kUnknownRegionValue,
    &kInvalidVpcId,
    &kInvalidVpceId,
    &kInvalidServicePrincipalValue,
    &kInvalidKmsKeyValue,
    &kWildcardValueTooBroad,
    &kVariableValueTooBroad,
    &kRedundantNumericValues,
    &kPresenceTestByWildcard,
    &kAbsenceTestByWildcard,
    &kConditionAlwaysTrue,
    &kConditionNeverTrue,
    &kEmptyConditionValues,
    &kEmptyValuesForAllValues,
    &kEmptyValuesForAnyValue,
    &kEmptyValuesIfExists,
    &kNotAnArnValue,
    &kDuplicateConditionValue};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionValues() { return kFamily; }

}  // namespace iamgen::checks
