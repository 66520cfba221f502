// What can be wrong with a text whatever it names: its length, a character.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iamgen::catalog {

// ASCII letters and digits, and what else is written out.
struct CharacterSet {
  bool capitals = true;
  std::string_view others;
  // The whole set as a message lists it: "A-Z a-z 0-9 _ . -".
  std::string_view text;
};

// "is empty", "is 1 character long, the least is 2", "is 65 characters long,
// the most is 64". Characters are code points.
std::optional<std::string> FaultInLength(std::string_view text,
                                         std::size_t least, std::size_t most);

// "holds ` `, which is none of A-Z a-z 0-9 _ . -".
std::optional<std::string> FaultInCharacters(std::string_view text,
                                             const CharacterSet& allowed);

// The same for the characters of tags; see `FaultInTagKey`.
std::optional<std::string> FaultInTagCharacters(std::string_view text);

// The offset of the first character that is not U+0021 to U+007E, or npos.
std::size_t FirstNotGraphic(std::string_view text);

// The offset of the first character that is not tab, line feed, carriage
// return, U+0020 to U+007E or U+00A1 to U+00FF, or npos.
std::size_t FirstNotLatin1Text(std::string_view text);

// The character at the offset, in backticks: "`é`". One that would not show is
// named instead: "U+0009", and so is a backtick.
std::string ShownCharacter(std::string_view text, std::size_t at);

}  // namespace iamgen::catalog
