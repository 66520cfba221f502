// The values of keys that are well known: what they look like, whom they let
// in, and what lists of them come to.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/partition.h"
#include "checks/policy/condition_test.h"
#include "checks/policy/condition_value_rules.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/condition_keys.h"
#include "policy/cover_index.h"
#include "policy/pattern.h"
#include "policy/value_grammar.h"
#include "policy/variables.h"

namespace iamgen::checks {
namespace {

using catalog::KeyType;
using policy::Comparison;
using policy::OperatorFamily;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::Value;

// Nothing in it but what stands there.
bool IsPlain(const Value& value) {
  return value.known() && !policy::HasVariable(value.text);
}

bool IsPattern(const ParsedTest& test, const Value& value) {
  const bool like = test.op->comparison == Comparison::kLike ||
                    test.op->family == OperatorFamily::kArn;
  return like && policy::HasWildcard(value.text);
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
  const bool of_labels = std::all_of(text.begin(), text.end(), [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') ||
           one == '-' || one == '.';
  });
  if (text.empty() || !of_labels || text.front() == '.' || text.back() == '.') {
    return false;
  }
  const auto dots = std::count(text.begin(), text.end(), '.');
  if (key == "kms:viaservice") {
    return dots == 1;
  }
  // Services of other services have names of several labels.
  return !key.starts_with("aws:calledvia") || dots == 0;
}

bool IsKmsKeyArn(std::string_view text) {
  const auto arn = policy::SplitArn(text);
  return arn && arn->service == "kms" && arn->resource.starts_with("key/");
}

class ValueChecks {
 public:
  ValueChecks(const PolicyContext& context, PolicyFindings& findings)
      : catalogue_(context.catalogue), findings_(findings) {}

  void Look(const ParsedTest& test) {
    if (test.op->family == OperatorFamily::kString ||
        test.op->family == OperatorFamily::kArn) {
      Form(test);
      Trust(test);
    }
    if (test.values().size() > 1) {
      Bounds(test);
      Duplicates(test);
    }
  }

 private:
  void Bad(const diag::Rule& rule, const Value& value, std::string_view fault,
           std::string help) {
    findings_.Add(rule, value.span, Quoted(value) + " " + std::string(fault))
        .Help(std::move(help));
  }

  void Form(const ParsedTest& test) {
    const std::string_view key = test.key;
    if (policy::IsRegionKey(key)) {
      Each(test, [&](const Value& value) { Region(value); });
    } else if (key == "aws:sourcevpc") {
      Each(test, [&](const Value& value) {
        if (!policy::IsResourceId("vpc-", value.text)) {
          Bad(kInvalidVpcId, value, "is no VPC id",
              "write it as in vpc-0123456789abcdef0");
        }
      });
    } else if (key == "aws:sourcevpce") {
      Each(test, [&](const Value& value) {
        if (!policy::IsResourceId("vpce-", value.text)) {
          Bad(kInvalidVpceId, value, "is no id of a VPC endpoint",
              "write it as in vpce-0123456789abcdef0");
        }
      });
    } else if (policy::IsServicePrincipalKey(key)) {
      Each(test, [&](const Value& value) {
        if (!IsServicePrincipal(value.text, key)) {
          Bad(kInvalidServicePrincipalValue, value,
              "has not the form of a service principal",
              key == "kms:viaservice"
                  ? "write it as in s3.eu-west-1.amazonaws.com"
                  : "write it as in lambda.amazonaws.com");
        }
      });
    } else if (IsOfKmsKeys(test)) {
      Each(test, [&](const Value& value) {
        if (!IsKmsKeyArn(value.text)) {
          Bad(kInvalidKmsKeyValue, value, "is not the ARN of a KMS key",
              "write it as in arn:aws:kms:REGION:ACCOUNT:key/ID");
        }
      });
    }
  }

  // Every value that is all there and no pattern.
  template <typename Look>
  static void Each(const ParsedTest& test, const Look& look) {
    for (const Value& value : test.values()) {
      if (IsPlain(value) && !policy::HasWildcard(value.text)) {
        look(value);
      }
    }
  }

  void Region(const Value& value) {
    if (catalog::FindRegion(value.text) == nullptr) {
      Bad(kUnknownRegionValue, value, "is no region",
          support::DidYouMean(value.text, catalog::RegionNames()));
    }
  }

  bool IsOfKmsKeys(const ParsedTest& test) const {
    if (policy::IsKmsKeyKey(test.key)) {
      return true;
    }
    return test.id && test.key.find("kmskey") != std::string::npos &&
           catalogue_[*test.id].type == KeyType::kArn;
  }

  // Wildcards and variables where strangers must be kept out.
  void Trust(const ParsedTest& test) {
    const bool sensitive = test.id && catalogue_[*test.id].sensitive;
    const bool guarded = policy::IsWebIdentityKey(test.key);
    const bool user = test.key == "aws:userid";
    if (!sensitive && !guarded && !user) {
      return;
    }
    for (const Value& value : test.values()) {
      if (policy::IsAnything(value.text)) {
        continue;
      }
      if (IsPattern(test, value) &&
          (sensitive || (guarded && BeginsWide(value.text)) ||
           (user && HasWideId(value.text)))) {
        findings_
            .Add(kWildcardValueTooBroad, value.span,
                 "the wildcard in " + Quoted(value) + " lets in strangers")
            .Help(user ? "write the id before the colon in full"
                       : "write the values in full");
      }
      if (sensitive) {
        Variables(test, value);
      }
    }
  }

