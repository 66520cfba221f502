// The names of services and actions: what they are made of, and comparing them
// the way IAM does, in which letters have no case.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace iamgen::catalog {

constexpr unsigned char Folded(char c) {
  return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

// Below, at or above zero, by the bytes of the small letters.
constexpr int CompareFolded(std::string_view left, std::string_view right) {
  const std::size_t shared = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < shared; ++i) {
    const int difference = Folded(left[i]) - Folded(right[i]);
    if (difference != 0) {
      return difference;
    }
  }
  return left.size() == right.size() ? 0 : left.size() < right.size() ? -1 : 1;
}

constexpr bool StartsFolded(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         CompareFolded(text.substr(0, prefix.size()), prefix) == 0;
}

// Whether it can be a service's prefix or an action after the colon: letters,
// digits and a few signs, none of which IAM gives a meaning.
constexpr bool IsPlainName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    const unsigned char small = Folded(c);
    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_';
  });
}

}  // namespace iamgen::catalog
