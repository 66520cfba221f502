// Tables of small words about text.
#include "support/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace iamgen::support {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Text, QuotedListNamesAFewAndCountsTheRest) {
  const std::vector<std::string> names = {"a", "b", "c", "d", "e", "f"};
  const std::span<const std::string> all(names);
  EXPECT_EQ(QuotedList(all.first(1)), "`a`");
  EXPECT_EQ(QuotedList(all.first(2)), "`a` and `b`");
  EXPECT_EQ(QuotedList(all.first(4)), "`a`, `b`, `c` and `d`");
  EXPECT_EQ(QuotedList(all), "`a`, `b`, `c` and 3 more");
}

TEST(Text, NearestFindsSlipsAndNothingElse) {
  constexpr std::array<std::string_view, 5> kKnown = {
      "description", "trusted_by", "policies", "in", "inline"};
  EXPECT_THAT(Nearest("decription", kKnown), ElementsAre("description"));
  EXPECT_THAT(Nearest("Policies", kKnown), ElementsAre("policies"));
  EXPECT_THAT(Nearest("trutsed_by", kKnown), ElementsAre("trusted_by"));
  EXPECT_THAT(Nearest("zzzzzz", kKnown), IsEmpty());
  EXPECT_EQ(DidYouMean("plicies", kKnown), "did you mean `policies`?");
}

TEST(Text, GlobsAreAnchored) {
  struct Case {
    const char* pattern;
    const char* text;
    bool matches;
  };

  for (const Case& one :
       {Case{"dev-*", "dev-two", true}, Case{"dev-*", "dev", false},
        Case{"dev", "dev-two", false}, Case{"*", "", true},
        Case{"a*b*c", "axxbyyc", true}, Case{"a*b*c", "axxbyy", false},
        Case{"?", "x", true}, Case{"?", "", false},
        Case{"*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaa", false}}) {
    EXPECT_EQ(GlobMatches(one.pattern, one.text), one.matches)
        << one.pattern << " " << one.text;
  }
}

TEST(Text, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(WellFormedUtf8(""), "");
  EXPECT_EQ(WellFormedUtf8("\xC3\xA4"), "\xC3\xA4");
  EXPECT_EQ(WellFormedUtf8("\xC3"), "\xEF\xBF\xBD");
  EXPECT_EQ(WellFormedUtf8("a\xFF\xFE\xC3\xA4\x80"),
            "a\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xA4\xEF\xBF\xBD");
}

TEST(Text, FindsTheFirstByteThatIsNotUtf8) {
  struct Case {
    std::string bytes;
    std::size_t at;
  };

  constexpr std::size_t kFine = std::string_view::npos;
  for (const Case& one : {Case{"abc", kFine}, Case{"\xC3\xA4", kFine},
                          Case{"\xF0\x9F\x98\x80", kFine}, Case{"a\xC3", 1},
                          Case{"\xC0\xAF", 0}, Case{"\xED\xA0\x80", 0},
                          Case{"ab\xFF", 2}, Case{"\xF5\x80\x80\x80", 0}}) {
    EXPECT_EQ(FirstInvalidUtf8(one.bytes), one.at) << one.bytes;
  }
}

TEST(Text, EscapesForJson) {
  std::string out;
  AppendJsonEscaped(out, std::string("a\"\\\n\t\x01\x7F\xC3\xA4"));
  EXPECT_EQ(out, "a\\\"\\\\\\n\\t\\u0001\\u007f\xC3\xA4");
}

}  // namespace
}  // namespace iamgen::support
