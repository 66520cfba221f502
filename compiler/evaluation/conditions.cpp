// Conditions of a statement against the context of a request.
#include <algorithm>

#include "evaluation/choices.h"
#include "evaluation/glob.h"
#include "evaluation/matching.h"
#include "policy/ip_range.h"
#include "policy/value_grammar.h"
#include "support/text.h"

namespace iamgen::evaluation {
namespace {

using policy::Comparison;
using policy::OperatorFamily;
using policy::SetPrefix;

// Field by field: wildcards before the fifth colon stop at colons.
bool ArnMatches(std::string_view pattern, std::string_view text) {
  const auto arn = SplitPlainArn(text);
  if (!arn || arn->front() != "arn") {
    return false;
  }
  if (kLoneStarIsAnyArn && pattern.size() == 1 && pattern.front() == kAnyRun) {
    return true;
  }
  const auto fields = SplitPlainArn(pattern);
  if (!fields) {
    return false;
  }
  for (std::size_t i = 0; i < fields->size(); ++i) {
    if (!Matches((*fields)[i], (*arn)[i])) {
      return false;
    }
  }
  return true;
}

bool Ordered(Comparison comparison, double left, double right) {
  switch (comparison) {
    case Comparison::kLess:
      return left < right;
    case Comparison::kLessOrEqual:
      return left <= right;
    case Comparison::kGreater:
      return left > right;
    case Comparison::kGreaterOrEqual:
      return left >= right;
    case Comparison::kEquals:
    case Comparison::kEqualsIgnoreCase:
    case Comparison::kLike:
    case Comparison::kIsIn:
    case Comparison::kIsNull:
      break;
  }
  return left == right;
}

// A value of the context as the family of an operator reads it.
struct Reading {
  double number = 0;
  bool truth = false;
  policy::IpRange range;
  std::string bytes;
};

std::optional<Reading> ReadValue(OperatorFamily family,
                                 const std::string& value) {
  Reading reading;
  switch (family) {
    case OperatorFamily::kNumeric:
    case OperatorFamily::kDate: {
      const auto number = family == OperatorFamily::kDate
                              ? ParseMoment(value)
                              : policy::ParseNumber(value);
      reading.number = number.value_or(0);
      return number ? std::optional(reading) : std::nullopt;
    }
    case OperatorFamily::kBool:
      reading.truth = support::Lower(value) == "true";
      return policy::IsBoolean(value) ? std::optional(reading) : std::nullopt;
    case OperatorFamily::kIp: {
      const auto range = policy::ParseIpRange(value);
      reading.range = range.value_or(policy::IpRange());
      return range ? std::optional(reading) : std::nullopt;
    }
    case OperatorFamily::kBinary: {
      const auto bytes = DecodeBase64(value);
      reading.bytes = bytes.value_or("");
      return bytes ? std::optional(reading) : std::nullopt;
    }
    case OperatorFamily::kString:
    case OperatorFamily::kArn:
    case OperatorFamily::kNull:
      break;
  }
  return reading;
}

bool Holds(const Test& test, const Operand& operand, const Reading& reading) {
  switch (test.op.family) {
    case OperatorFamily::kNumeric:
    case OperatorFamily::kDate:
      return Ordered(test.op.comparison, reading.number, operand.number);
    case OperatorFamily::kBool:
      return reading.truth == operand.truth;
    case OperatorFamily::kIp:
      return operand.range.Contains(reading.range);
    case OperatorFamily::kBinary:
      return reading.bytes == operand.bytes;
    case OperatorFamily::kString:
    case OperatorFamily::kArn:
    case OperatorFamily::kNull:
      break;
  }
  return false;
}

bool IsEmpty(const ContextKey* key) {
  return key == nullptr || key->values.empty() ||
         (key->values.size() == 1 && key->values.front().empty());
}

}  // namespace

std::string SimplyFolded(std::string_view text) {
  std::string folded(text);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const auto byte = static_cast<unsigned char>(folded[i]);
    if (byte >= 'A' && byte <= 'Z') {
      folded[i] = static_cast<char>(byte | 0x20U);
    } else if (byte == 0xC3U && i + 1 < folded.size()) {
      // U+00C0 to U+00DE, without the multiplication sign.
      const auto next = static_cast<unsigned char>(folded[i + 1]);
      if (next >= 0x80U && next <= 0x9EU && next != 0x97U) {
        folded[i + 1] = static_cast<char>(next | 0x20U);
      }
    }
  }
  return folded;
}

