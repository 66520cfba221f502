// Small words about text that the standard library lacks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iamgen::support {

// Hash and equality for maps with `std::string` keys that are looked up by
// `std::string_view` without a copy.
struct TextHash {
  using is_transparent = void;

  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

std::string Join(std::span<const std::string> parts,
                 std::string_view separator);

// "`a`", "`a` and `b`", "`a`, `b` and `c`", "`a`, `b`, `c` and 4 more".
std::string QuotedList(std::span<const std::string> names,
                       std::size_t most = 3);

// ASCII only: IAM's names have no other letters.
std::string Lower(std::string_view text);

bool EqualIgnoringCase(std::string_view left, std::string_view right);

// The names nearest to `wanted`, best first: a Damerau-Levenshtein distance of
// at most a third of its length (at least one), ignoring case; at most three.
std::vector<std::string> Nearest(std::string_view wanted,
                                 std::span<const std::string_view> known);

// "did you mean `a`?", "did you mean `a` or `b`?", or "" when nothing is near.
std::string DidYouMean(std::string_view wanted,
                       std::span<const std::string_view> known);

// "1 error", "2 errors"; `many` is the plural where it takes more than an `s`.
std::string Count(std::size_t number, std::string_view noun,
                  std::string_view many = {});

// Whether `text` matches `pattern`, in which `*` stands for any run of
// characters and `?` for one. Both are anchored. Time is linear in the product
// of the lengths at worst and in the sum for one `*`.
bool GlobMatches(std::string_view pattern, std::string_view text);

// Appends `text` as it stands between the quotes of a JSON string. Every
// control character, quote and backslash is escaped; UTF-8 passes through.
void AppendJsonEscaped(std::string& out, std::string_view text);

// The offset of the first byte that is not part of well-formed UTF-8, or npos.
std::size_t FirstInvalidUtf8(std::string_view bytes);

// `bytes` with U+FFFD in place of each byte that is no part of well-formed
// UTF-8.
std::string WellFormedUtf8(std::string_view bytes);

// Code points of well-formed UTF-8.
std::size_t CountCodePoints(std::string_view text);

}  // namespace iamgen::support
