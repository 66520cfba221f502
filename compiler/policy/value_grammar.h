// What the values of conditions look like.
#pragma once

#include <string_view>

namespace iamgen::policy {

// A whole or decimal number, with or without a sign.
bool IsNumber(std::string_view text);

// Digits alone: seconds since 1970.
bool IsEpoch(std::string_view text);

// A date of ISO 8601, with or without a time: "2030-01-01",
// "2030-01-01T00:00:00Z".
bool IsDate(std::string_view text);

// "true" or "false", in any case of letters.
bool IsBoolean(std::string_view text);

bool IsBase64(std::string_view text);

// `prefix`, then eight or seventeen letters and digits: "vpc-12345678".
bool IsResourceId(std::string_view prefix, std::string_view text);

}  // namespace iamgen::policy
