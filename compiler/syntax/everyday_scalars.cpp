// Which characters begin a scalar and which may end it, in one table; nearly
// every character is neither.
#include "syntax/everyday_scalars.h"

#include <array>
#include <charconv>
#include <cstddef>

#include "syntax/extents.h"
#include "syntax/json_text.h"

namespace iamgen::syntax {
namespace {

// What a character is; a set of these.
enum Role : std::uint8_t {
  kStartsPlain = 1,
  // To be looked at inside of a scalar of this kind.
  kInPlain = 2,
  kInFlowPlain = 4,
  kInSingleQuotes = 8,
  kInDoubleQuotes = 16,
};

constexpr std::array<std::uint8_t, 256> MakeRoles() {
  std::array<std::uint8_t, 256> roles{};
  const auto add = [&roles](std::string_view characters, unsigned role) {
    for (const char c : characters) {
      auto& of = roles[static_cast<unsigned char>(c)];
      of = static_cast<std::uint8_t>(of | role);
    }
  };
  for (std::size_t c = '!'; c < roles.size(); ++c) {
    roles[c] = kStartsPlain;
  }
  for (const char c : std::string_view(",[]{}#&*!|>'\"%@`-?:")) {
    roles[static_cast<unsigned char>(c)] = 0;
  }
  add("\t\r\n:#", kInPlain | kInFlowPlain);
  add(",[]{}?", kInFlowPlain);
  add("\r\n'", kInSingleQuotes);
  add("\r\n\"\\", kInDoubleQuotes);
  return roles;
}

constexpr std::array<std::uint8_t, 256> kRoles = MakeRoles();

bool Is(char c, Role role) {
  return (kRoles[static_cast<unsigned char>(c)] & role) != 0;
}

// The first character from `at` that has the role, or the end.
std::size_t Find(std::string_view text, std::size_t at, Role role) {
  while (at < text.size() && !Is(text[at], role)) {
    ++at;
  }
  return at;
}

// Whether an unquoted scalar goes on at `at`, where one of the characters is
// that may end it. A tab always does: nothing can follow it then.
bool IsText(std::string_view text, std::size_t at, bool in_flow) {
  if (text[at] == '#') {
    return text[at - 1] != ' ';
  }
  if (text[at] != ':' || at + 1 >= text.size()) {
    return false;
  }
  const char next = text[at + 1];
  return !IsWhite(next) &&
         !(in_flow && (next == ',' || next == ']' || next == '}'));
}

std::uint32_t Offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

}  // namespace

bool EverydayScalars::Scan(std::uint32_t at, bool in_flow, Scalar& into) {
  const char first = text_[at];
  if (first == '"') {
    return ScanDoubleQuoted(at, into);
  }
  if (first == '\'') {
    return ScanSingleQuoted(at, into);
  }
  // A `-` is text only where it cannot be the mark of an entry.
  const std::size_t next = at + 1U;
  const bool plain =
      first != '-' ? Is(first, kStartsPlain)
                   : next < text_.size() &&
                         (text_[next] == '-' || Is(text_[next], kStartsPlain));
  if (plain) {
    ScanPlain(at, in_flow, into);
  }
  return plain;
}

void EverydayScalars::ScanPlain(std::uint32_t at, bool in_flow, Scalar& into) {
  const Role role = in_flow ? kInFlowPlain : kInPlain;
  std::size_t end = Find(text_, at + 1U, role);
  while (end < text_.size() && IsText(text_, end, in_flow)) {
    end = Find(text_, end + 1, role);
  }
  while (text_[end - 1] == ' ') {
    --end;
  }
  into = {NodeKind::kPlain, {at, Offset(end)}, text_.substr(at, end - at)};
}

bool EverydayScalars::ScanSingleQuoted(std::uint32_t at, Scalar& into) {
  const std::size_t begin = at + 1U;
  std::size_t end = Find(text_, begin, kInSingleQuotes);
  if (end >= text_.size() || text_[end] != '\'') {
    return false;
  }
  into = {NodeKind::kQuoted,
          {at, Offset(end + 1)},
          text_.substr(begin, end - begin)};
  if (!text_.substr(end + 1).starts_with('\'')) {
    return true;
  }
  decoded_.clear();
  for (std::size_t part = begin;;) {
    decoded_.append(text_.substr(part, end - part));
    if (!text_.substr(end + 1).starts_with('\'')) {
      break;
    }
    // The second of the two stands for itself.
    part = end + 1;
    end = Find(text_, end + 2, kInSingleQuotes);
    if (end >= text_.size() || text_[end] != '\'') {
      return false;
    }
  }
  into.extent.end = Offset(end + 1);
  into.text = decoded_;
  return true;
}

bool EverydayScalars::ScanDoubleQuoted(std::uint32_t at, Scalar& into) {
  const std::size_t begin = at + 1U;
  const std::size_t end = Find(text_, begin, kInDoubleQuotes);
  if (end >= text_.size() || text_[end] == '\n' || text_[end] == '\r') {
    return false;
  }
  if (text_[end] == '\\') {
    return DecodeEscapes(at, Offset(end), into);
  }
  into = {NodeKind::kQuoted,
          {at, Offset(end + 1)},
          text_.substr(begin, end - begin)};
  return true;
}

// The text in double quotes from `at`, with its first escape at `from`.
bool EverydayScalars::DecodeEscapes(std::uint32_t at, std::uint32_t from,
                                    Scalar& into) {
  decoded_ = text_.substr(at + 1U, from - at - 1U);
  std::size_t end = from;
  while (end < text_.size() && text_[end] == '\\') {
    if (!DecodeEscape(end)) {
      return false;
    }
    const std::size_t next = Find(text_, end, kInDoubleQuotes);
    decoded_.append(text_.substr(end, next - end));
    end = next;
  }
  if (end >= text_.size() || text_[end] != '"') {
    return false;
  }
  into = {NodeKind::kQuoted, {at, Offset(end + 1)}, decoded_};
  return true;
}

// Decodes the escape whose backslash is at `at`, and goes behind it.
bool EverydayScalars::DecodeEscape(std::size_t& at) {
  constexpr std::string_view kLetters = "0abtnvfre \"/\\";
  constexpr std::string_view kMeanings{"\0\a\b\t\n\v\f\r\x1B \"/\\", 13};
  static_assert(kLetters.size() == kMeanings.size());
  const char letter = at + 1 < text_.size() ? text_[at + 1] : '\n';
  at += 2;
  const std::size_t known = kLetters.find(letter);
  if (known != std::string_view::npos) {
    decoded_ += kMeanings[known];
    return true;
  }
  const std::size_t size = letter == 'x'   ? 2
                           : letter == 'u' ? 4
                           : letter == 'U' ? 8
                                           : 0;
  if (size == 0 || text_.size() - at < size) {
    return false;
  }
  std::uint32_t character = 0;
  const char* digits = text_.data() + at;
  const auto parsed =
      std::from_chars(digits, digits + size, character, /*base=*/16);
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (parsed.ptr != digits + size || parsed.ec != std::errc() || surrogate ||
      character > 0x10FFFF) {
    return false;
  }
  AppendUtf8(decoded_, character);
  at += size;
  return true;
}

}  // namespace iamgen::syntax
