// Turns offsets into lines and columns.
#include "diag/source.h"

#include <algorithm>
#include <utility>

#include "support/text.h"

namespace iamgen::diag {

const std::vector<std::uint32_t>& Source::LineStarts() const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t i = text_.find('\n'); i != std::string::npos;
         i = text_.find('\n', i + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
  return line_starts_;
}

std::size_t Source::CharactersBefore(std::size_t offset) const {
  constexpr std::size_t kBlock = 4096;
  if (block_starts_.empty()) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at <= text_.size(); at += kBlock) {
      block_starts_.push_back(characters);
      characters += support::CountCodePoints(text().substr(at, kBlock));
    }
  }
  const std::size_t block = offset / kBlock;
  return block_starts_[block] + support::CountCodePoints(text().substr(
                                    block * kBlock, offset - block * kBlock));
}

Position Source::PositionOf(std::uint32_t offset) const {
  const auto& starts = LineStarts();
  const auto bounded =
      std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(starts.begin(), starts.end(), bounded);
  const auto line = static_cast<std::size_t>(next - starts.begin());
  std::uint32_t start = starts[line - 1];
  // A byte order mark takes no column.
  if (line == 1 && bounded >= 3 && text().starts_with("\xEF\xBB\xBF")) {
    start += 3;
  }
  constexpr std::uint32_t kShort = 4096;
  const std::size_t characters =
      bounded - start <= kShort
          ? support::CountCodePoints(text().substr(start, bounded - start))
          : CharactersBefore(bounded) - CharactersBefore(start);
  return {line, characters + 1};
}

std::uint32_t Source::LineStart(std::size_t line) const {
  const auto& starts = LineStarts();
  return line >= 1 && line <= starts.size()
             ? starts[line - 1]
             : static_cast<std::uint32_t>(text_.size());
}

std::string_view Source::Line(std::size_t line) const {
  const std::uint32_t start = LineStart(line);
  const std::uint32_t next = LineStart(line + 1);
  std::string_view rest = text().substr(start, next - start);
  if (rest.ends_with('\n')) {
    rest.remove_suffix(1);
  }
  if (rest.ends_with('\r')) {
    rest.remove_suffix(1);
  }
  if (line == 1 && rest.starts_with("\xEF\xBB\xBF")) {
    rest.remove_prefix(3);
  }
  return rest;
}

FileId SourceMap::Add(std::string path, std::string text) {
  sources_.emplace_back(std::move(path), std::move(text));
  return {static_cast<std::uint32_t>(sources_.size() - 1)};
}

std::string_view SourceMap::TextOf(Span span) const {
  if (!span.valid()) {
    return {};
  }
  return (*this)[span.file].text().substr(span.begin, span.end - span.begin);
}

std::string SourceMap::Describe(Span span) const {
  if (!span.valid()) {
    return {};
  }
  const Source& source = (*this)[span.file];
  const Position at = source.PositionOf(span.begin);
  return source.path() + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

}  // namespace iamgen::diag
