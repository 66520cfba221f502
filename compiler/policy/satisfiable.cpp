// Tries the values that one test names on the others.
#include "policy/satisfiable.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "policy/arn.h"
#include "policy/ip_range.h"
#include "policy/pattern.h"
#include "policy/value_grammar.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

using Tests = std::vector<const ParsedTest*>;

// More pairs of values than any real condition has.
constexpr std::size_t kMostPairs = 1U << 14U;

bool IsPlain(const Value& value) {
  return value.known() && !HasVariable(value.text);
}

// Whether all that it compares with is known, and the key's value is one.
bool IsClear(const ParsedTest& test) {
  return test.op && test.op->set == SetPrefix::kNone &&
         test.op->family != OperatorFamily::kNull && test.test->of.complete &&
         !test.values().empty() &&
         std::all_of(test.values().begin(), test.values().end(), IsPlain);
}

// Whether it is Null with this value.
bool IsNull(const ParsedTest& test, std::string_view value) {
  return test.op->family == OperatorFamily::kNull &&
         test.op->set == SetPrefix::kNone && test.values().size() == 1 &&
         test.test->of.complete &&
         support::EqualIgnoringCase(test.values().front().text, value);
}

// Whether a value that `test` names can be one that `other` names. `whole`: all
// that the value stands for.
using Compare = bool (*)(const ParsedTest& test, const Value& value,
                         const ParsedTest& other, const Value& against,
                         bool whole);

// Whether no value of the narrowest test passes the others.
bool Fails(const Tests& tests, Compare compare) {
  const ParsedTest* base = nullptr;
  std::size_t all = 0;
  for (const ParsedTest* test : tests) {
    all += test->values().size();
    if (!test->op->negated &&
        (base == nullptr || test->values().size() < base->values().size())) {
      base = test;
    }
  }
  if (base == nullptr || base->values().size() * all > kMostPairs) {
    return false;
  }
  return std::none_of(
      base->values().begin(), base->values().end(), [&](const Value& value) {
        return std::all_of(
            tests.begin(), tests.end(), [&](const ParsedTest* other) {
              const bool negated = other->op->negated;
              const bool found = std::any_of(
                  other->values().begin(), other->values().end(),
                  [&](const Value& against) {
                    return compare(*base, value, *other, against, negated);
                  });
              return other == base || found != negated;
            });
      });
}

bool IsExact(const ParsedTest& test) {
  return test.op->comparison != Comparison::kLike;
}

bool IsAnyCase(const ParsedTest& test) {
  return test.op->comparison == Comparison::kEqualsIgnoreCase ||
         test.op->family == OperatorFamily::kBool;
}

bool CompareTexts(const ParsedTest& test, const Value& value,
                  const ParsedTest& other, const Value& against, bool whole) {
  // What must not be is compared as strictly as it says, what may be is not.
  const bool any_case =
      whole ? IsAnyCase(other) : IsAnyCase(other) || IsAnyCase(test);
  if (whole && IsAnyCase(test) && !any_case) {
    return false;
  }
  const Letters letters = any_case ? Letters::kAnyCase : Letters::kExact;
  if (IsExact(test) && IsExact(other)) {
    return any_case ? support::EqualIgnoringCase(value.text, against.text)
                    : value.text == against.text;
  }
  if (IsExact(test)) {
    return Matches(against.text, value.text, letters);
  }
  if (IsExact(other)) {
    // One text is all of a pattern only where there is no wildcard.
    return whole ? !HasWildcard(value.text) && value.text == against.text
                 : Matches(value.text, against.text, letters);
  }
  return whole ? Covers(against.text, value.text, letters)
               : Meet(value.text, against.text, letters);
}

// ARNs are compared field by field, where `*` does not cross a colon.
bool CompareArns(const ParsedTest& /*test*/, const Value& value,
                 const ParsedTest& /*other*/, const Value& against,
                 bool whole) {
  if (!whole) {
    return Meet(value.text, against.text);
  }
  const auto narrow = SplitArn(value.text);
  const auto wide = SplitArn(against.text);
  return narrow && wide && Covers(wide->partition, narrow->partition) &&
         Covers(wide->service, narrow->service) &&
         Covers(wide->region, narrow->region) &&
         Covers(wide->account, narrow->account) &&
         Covers(wide->resource, narrow->resource);
}

bool CompareRanges(const ParsedTest& /*test*/, const Value& value,
                   const ParsedTest& /*other*/, const Value& against,
                   bool whole) {
  const auto left = ParseIpRange(value.text);
  const auto right = ParseIpRange(against.text);
  if (!left || !right) {
    return !whole;
  }
  return right->Contains(*left) || (!whole && left->Contains(*right));
}

