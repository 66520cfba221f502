// Keys of callers, and values of them that everybody has.
#include "policy/caller_tests.h"

#include <algorithm>
#include <array>
#include <string>

#include "policy/arn.h"
#include "policy/condition_keys.h"
#include "policy/ip_range.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

// "IAM roles: Role trust policies"; "AWS global condition context keys".
constexpr std::array<std::string_view, 6> kWhose = {
    "aws:principalarn", "aws:principalaccount",  "aws:principalorgid",
    "sts:externalid",   "aws:principalorgpaths", "aws:principaltag/",
};

// Keys of services that say as much.
constexpr std::array<std::string_view, 7> kOfServices = {
    "aws:principalorgmasteraccountid",
    "aws:sourceowner",
    "elasticfilesystem:accessedviamounttarget",
    "kms:calleraccount",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
    "sns:endpoint"};

template <std::size_t Size>
bool Holds(const std::array<std::string_view, Size>& keys,
           std::string_view key) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view one) {
    return one.ends_with('/') ? key.starts_with(one) : key == one;
  });
}

// Whether everybody has a value like this one.
bool IsOpen(const ParsedTest& test, const Value& value) {
  const std::string_view text = value.text;
  if (test.op->family == OperatorFamily::kIp) {
    const auto range = ParseIpRange(text);
    constexpr int kBitsBeforeV4 = 96;
    return range && range->prefix <= (range->is_v4 ? kBitsBeforeV4 : 0);
  }
  const bool wildcards = test.op->comparison == Comparison::kLike ||
                         test.op->family == OperatorFamily::kArn;
  if (!wildcards) {
    return false;
  }
  if (IsAnything(text)) {
    return true;
  }
  if (test.key == "aws:principalorgid" || test.key == "aws:principalorgpaths") {
    return IsAnything(text.substr(0, text.find('/'))) ||
           text.substr(0, text.find('/')) == "o-*";
  }
  const auto arn = SplitArn(text);
  if (test.key == "aws:principalarn") {
    return arn && IsAnything(arn->account);
  }
  if (test.key == "aws:sourcearn") {
    return arn && (arn->account.empty() || IsAnything(arn->account)) &&
           IsAnything(arn->resource);
  }
  return false;
}

bool AnyIsOpen(const ParsedTest& test) {
  return std::any_of(test.values().begin(), test.values().end(),
                     [&](const Value& one) { return IsOpen(test, one); });
}

// Every request that has a caller at all carries it.
bool EveryCallerHas(std::string_view key) {
  return key == "aws:principalarn" || key == "aws:principalaccount";
}

bool RequiresSome(const ParsedTest& test) {
  return EveryCallerHas(test.key) ? Restricts(test) : Requires(test);
}

}  // namespace

bool IsClear(const ParsedStatement& statement) {
  return statement.statement->condition_complete &&
         std::all_of(statement.tests.begin(), statement.tests.end(),
                     [](const ParsedTest& one) {
                       return one.op && one.test->key.known();
                     });
}

bool Requires(const ParsedTest& test) {
  return Restricts(test) && !test.op->if_exists;
}

bool Restricts(const ParsedTest& test) {
  return test.op && !test.op->negated &&
         test.op->family != OperatorFamily::kNull;
}

bool RequiresOneOf(const ParsedStatement& statement,
                   std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
    const auto tests = statement.TestsOf(key);
    return std::any_of(tests.begin(), tests.end(),
                       [](const ParsedTest* one) { return Requires(*one); });
  });
}

bool RequiresMfa(const ParsedStatement& statement) {
  return std::any_of(
      statement.tests.begin(), statement.tests.end(),
      [](const ParsedTest& one) {
        if (!Requires(one)) {
          return false;
        }
        return one.key == "aws:multifactorauthage" ||
               (one.key == "aws:multifactorauthpresent" &&
                std::all_of(one.values().begin(), one.values().end(),
                            [](const Value& value) {
                              return !value.known() ||
                                     support::EqualIgnoringCase(value.text,
                                                                "true");
                            }));
      });
}

bool SaysWhose(const ParsedTest& test) {
  return Holds(kWhose, test.key) && RequiresSome(test) && !AnyIsOpen(test);
}

bool KeepsStrangersOut(const ParsedTest& test) {
  const bool of_caller = IsCallerKey(test.key) ||
                         Holds(kOfServices, test.key) ||
                         (test.op && test.op->family == OperatorFamily::kIp);
  return of_caller && RequiresSome(test) && !AnyIsOpen(test);
}

}  // namespace iamgen::policy
