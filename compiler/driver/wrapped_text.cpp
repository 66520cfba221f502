// Measures words as terminals show them.
#include "driver/wrapped_text.h"

#include <algorithm>
#include <span>
#include <utility>

#include "diag/render.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

constexpr std::size_t kWidth = 80;

// The next word of `text`, which is not empty, without the blank behind it.
// What stands between backticks is one word.
std::string_view TakeWord(std::string_view& text) {
  std::size_t end = std::min(text.find(' '), text.size());
  const std::size_t open = text.find('`');
  if (open < end) {
    const std::size_t close = text.find('`', open + 1);
    if (close != std::string_view::npos) {
      end = std::min(text.find(' ', close), text.size());
    }
  }
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

}  // namespace

void AppendWrapped(std::string start, std::string_view text, std::string& out) {
  const std::size_t indent = diag::DisplayWidth(start);
  std::string line = std::move(start);
  bool first = true;
  while (!text.empty()) {
    const std::string_view word = TakeWord(text);
    if (!first &&
        diag::DisplayWidth(line) + 1 + diag::DisplayWidth(word) > kWidth) {
      out += line + "\n";
      line.assign(indent, ' ');
      first = true;
    }
    line += (first ? "" : " ") + std::string(word);
    first = false;
  }
  out += line + "\n";
}

std::string Listed(const std::vector<std::string>& names, std::size_t most) {
  const std::size_t shown = std::min(names.size(), most);
  const std::string text = support::Join(std::span(names).first(shown), ", ");
  return shown == names.size()
             ? text
             : text + " and " + std::to_string(names.size() - shown) + " more";
}

}  // namespace iamgen::driver
