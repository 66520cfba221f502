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

Position Source::PositionOf(std::uint32_t offset) const {
  const auto& starts = LineStarts();
  const auto bounded =
      std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(starts.begin(), starts.end(), bounded);
  const auto line = static_cast<std::size_t>(next - starts.begin());
  std::string_view before =
      text().substr(starts[line - 1], bounded - starts[line - 1]);
  // A byte order mark takes no column.
  if (line == 1 && before.starts_with("\xEF\xBB\xBF")) {
    before.remove_prefix(3);
  }
  return {line, support::CountCodePoints(before) + 1};
}

std::uint32_t Source::LineStart(std::size_t line) const {
  const auto& starts = LineStarts();
  return line >= 1 && line <= starts.size()
             ? starts[line - 1]
             : static_cast<std::uint32_t>(text_.size());
}

std::string_view Source::Line(std::size_t line) const {
  std::string_view rest = text().substr(LineStart(line));
  rest = rest.substr(0, rest.find('\n'));
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
