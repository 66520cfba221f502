// The traps of YAML's scalars. What resolvers do to them is collected in
// https://yaml.org/type/ (1.1) and
// https://yaml.org/spec/1.2.2/#103-core-schema.
#include "writers/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "support/text.h"

namespace iamgen::writers {

namespace {

// What a byte may be in a plain scalar.
enum Role : std::uint8_t { kNever, kLater, kAnywhere };

constexpr std::array<Role, 256> RolesOfBytes() {
  std::array<Role, 256> roles{};
  const auto assign = [&roles](std::string_view bytes, Role role) {
    for (const char byte : bytes) {
      roles[static_cast<unsigned char>(byte)] = role;
    }
  };
  assign("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_/$", kAnywhere);
  assign("0123456789.:*+=@{}-", kLater);
  return roles;
}

constexpr std::array<Role, 256> kRoles = RolesOfBytes();

Role RoleOf(char byte) { return kRoles[static_cast<unsigned char>(byte)]; }

// Only those that pass the rule on bytes. `inf` and `nan` are numbers with a
// dot before them, and for lenient readers without.
constexpr std::string_view kWords[] = {"y",    "n",   "yes",  "no",
                                       "on",   "off", "true", "false",
                                       "null", "inf", "nan",  "infinity"};
constexpr std::size_t kLongestWord = 8;

bool IsWord(std::string_view text) {
  return text.size() <= kLongestWord &&
         std::ranges::any_of(kWords, [text](std::string_view word) {
           return support::EqualIgnoringCase(word, text);
         });
}

// `e3`: no number in any version, but one to a reader that is in wide use
// (the `yaml` package of Node.js in its 1.1 mode).
bool IsBareExponent(std::string_view text) {
  return text.size() > 1 && (text.front() == 'e' || text.front() == 'E') &&
         text.find_first_not_of("0123456789_+-", 1) == std::string_view::npos;
}

bool IsAscii(std::string_view text) {
  std::uint64_t seen = 0;
  while (text.size() >= sizeof(seen)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof(word));
    seen |= word;
    text.remove_prefix(sizeof(word));
  }
  for (const char byte : text) {
    seen |= static_cast<unsigned char>(byte);
  }
  return (seen & 0x8080808080808080U) == 0;
}

// A character that JSON would let stand and YAML does not: its number and how
// many bytes it has, or {0, 0}.
struct Awkward {
  unsigned code_point = 0;
  std::size_t length = 0;
};

Awkward AwkwardAt(std::string_view text, std::size_t at) {
  const auto byte = [text, at](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) < 0xA0) {
    return {byte(1), 2};
  }
  if (byte(0) == 0xE2 && byte(1) == 0x80 && (byte(2) | 1U) == 0xA9) {
    return {0x1F80U + byte(2), 3};
  }
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) {
    return {0xFEFF, 3};
  }
  if (byte(0) == 0xEF && byte(1) == 0xBF && (byte(2) | 1U) == 0xBF) {
    return {0xFF40U + byte(2), 3};
  }
  return {};
}

void AppendEscape(std::string& out, unsigned code_point) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (unsigned shift = 16; shift != 0; shift -= 4) {
    out += kHex[(code_point >> (shift - 4)) & 0xFU];
  }
}

// Splits `text` at its awkward characters.
template <typename OnRest, typename OnAwkward>
void ForEachPart(std::string_view text, OnRest on_rest, OnAwkward on_awkward) {
  if (IsAscii(text)) {
    on_rest(text);
    return;
  }
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Awkward awkward = AwkwardAt(text, i);
    if (awkward.length == 0) {
      ++i;
      continue;
    }
    on_rest(text.substr(done, i - done));
    on_awkward(awkward.code_point);
    i += awkward.length;
    done = i;
  }
  on_rest(text.substr(done));
}

}  // namespace

bool IsPlainInYaml(std::string_view text) {
  return !text.empty() && RoleOf(text.front()) == kAnywhere &&
         text.back() != ':' &&
         std::ranges::all_of(
             text, [](char byte) { return RoleOf(byte) != kNever; }) &&
         !IsWord(text) && !IsBareExponent(text);
}

void AppendYamlEscaped(std::string& out, std::string_view text) {
  ForEachPart(
      text,
      [&out](std::string_view rest) { support::AppendJsonEscaped(out, rest); },
      [&out](unsigned code_point) { AppendEscape(out, code_point); });
}

void AppendYamlComment(std::string& out, std::string_view text) {
  ForEachPart(
      text,
      [&out](std::string_view rest) {
        for (const char byte : rest) {
          const auto code = static_cast<unsigned char>(byte);
          out += code < 0x20 || code == 0x7F ? ' ' : byte;
        }
      },
      [&out](unsigned) { out += ' '; });
}

}  // namespace iamgen::writers
