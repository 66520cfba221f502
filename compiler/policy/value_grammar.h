// What the values of conditions look like.
#pragma once

#include <optional>
#include <string_view>

namespace iamgen::policy {

// A whole or decimal number, with or without a sign. nullopt: none.
std::optional<double> ParseNumber(std::string_view text);

inline bool IsNumber(std::string_view text) {
  return ParseNumber(text).has_value();
}

// Digits alone, seconds since 1970, as far as IAM counts them.
bool IsEpoch(std::string_view text);

// A date of ISO 8601, with or without a time, in seconds since 1970:
// "2030-01-01", "2030-01-01T00:00:00Z". As IAM reads it: later parts may be
// missing ("2030-01", "2030-01-01T12") and years have up to nine digits.
// nullopt: none, or of a day that is in no calendar.
std::optional<double> ParseDate(std::string_view text);

inline bool IsDate(std::string_view text) {
  return ParseDate(text).has_value();
}

// "true" or "false", in any case of letters.
bool IsBoolean(std::string_view text);

bool IsBase64(std::string_view text);

// `prefix`, then eight or seventeen letters and digits: "vpc-12345678".
bool IsResourceId(std::string_view prefix, std::string_view text);

}  // namespace iamgen::policy
