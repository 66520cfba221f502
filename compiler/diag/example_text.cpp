// Writes what is to be repeated as often as it says.
#include "diag/example_text.h"

#include <charconv>
#include <optional>

#include "support/invariant.h"

namespace iamgen::diag {
namespace {

constexpr std::string_view kOpen = "[[";
constexpr std::string_view kTimes = " times: ";
constexpr std::string_view kClose = "]]";

struct Repeated {
  std::size_t begin = 0;
  std::size_t end = 0;
  int times = 0;
  std::string_view item;
};

// The first part of the text that is to be repeated. Brackets that no number
// follows are the text's own.
std::optional<Repeated> FindRepeated(std::string_view text) {
  for (std::size_t at = text.find(kOpen); at != std::string_view::npos;
       at = text.find(kOpen, at + 1)) {
    Repeated found;
    const char* const digits = text.data() + at + kOpen.size();
    const auto read =
        std::from_chars(digits, text.data() + text.size(), found.times);
    if (read.ptr == digits) {
      continue;
    }
    const auto item = static_cast<std::size_t>(read.ptr - text.data());
    IAMGEN_INVARIANT(text.substr(item).starts_with(kTimes));
    const std::size_t close = text.find(kClose, item);
    IAMGEN_INVARIANT(close != std::string_view::npos);
    found.begin = at;
    found.end = close + kClose.size();
    found.item =
        text.substr(item + kTimes.size(), close - item - kTimes.size());
    return found;
  }
  return std::nullopt;
}

void AppendItem(std::string& out, std::string_view item, int number) {
  for (const char c : item) {
    if (c == '#') {
      out += std::to_string(number);
    } else if (c == '@') {
      out += std::to_string(number - 1);
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string WholeText(std::string_view shown) {
  std::string whole;
  while (const auto repeated = FindRepeated(shown)) {
    whole += shown.substr(0, repeated->begin);
    for (int number = 1; number <= repeated->times; ++number) {
      AppendItem(whole, repeated->item, number);
    }
    shown.remove_prefix(repeated->end);
  }
  return whole.append(shown);
}

}  // namespace iamgen::diag
