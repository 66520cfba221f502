// Clips and quotes.
#include "syntax/wording.h"

#include <cstddef>

namespace iamgen::syntax {
namespace {

constexpr std::size_t kShown = 60;

}  // namespace

std::string Code(std::string_view text) {
  text = text.substr(0, text.find_first_of("\r\n"));
  if (text.size() <= kShown) {
    return "`" + std::string(text) + "`";
  }
  std::size_t cut = kShown;
  while ((static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
    --cut;
  }
  return "`" + std::string(text.substr(0, cut)) + "...`";
}

std::string InQuotes(std::string_view text) {
  if (text.find_first_of("\"\\") == std::string_view::npos) {
    return "\"" + std::string(text) + "\"";
  }
  std::string quoted = "'";
  for (const char c : text) {
    quoted.append(c == '\'' ? 2 : 1, c);
  }
  return quoted + "'";
}

std::string NameOfCharacter(char32_t character) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string name = "U+";
  for (unsigned shift = 20; shift <= 20; shift -= 4) {
    const auto digit = (character >> shift) & 0xFU;
    if (digit != 0 || shift < 16 || name.size() > 2) {
      name += kHex[digit];
    }
  }
  return name;
}

}  // namespace iamgen::syntax
