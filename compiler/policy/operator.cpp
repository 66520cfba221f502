// The table of operators.
#include "policy/operator.h"

#include <algorithm>
#include <array>
#include <string>

#include "support/text.h"

namespace iamgen::policy {
namespace {

using enum Comparison;
using enum OperatorFamily;

constexpr std::array<Operator, 27> kOperators = {{
    {"StringEquals", kString, kEquals, false},
    {"StringNotEquals", kString, kEquals, true},
    {"StringEqualsIgnoreCase", kString, kEqualsIgnoreCase, false},
    {"StringNotEqualsIgnoreCase", kString, kEqualsIgnoreCase, true},
    {"StringLike", kString, kLike, false},
    {"StringNotLike", kString, kLike, true},
    {"NumericEquals", kNumeric, kEquals, false},
    {"NumericNotEquals", kNumeric, kEquals, true},
    {"NumericLessThan", kNumeric, kLess, false},
    {"NumericLessThanEquals", kNumeric, kLessOrEqual, false},
    {"NumericGreaterThan", kNumeric, kGreater, false},
    {"NumericGreaterThanEquals", kNumeric, kGreaterOrEqual, false},
    {"DateEquals", kDate, kEquals, false},
    {"DateNotEquals", kDate, kEquals, true},
    {"DateLessThan", kDate, kLess, false},
    {"DateLessThanEquals", kDate, kLessOrEqual, false},
    {"DateGreaterThan", kDate, kGreater, false},
    {"DateGreaterThanEquals", kDate, kGreaterOrEqual, false},
    {"Bool", kBool, kEquals, false},
    {"BinaryEquals", kBinary, kEquals, false},
    {"IpAddress", kIp, kIsIn, false},
    {"NotIpAddress", kIp, kIsIn, true},
    {"ArnEquals", kArn, kEquals, false},
    {"ArnNotEquals", kArn, kEquals, true},
    {"ArnLike", kArn, kLike, false},
    {"ArnNotLike", kArn, kLike, true},
    {"Null", kNull, kIsNull, false},
}};

constexpr std::string_view kForAll = "ForAllValues:";
constexpr std::string_view kForAny = "ForAnyValue:";
constexpr std::string_view kIfExists = "IfExists";

bool StartsWith(std::string_view text, std::string_view start) {
  return text.size() >= start.size() &&
         support::EqualIgnoringCase(text.substr(0, start.size()), start);
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         support::EqualIgnoringCase(text.substr(text.size() - end.size()), end);
}

}  // namespace

std::optional<Operator> ParseOperator(std::string_view written) {
  SetPrefix set = SetPrefix::kNone;
  if (StartsWith(written, kForAll)) {
    set = SetPrefix::kForAllValues;
    written.remove_prefix(kForAll.size());
  } else if (StartsWith(written, kForAny)) {
    set = SetPrefix::kForAnyValue;
    written.remove_prefix(kForAny.size());
  }
  const bool if_exists = EndsWith(written, kIfExists);
  if (if_exists) {
    written.remove_suffix(kIfExists.size());
  }
  const auto* found = std::find_if(
      kOperators.begin(), kOperators.end(), [&](const Operator& one) {
        return support::EqualIgnoringCase(one.name, written);
      });
  if (found == kOperators.end()) {
    return std::nullopt;
  }
  Operator op = *found;
  op.set = set;
  op.if_exists = if_exists;
  return op;
}

std::string Spelled(const Operator& op) {
  std::string text;
  if (op.set != SetPrefix::kNone) {
    text += op.set == SetPrefix::kForAllValues ? kForAll : kForAny;
  }
  text += op.name;
  if (op.if_exists) {
    text += kIfExists;
  }
  return text;
}

std::span<const std::string_view> OperatorNames() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, kOperators.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) {
      names[i] = kOperators[i].name;
    }
    return names;
  }();
  return kNames;
}

bool Fits(OperatorFamily family, catalog::KeyType type) {
  using catalog::KeyType;
  switch (family) {
    case kString:
      return type == KeyType::kString;
    case kNumeric:
      return type == KeyType::kNumeric;
    case kDate:
      return type == KeyType::kDate;
    case kBool:
      return type == KeyType::kBool;
    case kBinary:
      return type == KeyType::kBinary;
    case kIp:
      return type == KeyType::kIpAddress;
    case kArn:
      return type == KeyType::kArn;
    case kNull:
      return true;
  }
  return false;
}

}  // namespace iamgen::policy