Truth Matcher::CompareTexts(const Test& test, const std::string& value) {
  Truth hit = Truth::kNo;
  for (const Operand& operand : test.operands) {
    bool depends = false;
    std::optional<std::string> filled;
    if (!operand.text.fixed() || operand.text.unknown) {
      filled = Filled(operand.text, depends);
      if (depends) {
        hit = Or(hit, Truth::kDepends);
        continue;
      }
      if (!filled) {
        continue;
      }
    }
    const std::string& wanted =
        filled ? *filled : operand.text.pieces.front().text;
    bool holds = false;
    if (test.op.family == OperatorFamily::kArn) {
      holds = ArnMatches(wanted, value);
    } else if (test.op.family == OperatorFamily::kBool) {
      holds = support::Lower(wanted) == support::Lower(value);
    } else if (test.op.comparison == Comparison::kLike) {
      holds = Matches(wanted, value);
    } else if (test.op.comparison == Comparison::kEqualsIgnoreCase) {
      holds = SimplyFolded(wanted) == SimplyFolded(value);
    } else {
      holds = wanted == value;
    }
    if (holds) {
      return Truth::kYes;
    }
  }
  return hit;
}

// One value against the list, before negation.
Truth Matcher::Compare(const Test& test, const std::string& value) {
  Truth hit = test.uncertain ? Truth::kDepends : Truth::kNo;
  if (test.op.family == OperatorFamily::kString ||
      test.op.family == OperatorFamily::kArn) {
    return Or(hit, CompareTexts(test, value));
  }
  const auto reading = ReadValue(test.op.family, value);
  if (!reading) {
    error_ = "`" + value + "` of `" + test.key + "` is no value of " +
             policy::Spelled(test.op);
    return Truth::kNo;
  }
  for (const Operand& operand : test.operands) {
    if (operand.text.unknown) {
      hit = Or(hit, Truth::kDepends);
    } else if (!operand.text.fixed()) {
      hit = Or(hit, CompareTexts(test, value));
    } else {
      hit = Or(hit, TruthOf(Holds(test, operand, *reading)));
    }
  }
  return hit;
}

Truth Matcher::Values(const Test& test, const ContextKey* key) {
  const auto one = [&](const std::string& value) {
    const Truth hit = Compare(test, value);
    return test.op.negated ? Not(hit) : hit;
  };
  if (test.op.set == SetPrefix::kForAnyValue) {
    Truth any = Truth::kNo;
    for (const std::string& value : key->values) {
      any = Or(any, one(value));
    }
    return any;
  }
  // Several values without a set operator equal nothing.
  if (test.op.set == SetPrefix::kNone && key->values.size() > 1 &&
      !test.op.negated) {
    return Truth::kNo;
  }
  Truth all = Truth::kYes;
  for (const std::string& value : key->values) {
    all = And(all, one(value));
  }
  return all;
}

Truth Matcher::Condition(const Test& test) {
  const ContextKey* key = request_.context.Find(test.key);
  if (key != nullptr && key->unknown) {
    asked_.insert(test.key);
    return Truth::kDepends;
  }
  // An empty text counts as none; texts and ARNs may be compared with it.
  const bool missing =
      key == nullptr || key->values.empty() ||
      (IsEmpty(key) && test.op.family != OperatorFamily::kString &&
       test.op.family != OperatorFamily::kArn);
  if (test.op.set == SetPrefix::kForAllValues && IsEmpty(key)) {
    return Truth::kYes;
  }
  if (test.op.set == SetPrefix::kForAnyValue && missing) {
    return TruthOf(test.op.if_exists && kForAnyValueIfExistsHolds);
  }
  if (test.op.family == OperatorFamily::kNull) {
    Truth hit = test.uncertain ? Truth::kDepends : Truth::kNo;
    for (const Operand& operand : test.operands) {
      hit = Or(hit, operand.text.unknown
                        ? Truth::kDepends
                        : TruthOf(operand.truth == IsEmpty(key)));
    }
    return hit;
  }
  if (missing) {
    return TruthOf(test.op.if_exists || test.op.negated);
  }
  return Values(test, key);
}

}  // namespace iamgen::evaluation
