// Cuts a pattern at its stars and looks for the pieces from left to right; long
// pieces with all their positions at once, a bit each.
#include "evaluation/glob.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace iamgen::evaluation {
namespace {

constexpr char32_t kWideRun = 0x110000;
constexpr char32_t kWideOne = 0x110001;

template <typename Char>
constexpr Char Run() {
  return sizeof(Char) == 1 ? static_cast<Char>(kAnyRun)
                           : static_cast<Char>(kWideRun);
}

template <typename Char>
constexpr Char One() {
  return sizeof(Char) == 1 ? static_cast<Char>(kAnyOne)
                           : static_cast<Char>(kWideOne);
}

template <typename Char>
using View = std::basic_string_view<Char>;

template <typename Char>
bool FitsAt(View<Char> piece, View<Char> text, std::size_t at) {
  if (text.size() - at < piece.size()) {
    return false;
  }
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (piece[i] != text[at + i] && piece[i] != One<Char>()) {
      return false;
    }
  }
  return true;
}

constexpr std::size_t kWord = 64;

// Every bit of the state is a beginning of the piece that ends here.
template <typename Char>
std::size_t FindLong(View<Char> piece, View<Char> text, std::size_t at) {
  const std::size_t words = (piece.size() + kWord - 1) / kWord;
  std::vector<std::uint64_t> any(words, 0);
  std::unordered_map<Char, std::vector<std::uint64_t>> of;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << (i % kWord);
    if (piece[i] == One<Char>()) {
      any[i / kWord] |= bit;
    } else {
      auto& mask = of[piece[i]];
      mask.resize(words, 0);
      mask[i / kWord] |= bit;
    }
  }
  std::vector<std::uint64_t> state(words, 0);
  const std::uint64_t last = std::uint64_t{1} << ((piece.size() - 1) % kWord);
  for (; at < text.size(); ++at) {
    const auto mask = of.find(text[at]);
    std::uint64_t carry = 1;
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint64_t out = state[i] >> (kWord - 1);
      const std::uint64_t fits =
          any[i] | (mask == of.end() ? 0 : mask->second[i]);
      state[i] = ((state[i] << 1U) | carry) & fits;
      carry = out;
    }
    if ((state[words - 1] & last) != 0) {
      return at + 1 - piece.size();
    }
  }
  return View<Char>::npos;
}

template <typename Char>
std::size_t Find(View<Char> piece, View<Char> text, std::size_t at) {
  if (piece.size() > kWord) {
    return FindLong(piece, text, at);
  }
  if (piece.find(One<Char>()) == View<Char>::npos) {
    return text.find(piece, at);
  }
  for (; text.size() - at >= piece.size(); ++at) {
    if (FitsAt(piece, text, at)) {
      return at;
    }
  }
  return View<Char>::npos;
}

template <typename Char>
bool LaidOver(View<Char> pattern, View<Char> text) {
  std::size_t star = pattern.find(Run<Char>());
  if (star == View<Char>::npos) {
    return pattern.size() == text.size() && FitsAt(pattern, text, 0);
  }
  if (!FitsAt(pattern.substr(0, star), text, 0)) {
    return false;
  }
  std::size_t at = star;
  pattern.remove_prefix(star + 1);
  for (star = pattern.find(Run<Char>()); star != View<Char>::npos;
       star = pattern.find(Run<Char>())) {
    const View<Char> piece = pattern.substr(0, star);
    pattern.remove_prefix(star + 1);
    if (piece.empty()) {
      continue;
    }
    at = Find(piece, text, at);
    if (at == View<Char>::npos) {
      return false;
    }
    at += piece.size();
  }
  return text.size() - at >= pattern.size() &&
         FitsAt(pattern, text, text.size() - pattern.size());
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char one) {
    return static_cast<unsigned char>(one) < 0x80U;
  });
}

// Code points; a byte that begins none is one of its own.
std::u32string Widened(std::string_view text) {
  std::u32string wide;
  for (const char one : text) {
    const auto byte = static_cast<unsigned char>(one);
    if (one == kAnyRun) {
      wide += kWideRun;
    } else if (one == kAnyOne) {
      wide += kWideOne;
    } else if ((byte & 0xC0U) == 0x80U && !wide.empty() &&
               wide.back() < kWideRun) {
      wide.back() = ((wide.back() << 6U) | (byte & 0x3FU)) & 0xFFFFFU;
    } else {
      wide += byte;
    }
  }
  return wide;
}

}  // namespace

std::string Encoded(std::string_view written) {
  std::string encoded(written);
  std::replace(encoded.begin(), encoded.end(), '*', kAnyRun);
  std::replace(encoded.begin(), encoded.end(), '?', kAnyOne);
  return encoded;
}

bool GlobMatches(std::string_view pattern, std::string_view text) {
  if (pattern.find(kAnyOne) != std::string_view::npos && !IsAscii(text)) {
    return LaidOver<char32_t>(Widened(pattern), Widened(text));
  }
  return LaidOver<char>(pattern, text);
}

}  // namespace iamgen::evaluation
