// Lines of settings, word by word.
#include "checks/policy_settings.h"

#include <algorithm>
#include <utility>

#include "support/text.h"

namespace iamgen::checks {
namespace {

using support::EqualIgnoringCase;
using support::Failure;

constexpr std::string_view kSpace = " \t";
constexpr std::string_view kComma = ",";

// Words between white space; a comma is a word of its own.
std::vector<std::string> WordsOf(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  };
  for (const char letter : line) {
    if (kSpace.find(letter) != std::string_view::npos) {
      end_word();
    } else if (letter == kComma.front()) {
      end_word();
      words.emplace_back(kComma);
    } else {
      word += letter;
    }
  }
  end_word();
  return words;
}

bool IsVerb(std::string_view word) {
  return EqualIgnoringCase(word, "requires") ||
         EqualIgnoringCase(word, "forbids");
}

bool IsJoint(std::string_view word) {
  return word == kComma || EqualIgnoringCase(word, "and") ||
         EqualIgnoringCase(word, "or");
}

// "PREFIX:NAME", or a star.
bool IsAction(std::string_view word) {
  const std::size_t colon = word.find(':');
  return word == "*" || (colon != std::string_view::npos && colon > 0 &&
                         colon + 1 < word.size());
}

Failure Wrong(std::string_view line, std::string_view what) {
  return Failure{"`" + std::string(line) + "` " + std::string(what)};
}

// The keys of one `requires` or `forbids`, and how they hang together.
struct Keys {
  std::vector<std::string> keys;
  bool joined_by_or = false;
  bool joined_by_and = false;
};

// Takes words from `at` on, up to the next verb.
support::Result<Keys> KeysAt(std::string_view line,
                             const std::vector<std::string>& words,
                             std::size_t& at) {
  Keys found;
  const std::string& verb = words[at++];
  bool wants_key = true;
  for (; at < words.size() && !IsVerb(words[at]); ++at) {
    const std::string& word = words[at];
    if (IsJoint(word)) {
      if (wants_key) {
        return Wrong(line, "has no condition key before `" + word + "`");
      }
      found.joined_by_or |= EqualIgnoringCase(word, "or");
      found.joined_by_and |= !EqualIgnoringCase(word, "or");
    } else if (!wants_key) {
      return Wrong(line, "has `" + word +
                             "` where `and`, `or`, `requires` or `forbids` is "
                             "to stand");
    } else if (word.find(':') == std::string::npos) {
      return Wrong(line, "has `" + word +
                             "`, which is no condition key: write it as "
                             "`aws:SecureTransport`");
    } else {
      found.keys.push_back(word);
    }
    wants_key = IsJoint(word);
  }
  if (wants_key) {
    return Wrong(line, "names no condition key after `" +
                           (found.keys.empty() ? verb : words.back()) + "`");
  }
  if (found.joined_by_or && found.joined_by_and) {
    return Wrong(line,
                 "joins keys both by `and` and by `or`: write `requires` "
                 "twice");
  }
  return found;
}

}  // namespace

support::Result<SensitiveAccess> ParseSensitiveAccess(std::string_view line) {
  constexpr std::size_t kWords = 3;
  const std::vector<std::string> words = WordsOf(line);
  if (words.size() != kWords || !EqualIgnoringCase(words[1], "on")) {
    return Wrong(line,
                 "is not of the form `ACTION on RESOURCE`, as in "
                 "`s3:GetObject on arn:aws:s3:::payroll/*`");
  }
  if (!IsAction(words[0])) {
    return Wrong(line, "begins with `" + words[0] +
                           "`, which is no action: write it as `s3:GetObject`");
  }
  if (words[2] != "*" && !words[2].starts_with("arn:")) {
    return Wrong(line,
                 "ends in `" + words[2] + "`, which is neither an ARN nor `*`");
  }
  return SensitiveAccess{
      .action = words[0], .resource = words[2], .line = std::string(line)};
}

support::Result<ConditionRule> ParseConditionRule(std::string_view line) {
  const std::vector<std::string> words = WordsOf(line);
  if (words.size() < 2 || !IsVerb(words[1])) {
    return Wrong(line,
                 "is not of the form `ACTION requires KEY` or `ACTION forbids "
                 "KEY`, as in `s3:PutObject requires aws:SecureTransport`");
  }
  if (!IsAction(words[0])) {
    return Wrong(line, "begins with `" + words[0] +
                           "`, which is no action: write it as `s3:PutObject`");
  }
  ConditionRule rule;
  rule.action = words[0];
  rule.line = line;
  for (std::size_t at = 1; at < words.size();) {
    const bool required = EqualIgnoringCase(words[at], "requires");
    auto found = KeysAt(line, words, at);
    if (!found) {
      return Failure{found.message()};
    }
    Keys keys = *std::move(found);
    if (required && keys.joined_by_or) {
      rule.any_of.push_back(std::move(keys.keys));
      continue;
    }
    auto& into = required ? rule.all_of : rule.none_of;
    into.insert(into.end(), keys.keys.begin(), keys.keys.end());
  }
  return rule;
}

}  // namespace iamgen::checks
