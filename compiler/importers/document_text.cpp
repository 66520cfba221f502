// Counts and looks at single characters.
#include "importers/document_text.h"

#include <algorithm>

#include "policy/document.h"
#include "support/text.h"
#include "syntax/json_text.h"

namespace iamgen::importers {
namespace {

constexpr char32_t kHighest = 0xFF;

bool IsWrong(char32_t character) {
  return character > kHighest || (character < 0x20 && character != '\t' &&
                                  character != '\n' && character != '\r');
}

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The character at `at` of well-formed UTF-8, and its bytes.
WrongCharacter CharacterAt(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  std::size_t end = at + 1;
  char32_t character = first;
  if (first >= 0xC0) {
    character = first & (first < 0xE0 ? 0x1FU : first < 0xF0 ? 0x0FU : 0x07U);
    for (; end < text.size() && IsContinuation(text[end]); ++end) {
      character =
          (character << 6U) | (static_cast<unsigned char>(text[end]) & 0x3FU);
    }
  }
  return {character, static_cast<std::uint32_t>(at),
          static_cast<std::uint32_t>(end)};
}

// The character that `\u....` at `at` stands for, with its second half.
std::optional<WrongCharacter> EscapeAt(std::string_view text, std::size_t at) {
  constexpr std::size_t kSize = 6;
  const auto unit = [&](std::size_t from) {
    return text.substr(from, 2) == "\\u"
               ? syntax::HexValue(
                     text.substr(std::min(from + 2, text.size()), 4))
               : std::nullopt;
  };
  const auto first = unit(at);
  if (!first) {
    return std::nullopt;
  }
  WrongCharacter found{*first, static_cast<std::uint32_t>(at),
                       static_cast<std::uint32_t>(at + kSize)};
  if (*first >= 0xD800 && *first < 0xDC00 && at + kSize < text.size()) {
    if (const auto second = unit(at + kSize)) {
      found.character =
          0x10000 + ((*first & 0x3FFU) << 10U) + (*second & 0x3FFU);
      found.end += kSize;
    }
  }
  return found;
}

// Between quotes, as `AppendJsonEscaped` writes it.
std::uint64_t MeasureString(std::string_view text) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::uint64_t kEscape = 6;
  std::uint64_t size = 2;
  for (const char c : text) {
    if (kShort.find(c) != std::string_view::npos) {
      size += 2;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      size += kEscape;
    } else if (!IsContinuation(c)) {
      ++size;
    }
  }
  return size;
}

// Adds to `size`. False if something is not known.
bool Measure(const Datum& datum, std::uint64_t& size) {
  if (!datum.complete) {
    return false;
  }
  switch (datum.kind) {
    case DatumKind::kUnknown:
    case DatumKind::kEither:
      return false;
    case DatumKind::kNull:
      size += std::string_view("null").size();
      return true;
    case DatumKind::kNumber:
    case DatumKind::kBoolean:
      size += datum.text.size();
      return true;
    case DatumKind::kText:
      size += MeasureString(datum.text);
      return datum.text.find(policy::kUnknown) == std::string::npos;
    case DatumKind::kList:
    case DatumKind::kObject:
      // Two brackets, and a mark behind all children but the last.
      size += 2 + std::max<std::size_t>(datum.children.size(), 1) - 1;
      return std::all_of(
          datum.children.begin(), datum.children.end(),
          [&](const Datum& child) { return Measure(child, size); });
  }
  return false;
}

}  // namespace

DocumentSize MeasureJson(std::string_view json) {
  DocumentSize sizes;
  bool quoted = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (IsContinuation(c)) {
      continue;
    }
    ++sizes.written_size;
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (quoted || !space) {
      ++sizes.size;
    }
    if (c == '"') {
      quoted = !quoted;
    } else if (quoted && c == '\\' && at + 1 < json.size() &&
               !IsContinuation(json[at + 1])) {
      ++at;
      ++sizes.written_size;
      ++sizes.size;
    }
  }
  return sizes;
}

std::uint64_t MeasureCompact(const Datum& datum) {
  std::uint64_t size = 0;
  return Measure(datum, size) ? size : 0;
}

std::optional<WrongCharacter> FindWrongCharacter(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    // U+0080 to U+00FF begin with these two.
    const bool plain = c >= 0x20 && c <= 0xC3;
    if (!plain && text[at] != policy::kUnknown) {
      const WrongCharacter found = CharacterAt(text, at);
      if (IsWrong(found.character)) {
        return found;
      }
    }
  }
  return std::nullopt;
}

std::optional<WrongCharacter> FindWrongCharacterWritten(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      const auto escape = EscapeAt(text, at);
      if (escape && IsWrong(escape->character)) {
        return escape;
      }
      ++at;
    } else if (!IsContinuation(text[at])) {
      const WrongCharacter found = CharacterAt(text, at);
      if (IsWrong(found.character)) {
        return found;
      }
    }
  }
  return std::nullopt;
}

}  // namespace iamgen::importers
