// What JSON is made of, and what may follow what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iamgen::catalog {

enum class Piece : std::uint8_t {
  kOpenObject,
  kCloseObject,
  kOpenArray,
  kCloseArray,
  kTrue,
  kFalse,
  kNull,
  kString,
  kNumber
};

// Follows a value piece by piece. Commas and colons are no pieces: they follow
// from the others.
class JsonShape {
 public:
  static constexpr std::size_t kMaxDepth = 64;

  // False where the piece may not stand; the shape is of no use then.
  bool Take(Piece piece);

  // Whether the value is complete.
  [[nodiscard]] bool done() const { return state_ == State::kDone; }

  // What stands before the piece that was taken last: `,`, `:` or 0.
  [[nodiscard]] char separator() const { return separator_; }

  // How many objects and arrays are open.
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

 private:
  enum class State : std::uint8_t { kValue, kKey, kColon, kNext, kDone };

  bool TakeValue(Piece piece);
  void AfterValue();

  State state_ = State::kValue;
  // Nothing stands yet in the object or array that is open.
  bool first_ = true;
  char separator_ = 0;
  // Whether each open one is an object.
  std::vector<bool> open_;
};

struct PieceText {
  Piece piece = Piece::kNull;
  // Of a string what stands between its quotes, escapes as they are written.
  std::string_view text;
};

// The next piece of `rest`, which loses it. nullopt where there is none, which
// is not JSON, or is at the end.
std::optional<PieceText> NextPiece(std::string_view& rest, JsonShape& shape);

// A compact document with its members on lines of their own, indented by two,
// and a line end after it. Empty where it is not JSON.
std::string Indented(std::string_view compact);

// Whether a text may stand between quotes, and as a number.
bool IsJsonString(std::string_view text);
bool IsJsonNumber(std::string_view text);

}  // namespace iamgen::catalog
