// Patterns whose wildcards are told apart from the characters `*` and `?`, so
// that the text of a variable may stand between them.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::evaluation {

// Bytes that no UTF-8 text holds: any run of characters, any one character.
inline constexpr char kAnyRun = '\xFF';
inline constexpr char kAnyOne = '\xFE';

// A pattern as a policy writes it, with those in place of `*` and `?`.
std::string Encoded(std::string_view written);

// Whether the encoded pattern matches the whole text. `?` is one code point.
// Time is that of piece_search.h.
bool Matches(std::string_view pattern, std::string_view text);

}  // namespace iamgen::evaluation
