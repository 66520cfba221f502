// Counts brackets and skips quotes.
#include "importers/outermost_keys.h"

#include <algorithm>
#include <cstddef>

namespace iamgen::importers {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

// Past the string whose quote is at `at`.
std::size_t StringEnd(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    at += text[at] == '\\' ? 1 : 0;
  }
  return std::min(at + 1, text.size());
}

std::size_t SkipSpace(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(kSpace, at), text.size());
}

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ':';
}

}  // namespace

bool OutermostKeys::Has(std::string_view key) const {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

OutermostKeys KeysOfJson(std::string_view text) {
  OutermostKeys found;
  std::size_t at = 0;
  if (text.starts_with("\xEF\xBB\xBF")) {
    at = 3;
  }
  at = SkipSpace(text, at);
  std::size_t depth = 0;
  std::size_t wanted = 1;
  if (at < text.size() && text[at] == '[') {
    found.in_list = true;
    wanted = 2;
  }
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      const std::size_t end = StringEnd(text, at);
      const std::size_t next = SkipSpace(text, end);
      if (depth == wanted && next < text.size() && text[next] == ':') {
        found.keys.push_back(text.substr(at + 1, end - at - 2));
      }
      at = end;
      continue;
    }
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      depth -= depth > 0 ? 1 : 0;
      if (depth < wanted) {
        // The end of the object, or of the first in the list.
        return found;
      }
    }
    ++at;
  }
  return found;
}

OutermostKeys KeysOfYaml(std::string_view text) {
  OutermostKeys found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, line_end - at);
    at = line_end + 1;
    const char quote = line.empty() ? ' ' : line.front();
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted) {
      line.remove_prefix(1);
    }
    std::size_t size = 0;
    while (size < line.size() && IsNameCharacter(line[size]) &&
           !(line[size] == ':' && size + 1 == line.size()) &&
           !(line[size] == ':' &&
             kSpace.find(line[size + 1]) != std::string_view::npos)) {
      ++size;
    }
    std::size_t colon = size;
    if (quoted && colon < line.size() && line[colon] == quote) {
      ++colon;
    }
    while (colon < line.size() && line[colon] == ' ') {
      ++colon;
    }
    if (size > 0 && colon < line.size() && line[colon] == ':') {
      found.keys.push_back(line.substr(0, size));
    }
  }
  return found;
}

}  // namespace iamgen::importers
