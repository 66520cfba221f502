// Patterns are cut at their `*`; what lies between is looked for from left to
// right, so that nothing is ever tried twice.
#include "policy/pattern.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "policy/document.h"
#include "policy/piece_search.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

constexpr std::string_view kWild = "*?";

// What a `*` and a `?` are in the text that a pattern is laid over.
enum class TextStars : bool {
  kPlain,    // characters like any other
  kSymbols,  // `*` is what only a `*` covers, `?` what a `?` covers too
};

// What a `?` in the text is to a letter of the pattern.
enum class TextMarks : bool { kFixed, kAnyLetter };

struct Rules {
  TextStars stars = TextStars::kPlain;
  TextMarks marks = TextMarks::kFixed;
};

// One of the characters that stand for what is no one character.
bool IsStandIn(char one) { return static_cast<unsigned char>(one) < ' '; }

bool FitsCharacter(char wanted, char there, Rules rules) {
  if (rules.stars == TextStars::kSymbols) {
    if (there == '*') {
      return false;
    }
    if (IsStandIn(there)) {
      return wanted == there;
    }
  }
  return wanted == '?' || wanted == there ||
         (rules.marks == TextMarks::kAnyLetter && there == '?');
}

auto Fitting(Rules rules) {
  return [rules](char wanted, char there) {
    return FitsCharacter(wanted, there, rules);
  };
}

bool LaidOver(std::string_view pattern, std::string_view text, Rules rules) {
  return PatternFits(pattern, text, '*', Fitting(rules),
                     [rules](std::string_view piece) {
                       return rules.marks == TextMarks::kFixed &&
                              piece.find('?') == std::string_view::npos;
                     });
}

std::string Folded(std::string_view text, Letters letters) {
  return letters == Letters::kAnyCase ? support::Lower(text)
                                      : std::string(text);
}

std::string UnknownAsStars(std::string text) {
  std::replace(text.begin(), text.end(), kUnknown, '*');
  return text;
}

// Of every run of wildcards, first its `?` and then one `*`: `*?` and `?*` are
// one.
std::string Ordered(std::string_view pattern) {
  std::string ordered;
  ordered.reserve(pattern.size());
  for (std::size_t i = 0; i < pattern.size();) {
    if (kWild.find(pattern[i]) == std::string_view::npos) {
      ordered += pattern[i++];
      continue;
    }
    bool star = false;
    for (;
         i < pattern.size() && kWild.find(pattern[i]) != std::string_view::npos;
         ++i) {
      if (pattern[i] == '*') {
        star = true;
      } else {
        ordered += '?';
      }
    }
    if (star) {
      ordered += '*';
    }
  }
  return ordered;
}

// Both have a star: what stands before the first and after the last decides,
// because between them there is room for both.
bool EndsMeet(std::string_view left, std::string_view right) {
  constexpr Rules kEither = {.stars = TextStars::kPlain,
                             .marks = TextMarks::kAnyLetter};
  const std::size_t head = std::min(left.find('*'), right.find('*'));
  if (!PieceFitsAt(left.substr(0, head), right, 0, Fitting(kEither))) {
    return false;
  }
  const std::size_t tail = std::min(left.size() - left.rfind('*') - 1,
                                    right.size() - right.rfind('*') - 1);
  return PieceFitsAt(left.substr(left.size() - tail), right,
                     right.size() - tail, Fitting(kEither));
}

}  // namespace

bool HasWildcard(std::string_view pattern) {
  return pattern.find_first_of(kWild) != std::string_view::npos;
}

bool IsAnything(std::string_view pattern) {
  return !pattern.empty() &&
         pattern.find_first_not_of('*') == std::string_view::npos;
}

bool Matches(std::string_view pattern, std::string_view text, Letters letters) {
  if (letters == Letters::kExact &&
      pattern.find(kUnknown) == std::string_view::npos) {
    return LaidOver(pattern, text, {});
  }
  return LaidOver(UnknownAsStars(Folded(pattern, letters)),
                  Folded(text, letters), {});
}

bool Covers(std::string_view wide, std::string_view narrow, Letters letters) {
  if (IsAnything(wide)) {
    return true;
  }
  if (wide.find(kUnknown) != std::string_view::npos) {
    return false;
  }
  constexpr Rules kSymbols = {.stars = TextStars::kSymbols,
                              .marks = TextMarks::kFixed};
  if (!HasWildcard(narrow) &&
      std::none_of(narrow.begin(), narrow.end(), IsStandIn)) {
    return Matches(wide, narrow, letters);
  }
  return LaidOver(Ordered(Folded(wide, letters)),
                  Ordered(UnknownAsStars(Folded(narrow, letters))), kSymbols);
}

bool Meet(std::string_view left, std::string_view right, Letters letters) {
  const std::string one = UnknownAsStars(Folded(left, letters));
  const std::string other = UnknownAsStars(Folded(right, letters));
  const bool star = one.find('*') != std::string::npos;
  const bool other_star = other.find('*') != std::string::npos;
  if (star && other_star) {
    return EndsMeet(one, other);
  }
  constexpr Rules kEither = {.stars = TextStars::kPlain,
                             .marks = TextMarks::kAnyLetter};
  return other_star ? LaidOver(other, one, kEither)
                    : LaidOver(one, other, kEither);
}

}  // namespace iamgen::policy
