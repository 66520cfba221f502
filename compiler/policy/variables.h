// Policy variables, `${aws:PrincipalTag/team, 'all'}`, and what can be wrong
// with them. "IAM policy elements: Variables and tags".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iamgen::policy {

enum class VariableFault : std::uint8_t {
  kNone,
  kEmpty,
  kMissingBrace,
  kMissingQuote,
  kSpace,
  kSymbol
};

struct Variable {
  // From `${` to `}`.
  std::string_view whole;
  // The key's name; empty for `${*}`, `${?}` and `${$}`, which are characters.
  std::string_view name;
  VariableFault fault = VariableFault::kNone;
  // Where it begins in the text.
  std::size_t offset = 0;
};

// Every variable of a text, in order.
std::vector<Variable> VariablesOf(std::string_view text);

inline bool HasVariable(std::string_view text) {
  return text.find("${") != std::string_view::npos;
}

}  // namespace iamgen::policy
