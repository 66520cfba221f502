// How the user's text looks inside a message.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::syntax {

// In backticks: its first line, clipped if it is long.
std::string Code(std::string_view text);

// As a quoted YAML scalar that means just that text.
std::string InQuotes(std::string_view text);

// "U+001B".
std::string NameOfCharacter(char32_t character);

}  // namespace iamgen::syntax
