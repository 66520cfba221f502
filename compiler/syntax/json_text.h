// The words of JSON: numbers and escapes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iamgen::syntax {

[[nodiscard]] bool IsDigit(char c);

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
[[nodiscard]] bool IsJsonNumber(std::string_view text);

// The value of exactly four hexadecimal digits.
std::optional<std::uint32_t> HexValue(std::string_view digits);

void AppendUtf8(std::string& out, std::uint32_t character);

}  // namespace iamgen::syntax
