// Finds comments line by line; the tree of nodes has none of them.
#include "driver/allow_comments.h"

#include <algorithm>
#include <string_view>

namespace iamgen::driver {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view Trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// What YAML makes of lines, as far as it matters to find their comments.
class Scanner {
 public:
  // The offset of the line's comment, if it has one; `npos` otherwise.
  std::size_t CommentIn(std::string_view line) {
    const std::size_t indent =
        std::min(line.find_first_not_of(' '), line.size());
    if (in_block_) {
      if (indent > block_parent_ || Trim(line).empty()) {
        return std::string_view::npos;
      }
      in_block_ = false;
    }
    // The last character that is no blank; what a scalar may open after.
    char before = quote_ == '\0' ? ',' : '\0';
    std::size_t comment = std::string_view::npos;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (quote_ != '\0') {
        const bool twice = line.substr(i, 2) == "''";
        if (quote_ == '"' ? c == '\\' : twice) {
          ++i;
        } else if (c == quote_) {
          quote_ = '\0';
        }
      } else if ((c == '"' || c == '\'') && Opens(before)) {
        quote_ = c;
      } else if (c == '#' && (i == 0 || kBlanks.find(line[i - 1]) !=
                                            std::string_view::npos)) {
        comment = i;
        break;
      }
      if (kBlanks.find(c) == std::string_view::npos) {
        before = c;
      }
    }
    NoteBlock(line.substr(0, comment), indent);
    return comment;
  }

 private:
  static bool Opens(char before) {
    return std::string_view(":-[{,?").find(before) != std::string_view::npos;
  }

  // Whether the line ends in `|` or `>`, after which deeper lines are text.
  void NoteBlock(std::string_view line, std::size_t indent) {
    line = Trim(line);
    const std::size_t mark = line.find_last_not_of("+-0123456789");
    if (quote_ != '\0' || mark == std::string_view::npos ||
        (line[mark] != '|' && line[mark] != '>') ||
        (mark > 0 && line[mark - 1] != ' ')) {
      return;
    }
    in_block_ = true;
    block_parent_ = indent;
    // In `- key: |` the text is deeper than `key`, in `- |` than the dash.
    while (line.starts_with("- ")) {
      const std::string_view rest = Trim(line.substr(1));
      if (rest.front() == '|' || rest.front() == '>') {
        break;
      }
      block_parent_ += line.size() - rest.size();
      line = rest;
    }
  }

  // The quote of a scalar that the line before left open.
  char quote_ = '\0';
  bool in_block_ = false;
  std::size_t block_parent_ = 0;
};

// "iamgen: allow IAM527, IAM528 -- reason", without its `#`.
bool ReadAllow(std::string_view text, AllowComment& into) {
  for (const std::string_view word : {"iamgen:", "allow "}) {
    text = Trim(text);
    if (!text.starts_with(word)) {
      return false;
    }
    text.remove_prefix(word.size());
  }
  const std::size_t dashes = text.find("--");
  into.has_reason = dashes != std::string_view::npos &&
                    !Trim(text.substr(dashes + 2)).empty();
  const std::string_view rules = text.substr(0, dashes);
  for (std::size_t at = 0; at <= rules.size();) {
    const std::size_t comma = std::min(rules.find(',', at), rules.size());
    const std::string_view rule = Trim(rules.substr(at, comma - at));
    if (!rule.empty()) {
      into.rules.emplace_back(rule);
    }
    at = comma + 1;
  }
  return true;
}

}  // namespace

std::vector<AllowComment> FindAllowComments(const diag::Source& source,
                                            diag::FileId file) {
  std::vector<AllowComment> found;
  const std::string_view text = source.text();
  if (source.path().ends_with(".json") ||
      text.find("iamgen:") == std::string_view::npos) {
    return found;
  }
  Scanner scanner;
  // The first of those that wait for the line they speak of.
  std::size_t waiting = 0;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    ++number;
    const std::size_t comment = scanner.CommentIn(line);
    AllowComment one;
    if (comment != std::string_view::npos &&
        ReadAllow(line.substr(comment + 1), one)) {
      const std::size_t last = line.find_last_not_of(kBlanks) + 1;
      one.span = {file, static_cast<std::uint32_t>(at + comment),
                  static_cast<std::uint32_t>(at + last)};
      found.push_back(std::move(one));
    }
    if (!Trim(line.substr(0, comment)).empty()) {
      for (; waiting < found.size(); ++waiting) {
        found[waiting].line = number;
      }
    }
    at = end + 1;
  }
  return found;
}

}  // namespace iamgen::driver
