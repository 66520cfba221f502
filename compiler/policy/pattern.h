// Patterns as IAM has them: `*` stands for any run of characters, `?` for one,
// and `kUnknown` for any run of characters that is not known here.
#pragma once

#include <string_view>

namespace iamgen::policy {

// Letters count everywhere but in actions.
enum class Letters : bool { kExact, kAnyCase };

bool HasWildcard(std::string_view pattern);

// Whether it holds nothing but `*`, at least one.
bool IsAnything(std::string_view pattern);

// Whether the pattern matches the text, in which `*` and `?` are characters
// like any other. An unknown part of the pattern is taken as `*`. Time is
// linear in the sum of the lengths; where there are `?`, a word's work for
// every 64 characters between two stars.
bool Matches(std::string_view pattern, std::string_view text,
             Letters letters = Letters::kExact);

// Whether every text that `narrow` matches, `wide` matches too. May say no
// where it is so, never yes where it is not: unknown parts cover nothing and
// only `*` covers them, and a `?` covers nothing that a `*` may leave out
// ("?*" and "*a"). Control characters stand for what the caller likes them to:
// the same one covers them, and `*`, but no `?`.
bool Covers(std::string_view wide, std::string_view narrow,
            Letters letters = Letters::kExact);

// Whether some text matches both. Unknown parts may be anything.
bool Meet(std::string_view left, std::string_view right,
          Letters letters = Letters::kExact);

}  // namespace iamgen::policy
