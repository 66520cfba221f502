// Knows the grammar of JSON (RFC 8259).
#include "catalog/json_shape.h"

#include <algorithm>

#include "support/text.h"

namespace iamgen::catalog {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsHexadecimal(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void SkipSpace(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
}

std::string_view Split(std::string_view& rest, std::size_t size) {
  const std::string_view front = rest.substr(0, size);
  rest.remove_prefix(front.size());
  return front;
}

// Up to the quote that ends it, which may be missing.
std::size_t StringEnd(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] != '"') {
    end += text[end] == '\\' ? 2 : 1;
  }
  return end;
}

std::size_t SkipDigits(std::string_view text, std::size_t at) {
  while (at < text.size() && IsDigit(text[at])) {
    ++at;
  }
  return at;
}

std::optional<PieceText> Word(std::string_view& rest) {
  struct Spelling {
    Piece piece;
    std::string_view text;
  };

  static constexpr Spelling kWords[] = {
      {Piece::kOpenObject, "{"}, {Piece::kCloseObject, "}"},
      {Piece::kOpenArray, "["},  {Piece::kCloseArray, "]"},
      {Piece::kTrue, "true"},    {Piece::kFalse, "false"},
      {Piece::kNull, "null"}};
  for (const auto& [piece, text] : kWords) {
    if (rest.starts_with(text)) {
      return PieceText{piece, Split(rest, text.size())};
    }
  }
  if (rest.starts_with('"')) {
    rest.remove_prefix(1);
    const std::size_t end = StringEnd(rest);
    if (end >= rest.size()) {
      return std::nullopt;
    }
    const std::string_view text = Split(rest, end);
    rest.remove_prefix(1);
    return IsJsonString(text) ? std::optional(PieceText{Piece::kString, text})
                              : std::nullopt;
  }
  const std::string_view text =
      Split(rest, rest.find_first_not_of("+-.0123456789eE"));
  return IsJsonNumber(text) ? std::optional(PieceText{Piece::kNumber, text})
                            : std::nullopt;
}

}  // namespace

void JsonShape::AfterValue() {
  state_ = open_.empty() ? State::kDone : State::kNext;
  first_ = false;
}

bool JsonShape::TakeValue(Piece piece) {
  const bool object = piece == Piece::kOpenObject;
  if (object || piece == Piece::kOpenArray) {
    if (open_.size() == kMaxDepth) {
      return false;
    }
    open_.push_back(object);
    state_ = State::kNext;
    first_ = true;
    return true;
  }
  if (piece == Piece::kCloseObject || piece == Piece::kCloseArray) {
    return false;
  }
  AfterValue();
  return true;
}

bool JsonShape::Take(Piece piece) {
  separator_ = 0;
  if (state_ == State::kValue) {
    return TakeValue(piece);
  }
  if (state_ == State::kColon) {
    separator_ = ':';
    return TakeValue(piece);
  }
  if (state_ == State::kDone) {
    return false;
  }
  if (piece == (open_.back() ? Piece::kCloseObject : Piece::kCloseArray)) {
    open_.pop_back();
    AfterValue();
    return true;
  }
  separator_ = first_ ? '\0' : ',';
  if (!open_.back()) {
    return TakeValue(piece);
  }
  state_ = State::kColon;
  return piece == Piece::kString;
}

std::optional<PieceText> NextPiece(std::string_view& rest, JsonShape& shape) {
  SkipSpace(rest);
  char separator = 0;
  if (rest.starts_with(',') || rest.starts_with(':')) {
    separator = rest.front();
    rest.remove_prefix(1);
    SkipSpace(rest);
  }
  const auto piece = Word(rest);
  if (!piece || !shape.Take(piece->piece) || shape.separator() != separator) {
    return std::nullopt;
  }
  return piece;
}

std::string Indented(std::string_view compact) {
  std::string text;
  JsonShape shape;
  bool just_opened = false;
  while (!shape.done()) {
    const auto piece = NextPiece(compact, shape);
    if (!piece) {
      return {};
    }
    const bool opens =
        piece->piece == Piece::kOpenObject || piece->piece == Piece::kOpenArray;
    const bool closes = piece->piece == Piece::kCloseObject ||
                        piece->piece == Piece::kCloseArray;
    if (shape.separator() == ':') {
      text += ": ";
    } else if (!text.empty() && !(closes && just_opened)) {
      text += shape.separator() == ',' ? ",\n" : "\n";
      text.append(2 * (shape.depth() - (opens ? 1 : 0)), ' ');
    }
    const bool quoted = piece->piece == Piece::kString;
    text.append(quoted ? "\"" : "").append(piece->text);
    text.append(quoted ? "\"" : "");
    just_opened = opens;
  }
  return text + '\n';
}

bool IsJsonString(std::string_view text) {
  constexpr std::string_view kEscaped = "\"\\/bfnrt";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == '"') {
      return false;
    }
    if (c != '\\') {
      continue;
    }
    ++i;
    const bool short_escape =
        i < text.size() && kEscaped.find(text[i]) != std::string_view::npos;
    const std::string_view digits =
        text.substr(std::min(i + 1, text.size()), 4);
    const bool long_escape =
        i < text.size() && text[i] == 'u' && digits.size() == 4 &&
        std::all_of(digits.begin(), digits.end(), IsHexadecimal);
    if (!short_escape && !long_escape) {
      return false;
    }
  }
  return support::FirstInvalidUtf8(text) == std::string_view::npos;
}

bool IsJsonNumber(std::string_view text) {
  if (text.starts_with('-')) {
    text.remove_prefix(1);
  }
  std::size_t at = SkipDigits(text, 0);
  if (at == 0 || (at > 1 && text[0] == '0')) {
    return false;
  }
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = SkipDigits(text, fraction);
    if (at == fraction) {
      return false;
    }
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t exponent = at + 1;
    if (exponent < text.size() &&
        (text[exponent] == '+' || text[exponent] == '-')) {
      ++exponent;
    }
    at = SkipDigits(text, exponent);
    if (at == exponent) {
      return false;
    }
  }
  return at == text.size();
}

}  // namespace iamgen::catalog