// A number, or a date in seconds since 1970.
std::optional<double> NumberOf(const ParsedTest& test, const Value& value) {
  return test.op->family == OperatorFamily::kDate && !IsEpoch(value.text)
             ? ParseDate(value.text)
             : ParseNumber(value.text);
}

// What is left of all numbers.
class Interval {
 public:
  // False where it does not understand the test.
  bool Narrow(const ParsedTest& test) {
    std::vector<double> numbers;
    for (const Value& value : test.values()) {
      const auto number = NumberOf(test, value);
      if (!number) {
        return false;
      }
      numbers.push_back(*number);
    }
    const double most = *std::max_element(numbers.begin(), numbers.end());
    const double least = *std::min_element(numbers.begin(), numbers.end());
    switch (test.op->comparison) {
      case Comparison::kLess:
        Below(most, true);
        break;
      case Comparison::kLessOrEqual:
        Below(most, false);
        break;
      case Comparison::kGreater:
        Above(least, true);
        break;
      case Comparison::kGreaterOrEqual:
        Above(least, false);
        break;
      default:
        Equal(std::move(numbers), test.op->negated);
        break;
    }
    return true;
  }

  [[nodiscard]] bool empty() const {
    if (least_ > most_ || (least_ == most_ && (above_ || below_))) {
      return true;
    }
    if (candidates_) {
      return std::none_of(
          candidates_->begin(), candidates_->end(),
          [&](double one) { return Holds(one) && !IsExcluded(one); });
    }
    return least_ == most_ && IsExcluded(least_);
  }

 private:
  void Below(double bound, bool strict) {
    if (bound < most_ || (bound == most_ && strict)) {
      most_ = bound;
      below_ = strict;
    }
  }

  void Above(double bound, bool strict) {
    if (bound > least_ || (bound == least_ && strict)) {
      least_ = bound;
      above_ = strict;
    }
  }

  void Equal(std::vector<double> numbers, bool negated) {
    std::sort(numbers.begin(), numbers.end());
    if (negated) {
      excluded_.insert(excluded_.end(), numbers.begin(), numbers.end());
      std::sort(excluded_.begin(), excluded_.end());
      return;
    }
    if (candidates_) {
      std::vector<double> both;
      std::set_intersection(candidates_->begin(), candidates_->end(),
                            numbers.begin(), numbers.end(),
                            std::back_inserter(both));
      numbers = std::move(both);
    }
    candidates_ = std::move(numbers);
  }

  [[nodiscard]] bool Holds(double one) const {
    return (one > least_ || (one == least_ && !above_)) &&
           (one < most_ || (one == most_ && !below_));
  }

  [[nodiscard]] bool IsExcluded(double one) const {
    return std::binary_search(excluded_.begin(), excluded_.end(), one);
  }

  double least_ = -std::numeric_limits<double>::infinity();
  double most_ = std::numeric_limits<double>::infinity();
  // Whether the bounds themselves are outside.
  bool above_ = false;
  bool below_ = false;
  std::optional<std::vector<double>> candidates_;
  std::vector<double> excluded_;
};

}  // namespace

bool NeedsKey(const ParsedTest& test) {
  if (!test.op || test.op->family == OperatorFamily::kNull) {
    return test.op && IsNull(test, "false");
  }
  if (test.op->if_exists || test.op->set == SetPrefix::kForAllValues) {
    return false;
  }
  return test.op->set == SetPrefix::kForAnyValue || !test.op->negated;
}

Clash FindClash(std::span<const ParsedTest* const> tests) {
  bool missing = false;
  bool needed = false;
  Tests texts;
  Tests arns;
  Tests ranges;
  Interval interval;
  for (const ParsedTest* test : tests) {
    if (!test->op || !test->test->of.complete) {
      continue;
    }
    missing |= IsNull(*test, "true");
    needed |= NeedsKey(*test) && !test->values().empty();
    if (!IsClear(*test)) {
      continue;
    }
    switch (test->op->family) {
      case OperatorFamily::kString:
      case OperatorFamily::kBool:
        texts.push_back(test);
        break;
      case OperatorFamily::kArn:
        arns.push_back(test);
        break;
      case OperatorFamily::kIp:
        ranges.push_back(test);
        break;
      case OperatorFamily::kNumeric:
      case OperatorFamily::kDate:
        interval.Narrow(*test);
        break;
      case OperatorFamily::kBinary:
      case OperatorFamily::kNull:
        break;
    }
  }
  if (!needed) {
    return Clash::kNone;
  }
  if (missing) {
    return Clash::kMissing;
  }
  return interval.empty() || Fails(texts, CompareTexts) ||
                 Fails(arns, CompareArns) || Fails(ranges, CompareRanges)
             ? Clash::kValues
             : Clash::kNone;
}

}  // namespace iamgen::policy