  // Fewer than six characters before the first wildcard.
  static bool BeginsWide(std::string_view text) {
    constexpr std::size_t kLeast = 6;
    return text.find_first_of("*?") < kLeast;
  }

  // A wildcard among others before the colon of "AROAEXAMPLE:session".
  static bool HasWideId(std::string_view text) {
    const std::string_view id = text.substr(0, text.find(':'));
    return policy::HasWildcard(id) && id != "*";
  }

  void Variables(const ParsedTest& test, const Value& value) {
    for (const policy::Variable& variable : policy::VariablesOf(value.text)) {
      const auto named = catalogue_.FindKey(variable.name);
      // What AWS fills with an id of the same kind is as good as the id.
      if (variable.name.empty() || (named && catalogue_[*named].sensitive)) {
        continue;
      }
      findings_
          .Add(kVariableValueTooBroad, value.span,
               "whoever sets `" + std::string(variable.name) +
                   "` decides what " + QuotedKey(test) + " may be")
          .Help("write the ids in full");
      return;
    }
  }

  void Bounds(const ParsedTest& test) {
    const Comparison comparison = test.op->comparison;
    const bool less = comparison == Comparison::kLess ||
                      comparison == Comparison::kLessOrEqual;
    if (less || comparison == Comparison::kGreater ||
        comparison == Comparison::kGreaterOrEqual) {
      diag::Report report =
          findings_
              .Add(kRedundantNumericValues, test.test->key.span,
                   std::string("of several bounds the ") +
                       (less ? "greatest" : "least") + " counts")
              .Help("write that one alone");
      if (const Value* counts = BoundThatCounts(test.values(), less)) {
        report.Given(counts->span, counts->text);
        for (const Value& value : test.values()) {
          if (&value != counts) {
            report.RemoveElement(value.span, value.text);
          }
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
      const auto number = policy::ParseNumber(value.text);
      if (!number) {
        return nullptr;
      }
      if (counts == nullptr || (greatest ? *number > best : *number < best)) {
        counts = &value;
        best = *number;
      }
    }
    return counts;
  }

  void Duplicates(const ParsedTest& test) {
    std::vector<std::string> texts;
    for (const Value& value : test.values()) {
      texts.push_back(value.known() ? value.text : "");
    }
    // Actions are what letters do not count in.
    const policy::CoverIndex index(
        texts, test.op->comparison == Comparison::kEqualsIgnoreCase
                   ? policy::Entries::kActions
                   : policy::Entries::kResources);
    for (std::size_t at = 0; at < test.values().size(); ++at) {
      const Value& value = test.values()[at];
      const auto place = index.CoverOf(at);
      if (!place || !value.known() || !test.values()[*place].known()) {
        continue;
      }
      const Value& other = test.values()[*place];
      const bool same = value.text.size() == other.text.size() &&
                        !policy::HasWildcard(other.text);
      if (same || value.text == other.text) {
        findings_
            .Add(kDuplicateConditionValue, value.span,
                 Quoted(value) + " stands twice in the list")
            .Also(other.span, "the other is here")
            .Help("remove one of them")
            .RemoveElement(value.span, value.text)
            .Given(other.span, other.text);
      } else if (IsPattern(test, other) && !policy::HasVariable(other.text) &&
                 (test.op->family != OperatorFamily::kArn ||
                  CoversArn(other.text, value.text))) {
        findings_
            .Add(kDuplicateConditionValue, value.span,
                 Quoted(other) + " covers " + Quoted(value))
            .Also(other.span, "the pattern is here")
            .Help("remove the narrower one")
            .RemoveElement(value.span, value.text)
            .Given(other.span, other.text);
      }
    }
  }

  // Field by field.
  static bool CoversArn(std::string_view wide, std::string_view narrow) {
    const auto left = policy::SplitArn(wide);
    const auto right = policy::SplitArn(narrow);
    return left && right && policy::Covers(left->partition, right->partition) &&
           policy::Covers(left->service, right->service) &&
           policy::Covers(left->region, right->region) &&
           policy::Covers(left->account, right->account) &&
           policy::Covers(left->resource, right->resource);
  }

  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  ValueChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    for (const ParsedTest& test : statement.tests) {
      if (test.op) {
        checks.Look(test);
      }
    }
  }
}

constexpr std::array<const diag::Rule*, 9> kRules = {
    &kUnknownRegionValue,     &kInvalidVpcId,
    &kInvalidVpceId,          &kInvalidServicePrincipalValue,
    &kInvalidKmsKeyValue,     &kWildcardValueTooBroad,
    &kVariableValueTooBroad,  &kRedundantNumericValues,
    &kDuplicateConditionValue};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionValues() { return kFamily; }

}  // namespace iamgen::checks
