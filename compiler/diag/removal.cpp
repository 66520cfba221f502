// Knows how lists and objects are laid out, from the outside: nothing here
// parses what is to stay.
#include "diag/removal.h"

#include <algorithm>

namespace iamgen::diag {
namespace {

// A name that is longer, or a sibling that is farther away, is not looked for.
constexpr std::size_t kMostName = 256;
constexpr std::size_t kMostLines = 4096;

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

bool IsSpace(char c) { return IsBlank(c) || c == '\n' || c == '\r'; }

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::size_t SkipSpaceBack(std::string_view text, std::size_t at) {
  while (at > 0 && IsSpace(text[at - 1])) {
    --at;
  }
  return at;
}

std::size_t SkipSpace(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) {
    ++at;
  }
  return at;
}

std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  while (at < text.size() && IsBlank(text[at])) {
    ++at;
  }
  return at;
}

char At(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

std::size_t LineStart(std::string_view text, std::size_t at) {
  const std::size_t before =
      at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

// Where the next line starts.
std::size_t NextLine(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

// Where the name of the value at `at` begins.
std::optional<std::size_t> NameBefore(std::string_view text, std::size_t at) {
  at = SkipSpaceBack(text, at);
  if (at == 0 || (text[at - 1] != ':' && text[at - 1] != '=')) {
    return std::nullopt;
  }
  at = SkipSpaceBack(text, at - 1);
  const std::size_t end = at;
  if (at == 0) {
    return std::nullopt;
  }
  const char quote = text[at - 1];
  if (quote == '"' || quote == '\'') {
    if (at < 2 || text[at - 2] == '\\') {
      return std::nullopt;
    }
    for (--at; at > 0 && end - at < kMostName && text[at - 1] != '\n'; --at) {
      if (text[at - 1] == quote) {
        const bool escaped = at > 1 && text[at - 2] == '\\';
        return escaped ? std::nullopt : std::optional(at - 1);
      }
    }
    return std::nullopt;
  }
  while (at > 0 && end - at < kMostName && IsNameCharacter(text[at - 1])) {
    --at;
  }
  return at == end ? std::nullopt : std::optional(at);
}

// A line of YAML's block style.
struct Line {
  std::size_t start = 0;
  // Columns of its first character that is no blank, and of the first one
  // behind its dashes.
  std::size_t indent = 0;
  std::size_t content = 0;
  bool dash = false;
  // Blank, or a comment.
  bool empty = true;
};

Line LineAt(std::string_view text, std::size_t start) {
  Line line{.start = start};
  std::size_t at = start;
  while (At(text, at) == ' ') {
    ++at;
  }
  line.indent = at - start;
  const char first = At(text, SkipBlanks(text, at));
  line.empty = first == '\0' || first == '\n' || first == '\r' || first == '#';
  while (At(text, at) == '-' && IsBlank(At(text, at + 1))) {
    line.dash = true;
    at = SkipBlanks(text, at + 1);
  }
  line.content = at - start;
  return line;
}

// The next line that says something, from the one that starts at `start` on.
std::optional<Line> NextContent(std::string_view text, std::size_t start) {
  for (std::size_t i = 0; i < kMostLines && start < text.size(); ++i) {
    const Line line = LineAt(text, start);
    if (!line.empty) {
      return line;
    }
    start = NextLine(text, start);
  }
  return std::nullopt;
}

// The nearest line above that says something and is not indented by more than
// `column`.
std::optional<Line> OuterAbove(std::string_view text, std::size_t start,
                               std::size_t column) {
  for (std::size_t i = 0; i < kMostLines && start > 0; ++i) {
    start = LineStart(text, start - 1);
    const Line line = LineAt(text, start);
    if (!line.empty && line.indent <= column) {
      return line;
    }
  }
  return std::nullopt;
}

// The start of the comment behind a value that ends its line; the start of the
// next line where there is none; nullopt where there is something else.
struct Rest {
  std::size_t at = 0;
  bool comment = false;
};

std::optional<Rest> RestOfLine(std::string_view text, std::size_t end) {
  const std::size_t at = SkipBlanks(text, end);
  switch (At(text, at)) {
    case '#':
      return at > end ? std::optional(Rest{at, true}) : std::nullopt;
    case '\0':
    case '\n':
    case '\r':
      return Rest{NextLine(text, at), false};
    default:
      return std::nullopt;
  }
}

std::optional<Bytes> ElementOfBlock(std::string_view text, Bytes value) {
  const Line line = LineAt(text, LineStart(text, value.begin));
  const auto rest = RestOfLine(text, value.end);
  if (!rest) {
    return std::nullopt;
  }
  const std::size_t next = NextLine(text, value.end);
  const auto below = NextContent(text, next);
  if (below && below->indent > line.indent) {
    return std::nullopt;
  }
  const auto is_sibling = [&](const std::optional<Line>& other) {
    return other && other->dash && other->indent == line.indent;
  };
  if (!is_sibling(below) &&
      !is_sibling(OuterAbove(text, line.start, line.indent))) {
    return std::nullopt;
  }
  return rest->comment ? Bytes{line.start + line.indent, rest->at}
                       : Bytes{line.start, rest->at};
}

std::optional<Bytes> MemberOfBlock(std::string_view text, Bytes value,
                                   std::size_t name) {
  const Line line = LineAt(text, LineStart(text, name));
  const auto rest = RestOfLine(text, value.end);
  const bool one_line = NextLine(text, name) == NextLine(text, value.end);
  if (!rest || !one_line) {
    return std::nullopt;
  }
  const std::size_t next = NextLine(text, value.end);
  const auto below = NextContent(text, next);
  if (below && below->indent > line.content) {
    return std::nullopt;
  }
  const bool sibling_below =
      below && !below->dash && below->indent == line.content;
  if (line.dash) {
    // The next member goes behind the dash.
    return sibling_below && below->start == next && !rest->comment
               ? std::optional(Bytes{name, next + below->indent})
               : std::nullopt;
  }
  if (!sibling_below) {
    const auto above = OuterAbove(text, line.start, line.content);
    if (!above || above->content != line.content) {
      return std::nullopt;
    }
  }
  return rest->comment ? Bytes{name, rest->at} : Bytes{line.start, rest->at};
}

// Where the member begins, or the element itself.
std::optional<std::size_t> BeginOf(std::string_view text, Bytes value,
                                   bool name) {
  return name ? NameBefore(text, value.begin) : std::optional(value.begin);
}

}  // namespace

std::optional<Bytes> RemovalFromFlow(std::string_view text, Bytes value,
                                     bool name) {
  const auto begin = BeginOf(text, value, name);
  if (!begin) {
    return std::nullopt;
  }
  const char opening = name ? '{' : '[';
  const char closing = name ? '}' : ']';
  const std::size_t before = SkipSpaceBack(text, *begin);
  const char left = before == 0 ? '\0' : text[before - 1];
  if (left != ',' && left != opening) {
    return std::nullopt;
  }
  const std::size_t after = SkipSpace(text, value.end);
  if (At(text, after) == closing) {
    return left == ',' ? std::optional(Bytes{before - 1, value.end})
                       : std::nullopt;
  }
  if (At(text, after) != ',') {
    return std::nullopt;
  }
  const std::size_t next = SkipSpace(text, after + 1);
  if (At(text, next) != closing) {
    return Bytes{*begin, next};
  }
  // Terraform and YAML take a comma behind the last one.
  return left == ',' ? std::optional(Bytes{before, after + 1}) : std::nullopt;
}

std::optional<Bytes> RemovalFromBlock(std::string_view text, Bytes value,
                                      bool name) {
  const auto begin = BeginOf(text, value, name);
  if (!begin) {
    return std::nullopt;
  }
  const Line line = LineAt(text, LineStart(text, *begin));
  if (line.start + line.content != *begin || (!name && !line.dash)) {
    return std::nullopt;
  }
  // A list in a list, or a member behind two dashes.
  const bool one_dash =
      !line.dash || SkipBlanks(text, line.start + line.indent + 1) == *begin;
  if (!one_dash) {
    return std::nullopt;
  }
  return name ? MemberOfBlock(text, value, *begin)
              : ElementOfBlock(text, value);
}

}  // namespace iamgen::diag
