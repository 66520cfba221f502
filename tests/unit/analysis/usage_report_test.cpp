// Times of reports, and reports put together.
#include "analysis/usage_report.h"

#include <gtest/gtest.h>

#include <string>

namespace iamgen::analysis {
namespace {

TEST(UsageReport, TakesTheTimesThatReportsHave) {
  struct Row {
    const char* text;
    Moment moment;
  };

  constexpr Row kRows[] = {
      {"1970-01-01", 0},
      {"1969-12-31", -86400},
      {"2000-02-29", 951782400},
      {"2026-09-30T10:20:30Z", 1790763630},
      {"2026-09-30T10:20:30+00:00", 1790763630},
      {"2026-09-30 10:20:30.241000+00:00", 1790763630},
      {"2026-09-30T12:20:30+02:00", 1790763630},
      {"2026-09-30T12:20:30+0200", 1790763630},
      {"2026-09-30T05:50:30-04:30", 1790763630},
      {"2026-09-30T10:20", 1790763600},
      {"9999-12-31T23:59:59Z", 253402300799},
  };
  for (const Row& row : kRows) {
    const auto moment = ParseMoment(row.text);
    ASSERT_TRUE(moment) << row.text;
    EXPECT_EQ(*moment, row.moment) << row.text;
  }
}

TEST(UsageReport, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "2026", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29",
        "2026-04-31", "2026-4-3", "0000-01-01", "2026-09-30T",
        "2026-09-30T24:00", "2026-09-30T10:60:00", "2026-09-30T10:20:30+",
        "2026-09-30T10:20:30+24:00", "2026-09-30x", "2026-09-30T10:20:30Z ",
        "-026-09-30", "never"}) {
    EXPECT_FALSE(ParseMoment(text)) << text;
  }
}

TEST(UsageReport, WritesTheDayOfEveryMoment) {
  // Some four hundred years, by steps that meet every day of a week and month.
  constexpr Moment kStep = 86400 * 37 + 3601;
  for (Moment moment = -62135596800; moment < 90000000000;
       moment += kStep * 11) {
    const std::string date = DateOf(moment);
    const auto day = ParseMoment(date);
    ASSERT_TRUE(day) << moment << " " << date;
    EXPECT_LE(*day, moment) << date;
    EXPECT_LT(moment, *day + 86400) << date;
  }
  EXPECT_EQ(DateOf(0), "1970-01-01");
  EXPECT_EQ(DateOf(-1), "1969-12-31");
  EXPECT_EQ(DateOf(951868799), "2000-02-29");
}

TEST(UsageReport, PartsOfOneReportCountTogether) {
  UsageReport first;
  first.made = 100;
  first.services["s3"].last = 50;
  first.services["s3"].actions["getobject"] = 50;
  first.services["sqs"];
  UsageReport second;
  second.made = 90;
  second.services["s3"].last = 70;
  second.services["s3"].actions["putobject"] = std::nullopt;
  second.services["ec2"].last = 10;
  first.Merge(second);
  EXPECT_EQ(first.made, 100);
  EXPECT_EQ(first.services.size(), 3U);
  EXPECT_EQ(first.services["s3"].last, 70);
  EXPECT_EQ(first.services["s3"].actions.size(), 2U);
  EXPECT_EQ(first.services["s3"].actions["getobject"], 50);
  EXPECT_FALSE(first.services["sqs"].last);
  EXPECT_EQ(NewestOf({{"a", first}, {"b", second}}), 100);
  EXPECT_FALSE(NewestOf({{"c", {}}}));
}

}  // namespace
}  // namespace iamgen::analysis
