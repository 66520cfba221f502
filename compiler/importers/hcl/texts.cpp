// Texts in quotes and heredocs: where they end, and what they are made of.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importers/hcl/parser_state.h"

namespace iamgen::importers::hcl {

// One that is not closed ends with its line; with the text if it is an
// interpolation that is not closed.
QuotedText Parser::QuotedAt(std::size_t at) const {
  for (++at; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '"') {
      return {at + 1, true};
    }
    const std::string_view rest = text_.substr(at);
    if (c == '\\') {
      ++at;
    } else if (rest.starts_with("$${") || rest.starts_with("%%{")) {
      at += 2;
    } else if (rest.starts_with("${") || rest.starts_with("%{")) {
      const std::size_t end = InterpolationEnd(text_, at + 2);
      if (end == std::string_view::npos) {
        return {text_.size(), false};
      }
      at = end - 1;
    } else if (c == '\n') {
      return {at, false};
    }
  }
  return {text_.size(), false};
}

Expression Parser::Quoted() {
  const std::size_t begin = at_;
  const QuotedText quoted = QuotedAt(at_);
  if (!quoted.closed) {
    Mistake("the quote that opens here is never closed",
            "close the text with `\"`");
    at_ = quoted.end;
    return {};
  }
  at_ = quoted.end;
  return Template({{begin + 1, quoted.end - 1}}, true, begin);
}

// To the line end, or the end of the text.
std::size_t Parser::HeredocLine(std::size_t at) const {
  return std::min(text_.find('\n', at), text_.size());
}

Expression Parser::Heredoc() {
  const std::size_t begin = at_;
  at_ += 2;
  const bool indented = Peek() == '-';
  at_ += indented ? 1 : 0;
  const std::string marker(Name());
  SkipSpace(false);
  if (marker.empty() || Peek() != '\n') {
    Mistake("a marker must stand behind `<<`", "write `<<EOT`");
    SkipLine();
    return {};
  }
  std::vector<Range> lines;
  std::size_t least = std::string_view::npos;
  std::size_t at = at_ + 1;
  bool closed = false;
  while (at < text_.size()) {
    const std::size_t end = HeredocLine(at);
    std::string_view line = text_.substr(at, end - at);
    const std::size_t first = line.find_first_not_of(" \t");
    std::string_view word = line.substr(std::min(first, line.size()));
    if (word.ends_with('\r')) {
      word.remove_suffix(1);
    }
    if (word == marker) {
      closed = true;
      at_ = end;
      break;
    }
    if (first != std::string_view::npos && line[first] != '\r') {
      least = std::min(least, first);
    }
    lines.push_back({at, std::min(end + 1, text_.size())});
    at = end + 1;
  }
  if (!closed) {
    Mistake("the text that opens here is never closed",
            "close it with a line `" + marker + "`");
    at_ = text_.size();
  }
  if (indented && least != std::string_view::npos) {
    for (Range& line : lines) {
      line.begin = std::min(line.begin + least, line.end - 1);
    }
  }
  return Template(lines, false, begin);
}

Expression Parser::Template(const std::vector<Range>& parts, bool escapes,
                            std::size_t begin) {
  const Level level(*this);
  TemplateText read = ReadTemplate(placed_, file_, parts, escapes, variables_);
  Expression expression;
  if (read.only_expression && !TooDeep()) {
    // `"${x}"` is x.
    const std::size_t behind = std::exchange(at_, read.only_expression->begin);
    const std::string_view all =
        std::exchange(text_, text_.substr(0, read.only_expression->end));
    const bool outside = std::exchange(in_brackets_, true);
    expression = ReadExpression();
    in_brackets_ = outside;
    text_ = all;
    at_ = behind;
  } else {
    expression.kind = ExpressionKind::kText;
    expression.text = std::move(read.text);
    expression.has_directives = read.has_directives;
  }
  expression.span = placed_.SpanOf(begin, std::min(at_, text_.size()));
  return expression;
}

}  // namespace iamgen::importers::hcl
