// Texts that two patterns match.
#include "simulation/witness.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "evaluation/glob.h"

namespace iamgen::simulation {
namespace {

std::optional<std::string> Both(const std::string& left,
                                const std::string& right) {
  return TextOfBoth(evaluation::Encoded(left), evaluation::Encoded(right));
}

TEST(Witness, IsMatchedByBoth) {
  EXPECT_EQ(Both("abc", "abc"), "abc");
  EXPECT_EQ(Both("a*", "*c"), "ac");
  EXPECT_EQ(Both("a?c", "ab*"), "abc");
  EXPECT_EQ(Both("*", "*"), "");
  EXPECT_EQ(Both("?", "*"), "x");
  EXPECT_EQ(Both("abc", "abd"), std::nullopt);
  EXPECT_EQ(Both("a*b", "a*c"), std::nullopt);
  EXPECT_EQ(Both("??", "?"), std::nullopt);
}

TEST(Witness, IsFoundWhereverThereIsOne) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same every run
  const auto pattern = [&] {
    std::string text;
    const std::size_t size = random() % 6;
    for (std::size_t i = 0; i < size; ++i) {
      text += "ab*?"[random() % 4];
    }
    return text;
  };
  // Every text of up to six letters.
  std::vector<std::string> texts = {""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < 6; ++i) {
    for (const char one : {'a', 'b', 'x'}) {
      texts.push_back(texts[i] + one);
    }
  }
  constexpr int kPairs = 2000;
  for (int i = 0; i < kPairs; ++i) {
    const std::string left = pattern();
    const std::string right = pattern();
    const auto one = Both(left, right);
    bool any = false;
    for (const std::string& text : texts) {
      any = any || (evaluation::Matches(evaluation::Encoded(left), text) &&
                    evaluation::Matches(evaluation::Encoded(right), text));
    }
    if (one) {
      EXPECT_TRUE(evaluation::Matches(evaluation::Encoded(left), *one) &&
                  evaluation::Matches(evaluation::Encoded(right), *one))
          << left << " " << right << " " << *one;
    } else {
      EXPECT_FALSE(any) << left << " " << right;
    }
  }
}

TEST(Witness, OfHugePatternsIsNotLookedFor) {
  const std::string huge(5000, '*');
  EXPECT_EQ(Both(huge, huge), std::nullopt);
}

}  // namespace
}  // namespace iamgen::simulation
