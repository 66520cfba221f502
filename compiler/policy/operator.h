// Condition operators, taken apart.
// "IAM JSON policy elements: Condition operators".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "catalog/catalogue.h"

namespace iamgen::policy {

enum class OperatorFamily : std::uint8_t {
  kString,
  kNumeric,
  kDate,
  kBool,
  kBinary,
  kIp,
  kArn,
  kNull
};

// "ForAllValues:", "ForAnyValue:", or neither.
enum class SetPrefix : std::uint8_t { kNone, kForAllValues, kForAnyValue };

// What an operator does with two single values.
enum class Comparison : std::uint8_t {
  kEquals,
  kEqualsIgnoreCase,
  kLike,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kIsIn,    // IpAddress
  kIsNull,  // Null
};

struct Operator {
  // As AWS spells it, without set prefix and IfExists: "StringNotEquals".
  std::string_view name;
  OperatorFamily family = OperatorFamily::kString;
  Comparison comparison = Comparison::kEquals;
  // StringNotEquals, ArnNotLike, NotIpAddress, ...
  bool negated = false;
  SetPrefix set = SetPrefix::kNone;
  bool if_exists = false;
};

// In any case of letters. nullopt: no operator of IAM. `NullIfExists` is none
// of IAM's, but is taken as Null with `if_exists`, so that it can be told of.
std::optional<Operator> ParseOperator(std::string_view written);

// "ForAllValues:StringEqualsIfExists", as AWS spells it.
std::string Spelled(const Operator& op);

// The names of the 27, for "did you mean".
std::span<const std::string_view> OperatorNames();

// Whether the operators of the family take values of the type.
bool Fits(OperatorFamily family, catalog::KeyType type);

}  // namespace iamgen::policy
