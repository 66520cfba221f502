// Small grammars, by hand.
#include "policy/value_grammar.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "support/text.h"

namespace iamgen::policy {
namespace {

bool IsDigit(char one) {
  return std::isdigit(static_cast<unsigned char>(one)) != 0;
}

bool IsLetterOrDigit(char one) {
  return std::isalnum(static_cast<unsigned char>(one)) != 0;
}

// Cuts `count` digits off; false without them.
bool CutDigits(std::string_view& text, std::size_t count) {
  if (text.size() < count ||
      !std::all_of(text.begin(),
                   text.begin() + static_cast<std::ptrdiff_t>(count),
                   IsDigit)) {
    return false;
  }
  text.remove_prefix(count);
  return true;
}

bool Cut(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// "Z", "+01:00", "+0100", "+01", or nothing.
bool IsZone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") {
    return true;
  }
  if (!Cut(text, '+') && !Cut(text, '-')) {
    return false;
  }
  if (!CutDigits(text, 2)) {
    return false;
  }
  if (text.empty()) {
    return true;
  }
  Cut(text, ':');
  return CutDigits(text, 2) && text.empty();
}

bool IsTime(std::string_view text) {
  if (!CutDigits(text, 2) || !Cut(text, ':') || !CutDigits(text, 2)) {
    return false;
  }
  if (Cut(text, ':')) {
    if (!CutDigits(text, 2)) {
      return false;
    }
    if (Cut(text, '.')) {
      const std::size_t end = text.find_first_not_of("0123456789");
      text.remove_prefix(std::min(end, text.size()));
    }
  }
  return IsZone(text);
}

}  // namespace

bool IsNumber(std::string_view text) {
  if (!Cut(text, '-')) {
    Cut(text, '+');
  }
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const bool digits = std::all_of(whole.begin(), whole.end(), IsDigit);
  if (point == std::string_view::npos) {
    return digits && !whole.empty();
  }
  const std::string_view rest = text.substr(point + 1);
  return digits && std::all_of(rest.begin(), rest.end(), IsDigit) &&
         !(whole.empty() && rest.empty());
}

bool IsEpoch(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

bool IsDate(std::string_view text) {
  if (!CutDigits(text, 4)) {
    return false;
  }
  if (text.empty()) {
    return true;
  }
  if (!Cut(text, '-') || !CutDigits(text, 2)) {
    return false;
  }
  if (text.empty()) {
    return true;
  }
  if (!Cut(text, '-') || !CutDigits(text, 2)) {
    return false;
  }
  return text.empty() ||
         ((Cut(text, 'T') || Cut(text, 't') || Cut(text, ' ')) && IsTime(text));
}

bool IsBoolean(std::string_view text) {
  return support::EqualIgnoringCase(text, "true") ||
         support::EqualIgnoringCase(text, "false");
}

bool IsBase64(std::string_view text) {
  constexpr std::size_t kGroup = 4;
  if (text.size() % kGroup != 0) {
    return false;
  }
  while (text.ends_with('=')) {
    text.remove_suffix(1);
  }
  return std::all_of(text.begin(), text.end(), [](char one) {
    return IsLetterOrDigit(one) || one == '+' || one == '/';
  });
}

bool IsResourceId(std::string_view prefix, std::string_view text) {
  constexpr std::size_t kShort = 8;
  constexpr std::size_t kLong = 17;
  if (!text.starts_with(prefix)) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return (text.size() == kShort || text.size() == kLong) &&
         std::all_of(text.begin(), text.end(), IsLetterOrDigit);
}

}  // namespace iamgen::policy
