// A text that was put together from parts of a file, and where its parts are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diag/span.h"

namespace iamgen::importers {

// What stands in a file as escapes, folded lines or quoted pieces, as the text
// that it means. Every byte knows its place, so that whatever reads the text
// can speak of the file.
class PlacedText {
 public:
  PlacedText() = default;

  explicit PlacedText(diag::FileId file) : file_(file) {}

  [[nodiscard]] const std::string& text() const { return text_; }

  // `text` stands in the file as it is, from `at`.
  void AddVerbatim(std::string_view text, std::uint32_t at);

  // `text` is meant by the bytes from `begin` to `end` as a whole.
  void AddMeaning(std::string_view text, std::uint32_t begin,
                  std::uint32_t end);

  // The bytes from `from` to `to` of another text, with their places.
  void AddPart(const PlacedText& other, std::size_t from, std::size_t to);

  // The place of the bytes from `begin` to `end` of the text.
  [[nodiscard]] diag::Span SpanOf(std::size_t begin, std::size_t end) const;

 private:
  // From `text_begin` to the next run.
  struct Run {
    std::size_t text_begin = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool verbatim = false;
  };

  [[nodiscard]] const Run* RunAt(std::size_t offset) const;
  [[nodiscard]] std::uint32_t BeginOf(std::size_t offset) const;
  [[nodiscard]] std::uint32_t EndOf(std::size_t offset) const;

  diag::FileId file_;
  std::string text_;
  std::vector<Run> runs_;
};

// A scalar of YAML or JSON that stands in a file as `written`, from `begin`,
// and was decoded to `value`.
PlacedText PlaceScalar(diag::FileId file, std::uint32_t begin,
                       std::string_view written, std::string_view value);

}  // namespace iamgen::importers
