// What patterns of actions cover, held against trying every action.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

const Catalogue& Embedded() { return Catalogue::Embedded(); }

ActionSet Expanded(std::string_view pattern) {
  ActionSet set(Embedded());
  Embedded().Expand(pattern, set);
  return set;
}

ActionSet Tried(const std::string& pattern) {
  ActionSet set(Embedded());
  const std::string lower = support::Lower(pattern);
  const std::string prefix = lower.substr(0, lower.find(':'));
  for (const ActionId action : Embedded().Actions()) {
    const std::string name = support::Lower(Embedded().FullNameOf(action));
    if (lower.find_first_not_of('*') == std::string::npos ||
        (name.starts_with(prefix + ":") && support::GlobMatches(lower, name))) {
      set.Add(action);
    }
  }
  return set;
}

class Pattern : public testing::TestWithParam<const char*> {};

TEST_P(Pattern, CoversWhatItMatches) {
  const ActionSet expanded = Expanded(GetParam());
  EXPECT_EQ(expanded, Tried(GetParam()));
  EXPECT_EQ(Embedded().Matches(GetParam()), !expanded.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, Pattern,
    testing::Values("*", "**", "s3:*", "S3:*", "s3:Get*", "s3:gET*",
                    "s3:GetObject", "s3:getobject", "s3:GetObject*",
                    "s3:*Object", "s3:?etObj*", "s3:Get**", "s3:**", "s3:*Tag*",
                    "s3:Get*Acl", "s3:GetObject?cl", "s3:*?",
                    "ec2:*e*e*e*e*e*z", "iam:Pass?ole", "iam:PassRole?",
                    "zonal-autoshift:*", "a2c:*", "nowhere:*", "s3:", "s3",
                    "s3:Zz*", "a4b:?*", "states:*ViaAWSService-*"));

TEST(Expand, HasNoWildcardsInThePrefix) {
  for (const char* pattern :
       {"*:*", "*:Get*", "s?:*", "s*:GetObject", "", ":", ":*", "?"}) {
    EXPECT_TRUE(Expanded(pattern).empty()) << pattern;
  }
}

TEST(Expand, AddsToWhatIsThere) {
  ActionSet set(Embedded());
  Embedded().Expand("s3:Get*", set);
  const std::size_t some = set.size();
  Embedded().Expand("s3:Put*", set);
  EXPECT_GT(set.size(), some);
  EXPECT_TRUE(set.Contains(*Embedded().FindAction("s3:GetObject")));
  EXPECT_TRUE(set.Contains(*Embedded().FindAction("s3:PutObject")));
}

TEST(Expand, EachServiceAloneIsItsRange) {
  for (const ServiceId service : Embedded().Services()) {
    const ActionSet set =
        Expanded(std::string(Embedded().PrefixOf(service)) + ":*");
    EXPECT_EQ(set.size(), Embedded().ActionsOf(service).size());
    std::size_t seen = 0;
    set.ForEach([&](ActionId action) {
      EXPECT_EQ(Embedded().ServiceOf(action), service);
      ++seen;
    });
    EXPECT_EQ(seen, set.size());
  }
}

TEST(Expand, IsNotCaughtByManyStars) {
  std::string stars = "ec2:";
  for (int i = 0; i < 1000; ++i) {
    stars += "*e";
  }
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(Expanded(stars + "b").empty());
  EXPECT_EQ(Expanded("ec2:" + std::string(1000000, '*')), Expanded("ec2:*"));
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
}

TEST(ActionSet, AddsRanges) {
  const auto size = static_cast<std::uint32_t>(Embedded().Actions().size());
  for (const auto& [first, last] : {std::pair{0U, 0U},
                                    {0U, 1U},
                                    {0U, 64U},
                                    {63U, 65U},
                                    {1U, 200U},
                                    {64U, 128U},
                                    {size - 1, size},
                                    {0U, size},
                                    {size, size}}) {
    ActionSet one_by_one(Embedded());
    for (const ActionId action : IdRange<ActionId>{first, last}) {
      one_by_one.Add(action);
    }
    ActionSet at_once(Embedded());
    at_once.Add(IdRange<ActionId>{first, last});
    EXPECT_EQ(at_once, one_by_one) << first << ' ' << last;
  }
}

}  // namespace
}  // namespace iamgen::catalog
