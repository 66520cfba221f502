// Knows how to show a character that should not be there.
#include "catalog/text_faults.h"

#include <algorithm>
#include <array>

#include "support/text.h"

namespace iamgen::catalog {
namespace {

struct Decoded {
  char32_t code = 0;
  std::size_t size = 1;
};

// The code point of well-formed UTF-8 at an offset.
Decoded Decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned lead = byte(at);
  const std::size_t size = lead < 0x80   ? 1U
                           : lead < 0xE0 ? 2U
                           : lead < 0xF0 ? 3U
                                         : 4U;
  char32_t code = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    code = (code << 6U) | (byte(at + i) & 0x3FU);
  }
  return {.code = code, .size = size};
}

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

bool Allows(const CharacterSet& set, char c) {
  if (!set.capitals && c >= 'A' && c <= 'Z') {
    return false;
  }
  return IsLetterOrDigit(c) || set.others.find(c) != std::string_view::npos;
}

struct Range {
  char32_t first;
  char32_t last;
};

// Controls, punctuation, symbols, private use, emoji: neither letters nor
// digits nor separators (L, N, Z) in any version of Unicode. The gaps in
// Latin-1 are such as the ordinal indicators and superscript digits.
constexpr std::array<Range, 22> kNeverInTags = {{
    {0x0080, 0x009F},   {0x00A1, 0x00A9},    {0x00AB, 0x00B1}, {0x00B4, 0x00B4},
    {0x00B6, 0x00B8},   {0x00BB, 0x00BB},    {0x00BF, 0x00BF}, {0x00D7, 0x00D7},
    {0x00F7, 0x00F7},   {0x0300, 0x036F},    {0x200B, 0x2027}, {0x202A, 0x202E},
    {0x2030, 0x205E},   {0x2060, 0x206F},    {0x20A0, 0x20F0}, {0x2190, 0x245F},
    {0x2500, 0x2775},   {0x2794, 0x2BFF},    {0xE000, 0xF8FF}, {0xFE00, 0xFE6F},
    {0x1F300, 0x1FAFF}, {0xE0000, 0x10FFFF},
}};

bool IsTagCharacter(char32_t code) {
  if (code < 0x80) {
    const char c = static_cast<char>(code);
    return IsLetterOrDigit(c) ||
           std::string_view(" _.:/=+-@").find(c) != std::string_view::npos;
  }
  return std::ranges::none_of(kNeverInTags, [code](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

// The offset of the first code point that `accepts` refuses, or npos.
template <typename Accepts>
std::size_t FirstRefused(std::string_view text, Accepts accepts) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = Decode(text, at);
    if (!accepts(decoded.code)) {
      return at;
    }
    at += decoded.size;
  }
  return std::string_view::npos;
}

std::string NoneOf(std::string_view text, std::size_t at,
                   std::string_view allowed) {
  return "holds " + ShownCharacter(text, at) + ", which is none of " +
         std::string(allowed);
}

}  // namespace

std::optional<std::string> FaultInLength(std::string_view text,
                                         std::size_t least, std::size_t most) {
  const std::size_t length = support::CountCodePoints(text);
  if (length == 0 && least > 0) {
    return "is empty";
  }
  const std::string is = "is " + support::Count(length, "character") + " long";
  if (length < least) {
    return is + ", the least is " + std::to_string(least);
  }
  if (length > most) {
    return is + ", the most is " + std::to_string(most);
  }
  return std::nullopt;
}

std::optional<std::string> FaultInCharacters(std::string_view text,
                                             const CharacterSet& allowed) {
  const auto wrong = std::ranges::find_if_not(
      text, [&allowed](char c) { return Allows(allowed, c); });
  if (wrong == text.end()) {
    return std::nullopt;
  }
  return NoneOf(text, static_cast<std::size_t>(wrong - text.begin()),
                allowed.text);
}

std::optional<std::string> FaultInTagCharacters(std::string_view text) {
  const std::size_t at = FirstRefused(text, IsTagCharacter);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  return NoneOf(text, at, "letters, digits, spaces, _ . : / = + - @");
}

std::size_t FirstNotGraphic(std::string_view text) {
  return FirstRefused(
      text, [](char32_t code) { return code >= 0x21 && code <= 0x7E; });
}

std::size_t FirstNotLatin1Text(std::string_view text) {
  return FirstRefused(text, [](char32_t code) {
    return code == '\t' || code == '\n' || code == '\r' ||
           (code >= 0x20 && code <= 0x7E) || (code >= 0xA1 && code <= 0xFF);
  });
}

std::string ShownCharacter(std::string_view text, std::size_t at) {
  const Decoded decoded = Decode(text, at);
  const bool shows = decoded.code >= 0x20 && decoded.code != '`' &&
                     !(decoded.code >= 0x7F && decoded.code <= 0xA0) &&
                     !(decoded.code >= 0x2000 && decoded.code <= 0x200F) &&
                     !(decoded.code >= 0x2028 && decoded.code <= 0x202F) &&
                     !(decoded.code >= 0x205F && decoded.code <= 0x206F) &&
                     decoded.code != 0xFEFF;
  if (shows) {
    return '`' + std::string(text.substr(at, decoded.size)) + '`';
  }
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string name;
  for (char32_t rest = decoded.code; rest != 0 || name.size() < 4;
       rest >>= 4U) {
    name.insert(name.begin(), kHex[rest & 0xFU]);
  }
  return "U+" + name;
}

}  // namespace iamgen::catalog
