// Patterns whose wildcards are told apart from the characters `*` and `?`, so
// that the text of a variable may stand between them.
#pragma once

#include <string>
#include <string_view>

#include "evaluation/truth.h"

namespace iamgen::evaluation {

// Bytes that no UTF-8 text holds: any run of characters, any one character.
inline constexpr char kAnyRun = '\xFF';
inline constexpr char kAnyOne = '\xFE';

// A pattern as a policy writes it, with those in place of `*` and `?`.
std::string Encoded(std::string_view written);

// Whether the encoded pattern matches the whole text. `?` is one code point.
// Time is that of piece_search.h.
bool Matches(std::string_view pattern, std::string_view text);

// Whether every text, some text or no text that one encoded pattern matches is
// matched by the other. Says kDepends at worst, never yes or no where it is not
// so.
Truth MatchesAll(std::string_view pattern, std::string_view texts);

}  // namespace iamgen::evaluation
