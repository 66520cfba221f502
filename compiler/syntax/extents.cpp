// Finds ends by reading the source a second time, along the decoded value.
#include "syntax/extents.h"

#include <algorithm>
#include <cstddef>

namespace iamgen::syntax {
namespace {

constexpr std::string_view kFlowMarks = "[]{},";
// What ends a pair of which only the key and the `:` are there.
constexpr std::string_view kPairEnds = "]},";

std::uint32_t Offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

std::size_t LineEnd(std::string_view text, std::size_t from) {
  std::size_t end = std::min(text.find('\n', from), text.size());
  return end > from && text[end - 1] == '\r' ? end - 1 : end;
}

bool IsSpaceOrEnd(std::string_view text, std::size_t at) {
  return at >= text.size() || IsWhite(text[at]);
}

std::size_t CountSpaces(std::string_view text, std::size_t from) {
  const std::size_t end =
      std::min(text.find_first_not_of(' ', from), text.size());
  return end - from;
}

// The spaces before the first character that is no white space, in its line.
std::size_t FirstIndentation(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return 0;
  }
  const std::size_t feed = text.substr(0, first).rfind('\n');
  return CountSpaces(text, feed == std::string_view::npos ? 0 : feed + 1);
}

}  // namespace

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

bool IsWhite(char c) { return IsBlank(c) || c == '\n' || c == '\r'; }

std::uint32_t SkipWhite(std::string_view text, std::uint32_t from) {
  std::size_t at = from;
  while (at < text.size()) {
    if (IsWhite(text[at])) {
      ++at;
    } else if (text[at] == '#' && (at == 0 || IsWhite(text[at - 1]))) {
      at = LineEnd(text, at);
    } else {
      break;
    }
  }
  return Offset(at);
}

std::uint32_t SkipProperties(std::string_view text, std::uint32_t from) {
  std::uint32_t at = from;
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    std::uint32_t end = NameEnd(text, at);
    if (text.substr(at).starts_with("!<")) {
      const std::size_t close = text.find('>', at);
      end = close == std::string_view::npos ? end : Offset(close + 1);
    }
    at = SkipWhite(text, end);
    if (at >= text.size()) {
      return end;
    }
  }
  return at;
}

std::uint32_t NameEnd(std::string_view text, std::uint32_t from) {
  std::size_t at = std::min<std::size_t>(from + 1U, text.size());
  while (at < text.size() && !IsWhite(text[at]) &&
         kFlowMarks.find(text[at]) == std::string_view::npos) {
    ++at;
  }
  return Offset(at);
}

std::uint32_t PlainEnd(std::string_view text, std::uint32_t begin,
                       std::string_view value) {
  if (text.substr(begin, value.size()) == value) {
    return Offset(begin + value.size());
  }
  // Several lines: white space was folded, all else stands as it was.
  std::size_t at = begin;
  std::size_t end = begin;
  for (const char c : value) {
    if (IsWhite(c)) {
      continue;
    }
    while (at < text.size() && IsWhite(text[at])) {
      ++at;
    }
    if (at >= text.size() || text[at] != c) {
      break;
    }
    end = ++at;
  }
  return Offset(end);
}

std::optional<std::uint32_t> QuotedEnd(std::string_view text,
                                       std::uint32_t begin) {
  const bool single = text[begin] == '\'';
  std::size_t at = begin + 1U;
  while (true) {
    at = single ? text.find('\'', at) : text.find_first_of("\"\\", at);
    if (at >= text.size()) {
      return std::nullopt;
    }
    const bool escape =
        single ? text.substr(at + 1).starts_with('\'') : text[at] == '\\';
    if (!escape) {
      return Offset(at + 1);
    }
    at += 2;
  }
}

std::uint32_t BlockScalarEnd(std::string_view text, std::uint32_t begin,
                             std::string_view value) {
  std::size_t end = LineEnd(text, begin);
  if (value.find_first_not_of(" \t\n") == std::string_view::npos) {
    // Without the comment that its header may carry.
    std::size_t header = begin + 1U;
    while (header < end && !IsWhite(text[header])) {
      ++header;
    }
    return Offset(header);
  }
  const std::size_t body =
      std::min(text.find('\n', begin), text.size() - 1) + 1;
  // Spaces beyond the block's indentation are a part of the value.
  const std::size_t written = FirstIndentation(text.substr(body));
  const std::size_t kept = FirstIndentation(value);
  const std::size_t indentation = written > kept ? written - kept : 1;
  for (std::size_t line = body; line < text.size();) {
    const std::size_t line_end = LineEnd(text, line);
    const std::size_t spaces = CountSpaces(text, line);
    if (line + spaces < line_end) {
      if (spaces < indentation) {
        break;
      }
      end = line_end;
    }
    line = std::min(text.find('\n', line), text.size() - 1) + 1;
  }
  return Offset(end);
}

std::uint32_t FlowEnd(std::string_view text, std::uint32_t from, char closing) {
  std::uint32_t at = SkipWhite(text, from);
  while (at < text.size() && (text[at] == ',' || text[at] == ':')) {
    at = SkipWhite(text, at + 1);
  }
  return at < text.size() && text[at] == closing ? at + 1 : from;
}

std::uint32_t UnquotedEnd(std::string_view text, std::uint32_t begin,
                          bool in_flow) {
  // Longer than any name of a variable; keeps this linear for any text.
  constexpr std::size_t kReference = 256;
  std::size_t at = begin;
  while (at < text.size() && text[at] != '\n') {
    if (text.substr(at, 2) == "{{") {
      const std::string_view near = text.substr(at, kReference);
      const std::size_t close = near.substr(0, near.find('\n')).find("}}");
      at += close == std::string_view::npos ? 2 : close + 2;
      continue;
    }
    const char c = text[at];
    const bool mark = in_flow && kFlowMarks.find(c) != std::string_view::npos;
    const bool key =
        c == ':' &&
        (IsSpaceOrEnd(text, at + 1) ||
         (in_flow && kPairEnds.find(text[at + 1]) != std::string_view::npos));
    const bool comment = c == '#' && at > begin && IsBlank(text[at - 1]);
    if (at > begin && (mark || key || comment)) {
      break;
    }
    ++at;
  }
  while (at > begin + 1U && IsWhite(text[at - 1])) {
    --at;
  }
  return Offset(at);
}

Extent LineAround(std::string_view text, std::uint32_t offset) {
  const std::size_t at = std::min<std::size_t>(offset, text.size());
  const std::size_t feed = text.substr(0, at).rfind('\n');
  const std::size_t begin = feed == std::string_view::npos ? 0 : feed + 1;
  return {Offset(begin), Offset(std::max(LineEnd(text, begin), begin))};
}

std::uint32_t IndentationEnd(std::string_view text, std::uint32_t offset) {
  const Extent line = LineAround(text, offset);
  std::uint32_t at = line.begin;
  while (at < line.end && IsBlank(text[at])) {
    ++at;
  }
  return at;
}

std::size_t ColonWithoutSpace(std::string_view line) {
  const std::size_t colon = line.find(':');
  const bool name =
      colon != std::string_view::npos && colon > 0 &&
      std::all_of(line.begin(), line.begin() + static_cast<long>(colon),
                  [](char c) {
                    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '-';
                  });
  return name && colon + 1 < line.size() && !IsWhite(line[colon + 1])
             ? colon
             : std::string_view::npos;
}

}  // namespace iamgen::syntax
