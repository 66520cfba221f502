// Entries of one list, against comparing each with each.
#include "policy/cover_index.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

using Found = std::vector<std::optional<std::size_t>>;

Found CoversOf(const std::vector<std::string>& texts, Entries kind) {
  const CoverIndex index(texts, kind);
  Found found;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    found.push_back(index.CoverOf(i));
  }
  return found;
}

constexpr std::nullopt_t kNone = std::nullopt;

TEST(CoverIndex, NamesTheWidestOfAll) {
  EXPECT_EQ(CoversOf({"s3:GetObject", "s3:GetObject*", "s3:*", "s3:Get*"},
                     Entries::kActions),
            (Found{2, 2, kNone, 2}));
}

TEST(CoverIndex, NamesTheFirstOfEquals) {
  EXPECT_EQ(CoversOf({"s3:Get*", "S3:GET*", "s3:get*"}, Entries::kActions),
            (Found{kNone, 0, 0}));
  EXPECT_EQ(CoversOf({"arn:aws:s3:::a", "arn:aws:s3:::A"}, Entries::kResources),
            (Found{kNone, kNone}));
  EXPECT_EQ(CoversOf({"**", "*"}, Entries::kResources), (Found{kNone, 0}));
}

TEST(CoverIndex, LeavesPartialOverlapsAlone) {
  EXPECT_EQ(CoversOf({"s3:Get*Acl", "s3:GetObject*"}, Entries::kActions),
            (Found{kNone, kNone}));
  EXPECT_EQ(CoversOf({"s3:Get?bject", "s3:GetO*"}, Entries::kActions),
            (Found{kNone, kNone}));
}

TEST(CoverIndex, TakesVariablesAsWhatTheyAre) {
  const std::string home = "arn:aws:s3:::b/${aws:username}";
  EXPECT_EQ(CoversOf({home + "/*", home + "/a", home}, Entries::kResources),
            (Found{kNone, 0, kNone}));
  EXPECT_EQ(CoversOf({"arn:aws:s3:::b/*", home}, Entries::kResources),
            (Found{kNone, 0}));
  // As long as the variable is written.
  EXPECT_EQ(
      CoversOf({"arn:aws:s3:::b/???????????????", home}, Entries::kResources),
      (Found{kNone, kNone}));
  // The variable is a star, and no wildcard.
  EXPECT_EQ(CoversOf({"arn:aws:s3:::b/${*}", "arn:aws:s3:::b/a}"},
                     Entries::kResources),
            (Found{kNone, kNone}));
  EXPECT_EQ(CoversOf({"arn:aws:s3:::b/${*", "arn:aws:s3:::b/${a"},
                     Entries::kResources),
            (Found{kNone, 0}));
}

TEST(CoverIndex, ComparesResourcesAsWholeTexts) {
  EXPECT_EQ(CoversOf({"arn:aws:logs:*:*:/a/*", "arn:aws:logs:*:*:group:/a/*"},
                     Entries::kResources),
            (Found{kNone, 0}));
}

TEST(CoverIndex, LeavesEmptyAndOddTextsAlone) {
  EXPECT_EQ(CoversOf({"", "", "*"}, Entries::kActions),
            (Found{kNone, kNone, kNone}));
  EXPECT_EQ(CoversOf({"a\x02", "a\x02"}, Entries::kResources),
            (Found{kNone, kNone}));
  EXPECT_TRUE(CoversOf({}, Entries::kActions).empty());
}

TEST(CoverIndex, FindsWhatComparingAllFinds) {
  std::mt19937 random(7);
  const std::string letters = "ab*?";
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> texts(30);
    for (std::string& text : texts) {
      text = std::string(1 + random() % 6, ' ');
      for (char& one : text) {
        one = letters[random() % letters.size()];
      }
    }
    const CoverIndex index(texts, Entries::kActions);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      bool covered = false;
      for (std::size_t j = 0; j < texts.size(); ++j) {
        covered |= j != i && Covers(texts[j], texts[i]) &&
                   (j < i || !Covers(texts[i], texts[j]));
      }
      ASSERT_EQ(index.CoverOf(i).has_value(), covered) << texts[i];
      if (covered) {
        const std::size_t cover = *index.CoverOf(i);
        EXPECT_FALSE(index.CoverOf(cover)) << texts[cover];
        EXPECT_TRUE(Covers(texts[cover], texts[i])) << texts[cover];
      }
    }
  }
}

// Ten thousand that begin alike, of which none covers another, and the like.
TEST(CoverIndex, TakesLittleTimeForMany) {
  constexpr int kMany = 10000;
  std::vector<std::string> alike;
  std::vector<std::string> nested;
  std::vector<std::string> same(kMany, "arn:aws:s3:::bucket/*");
  std::string start;
  for (int i = 0; i < kMany; ++i) {
    alike.push_back("arn:aws:s3:::*" + std::to_string(i) + "*");
    start += i % 20 == 0 ? "a" : "";
    nested.push_back(start + "*");
  }
  const auto begin = std::chrono::steady_clock::now();
  CoversOf(alike, Entries::kResources);
  const auto widest = CoversOf(nested, Entries::kResources);
  const auto equal = CoversOf(same, Entries::kResources);
  const auto end = std::chrono::steady_clock::now();
  EXPECT_EQ(widest.back(), 0U);
  EXPECT_EQ(equal.back(), 0U);
  EXPECT_LT(std::chrono::duration<double>(end - begin).count(), 10);
}

}  // namespace
}  // namespace iamgen::policy
