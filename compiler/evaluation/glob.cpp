// Bytes, and code points where `?` has to be one.
#include "evaluation/glob.h"

#include <algorithm>

#include "policy/pattern.h"
#include "policy/piece_search.h"

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
bool LaidOver(policy::Characters<Char> pattern, policy::Characters<Char> text) {
  return policy::PatternFits(
      pattern, text, Run<Char>(),
      [](Char wanted, Char there) {
        return wanted == there || wanted == One<Char>();
      },
      [](policy::Characters<Char> piece) {
        return piece.find(One<Char>()) == policy::Characters<Char>::npos;
      });
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

// As the patterns of policies are written. What was a plain `*` or `?` becomes
// a control character, which stands for nothing but itself there.
std::string Written(std::string_view encoded) {
  constexpr char kPlainStar = '\x02';
  constexpr char kPlainMark = '\x03';
  std::string written(encoded);
  for (char& one : written) {
    switch (one) {
      case '*':
        one = kPlainStar;
        break;
      case '?':
        one = kPlainMark;
        break;
      case kAnyRun:
        one = '*';
        break;
      case kAnyOne:
        one = '?';
        break;
      default:
        break;
    }
  }
  return written;
}

}  // namespace

Truth MatchesAll(std::string_view pattern, std::string_view texts) {
  const std::string wide = Written(pattern);
  const std::string narrow = Written(texts);
  if (policy::Covers(wide, narrow)) {
    return Truth::kYes;
  }
  return policy::Meet(wide, narrow) ? Truth::kDepends : Truth::kNo;
}

std::string Encoded(std::string_view written) {
  std::string encoded(written);
  std::replace(encoded.begin(), encoded.end(), '*', kAnyRun);
  std::replace(encoded.begin(), encoded.end(), '?', kAnyOne);
  return encoded;
}

bool Matches(std::string_view pattern, std::string_view text) {
  if (pattern.find(kAnyOne) != std::string_view::npos && !IsAscii(text)) {
    return LaidOver<char32_t>(Widened(pattern), Widened(text));
  }
  return LaidOver<char>(pattern, text);
}

}  // namespace iamgen::evaluation
