// Knows the one shape that the SDKs' region patterns have.
#include "catalog/embed/region_prefixes.h"

#include <cstddef>
#include <stdexcept>

namespace iamgen::catalog::embed {
namespace {

[[noreturn]] void Refuse(std::string_view pattern) {
  throw std::runtime_error("the region pattern `" + std::string(pattern) +
                           "` is of a new kind");
}

bool IsPlain(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") ==
         std::string_view::npos;
}

std::string WithoutBackslashes(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != '\\') {
      plain += c;
    }
  }
  return plain;
}

}  // namespace

std::string RegionPrefixes(std::string_view pattern) {
  constexpr std::string_view kEnd = "\\-\\w+\\-\\d+$";
  if (!pattern.starts_with('^') || !pattern.ends_with(kEnd)) {
    Refuse(pattern);
  }
  // What is left: plain text, or plain text and one group at its end.
  std::string front =
      WithoutBackslashes(pattern.substr(1, pattern.size() - 1 - kEnd.size()));
  const std::size_t open = front.find('(');
  if (open == std::string::npos) {
    if (!IsPlain(front)) {
      Refuse(pattern);
    }
    return front;
  }
  const std::string before = front.substr(0, open);
  std::string_view choices = std::string_view(front).substr(open + 1);
  if (!IsPlain(before) || !choices.ends_with(')')) {
    Refuse(pattern);
  }
  choices.remove_suffix(1);
  std::string prefixes;
  while (true) {
    const std::size_t bar = choices.find('|');
    const std::string_view choice = choices.substr(0, bar);
    if (choice.empty() || !IsPlain(choice)) {
      Refuse(pattern);
    }
    prefixes += (prefixes.empty() ? "" : " ") + before + std::string(choice);
    if (bar == std::string_view::npos) {
      return prefixes;
    }
    choices.remove_prefix(bar + 1);
  }
}

}  // namespace iamgen::catalog::embed
