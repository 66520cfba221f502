// Patterns against every text of a small alphabet, and the cases people meet.
#include "policy/pattern.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "policy/document.h"

namespace iamgen::policy {
namespace {

// Every text over `letters` of at most `most` characters, the shortest first.
std::vector<std::string> Texts(std::string_view letters, std::size_t most) {
  std::vector<std::string> texts = {""};
  std::size_t first = 0;
  for (std::size_t size = 1; size <= most; ++size) {
    const std::size_t last = texts.size();
    for (; first < last; ++first) {
      for (const char letter : letters) {
        texts.push_back(texts[first] + letter);
      }
    }
  }
  return texts;
}

// As the user guide has it, and nothing clever.
bool Naive(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) {
    return text.empty();
  }
  if (pattern.front() == '*') {
    return Naive(pattern.substr(1), text) ||
           (!text.empty() && Naive(pattern, text.substr(1)));
  }
  return !text.empty() &&
         (pattern.front() == '?' || pattern.front() == text.front()) &&
         Naive(pattern.substr(1), text.substr(1));
}

// Which of the texts each of the patterns matches.
std::vector<std::vector<bool>> Matched(const std::vector<std::string>& patterns,
                                       const std::vector<std::string>& texts) {
  std::vector<std::vector<bool>> matched;
  for (const std::string& pattern : patterns) {
    std::vector<bool> row;
    row.reserve(texts.size());
    for (const std::string& text : texts) {
      row.push_back(Naive(pattern, text));
    }
    matched.push_back(std::move(row));
  }
  return matched;
}

TEST(Patterns, MatchExactlyWhatTheyShould) {
  const auto patterns = Texts("ab*?", 5);
  const auto texts = Texts("ab", 6);
  for (const std::string& pattern : patterns) {
    for (const std::string& text : texts) {
      ASSERT_EQ(Matches(pattern, text), Naive(pattern, text))
          << pattern << " " << text;
    }
  }
}

TEST(Patterns, CoverOnlyWhatTheyCover) {
  const auto patterns = Texts("ab*?", 4);
  // The third letter is in no pattern; twice as long as a pattern is enough.
  const auto texts = Texts("abc", 6);
  const auto matched = Matched(patterns, texts);
  for (std::size_t wide = 0; wide < patterns.size(); ++wide) {
    for (std::size_t narrow = 0; narrow < patterns.size(); ++narrow) {
      bool covers = true;
      for (std::size_t text = 0; covers && text < texts.size(); ++text) {
        covers = !matched[narrow][text] || matched[wide][text];
      }
      const bool said = Covers(patterns[wide], patterns[narrow]);
      ASSERT_TRUE(covers || !said) << patterns[wide] << " " << patterns[narrow];
    }
  }
}

TEST(Patterns, CoverAllThatStarsAloneCover) {
  const auto patterns = Texts("ab*", 5);
  const auto texts = Texts("abc", 6);
  const auto matched = Matched(patterns, texts);
  for (std::size_t wide = 0; wide < patterns.size(); ++wide) {
    for (std::size_t narrow = 0; narrow < patterns.size(); ++narrow) {
      bool covers = true;
      for (std::size_t text = 0; covers && text < texts.size(); ++text) {
        covers = !matched[narrow][text] || matched[wide][text];
      }
      ASSERT_EQ(Covers(patterns[wide], patterns[narrow]), covers)
          << patterns[wide] << " " << patterns[narrow];
    }
  }
}

TEST(Patterns, MeetExactlyWhereATextIsInBoth) {
  const auto patterns = Texts("ab*?", 4);
  const auto texts = Texts("abc", 7);
  const auto matched = Matched(patterns, texts);
  for (std::size_t left = 0; left < patterns.size(); ++left) {
    for (std::size_t right = left; right < patterns.size(); ++right) {
      bool meet = false;
      for (std::size_t text = 0; !meet && text < texts.size(); ++text) {
        meet = matched[left][text] && matched[right][text];
      }
      ASSERT_EQ(Meet(patterns[left], patterns[right]), meet)
          << patterns[left] << " " << patterns[right];
      ASSERT_EQ(Meet(patterns[right], patterns[left]), meet)
          << patterns[right] << " " << patterns[left];
    }
  }
}

TEST(Patterns, RegardLettersOnlyWhereTheyCount) {
  EXPECT_TRUE(Matches("s3:get*", "s3:GetObject", Letters::kAnyCase));
  EXPECT_FALSE(Matches("s3:get*", "s3:GetObject"));
  EXPECT_TRUE(Covers("S3:*", "s3:GetObject", Letters::kAnyCase));
  EXPECT_FALSE(Covers("S3:*", "s3:GetObject"));
  EXPECT_TRUE(Meet("*OBJECT", "s3:get*", Letters::kAnyCase));
  EXPECT_FALSE(Meet("S*", "s3:get*"));
}

TEST(Patterns, KnowWhatTheyDoNotKnow) {
  const std::string unknown = std::string("a") + kUnknown + "b";
  EXPECT_TRUE(Matches(unknown, "a-b"));
  EXPECT_FALSE(Matches(unknown, "a-c"));
  EXPECT_FALSE(Covers(unknown, "a-b"));
  EXPECT_TRUE(Covers("a*", unknown));
  EXPECT_TRUE(Covers("*", unknown));
  EXPECT_FALSE(Covers("a?b", unknown));
  EXPECT_TRUE(Meet(unknown, "a*b"));
  EXPECT_FALSE(Meet(unknown, "b*"));
}

TEST(Patterns, TakeStandInsAsNoCharacter) {
  EXPECT_TRUE(Covers("a/\x02/*", "a/\x02/b"));
  EXPECT_TRUE(Covers("a/*", "a/\x02"));
  EXPECT_FALSE(Covers("a/?", "a/\x02"));
  EXPECT_FALSE(Covers("a/\x02", "a/\x03"));
  EXPECT_FALSE(Covers("a/\x02", "a/b"));
}

TEST(Patterns, AreAnythingOnlyWithStars) {
  EXPECT_TRUE(IsAnything("*"));
  EXPECT_TRUE(IsAnything("***"));
  EXPECT_FALSE(IsAnything(""));
  EXPECT_FALSE(IsAnything("*?"));
  EXPECT_TRUE(HasWildcard("a?"));
  EXPECT_TRUE(HasWildcard("*a"));
  EXPECT_FALSE(HasWildcard("a"));
}

TEST(Patterns, TakeLittleTimeForLongTexts) {
  constexpr std::size_t kMany = 200000;
  const std::string letters(kMany, 'a');
  std::string stars;
  for (int i = 0; i < 1000; ++i) {
    stars += "*a";
  }
  EXPECT_FALSE(Matches(stars + "*b", letters));
  EXPECT_FALSE(Matches("*" + letters.substr(0, kMany / 2) + "b*", letters));
  EXPECT_TRUE(Matches("*" + letters.substr(0, kMany / 2) + "*", letters));
  std::string marks;
  for (int i = 0; i < 100; ++i) {
    marks += "a?";
  }
  EXPECT_TRUE(Matches("*" + marks + "*", letters));
  EXPECT_FALSE(Matches("*" + marks + "b*", letters));
  EXPECT_FALSE(Covers(stars + "b*", letters + "*"));
  EXPECT_TRUE(Meet(stars, letters + "*"));
}

}  // namespace
}  // namespace iamgen::policy
