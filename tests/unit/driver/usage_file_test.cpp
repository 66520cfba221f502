// Reports of last access as people save them, and files that are none.
#include "driver/usage_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iamgen::driver {
namespace {

using analysis::UsageReports;
using ::testing::HasSubstr;

constexpr const char* kAda = "arn:aws:iam::111111111111:user/ada";

// What the command line of AWS prints, in one line.
std::string Report(const std::string& more = {}) {
  return R"({"JobStatus":"COMPLETED","JobType":"ACTION_LEVEL",)" + more +
         R"("JobCreationDate":"2026-09-30T10:20:00+00:00",)"
         R"("JobCompletionDate":"2026-09-30T10:20:08+00:00",)"
         R"("ServicesLastAccessed":[)"
         R"({"ServiceName":"Amazon S3","ServiceNamespace":"s3",)"
         R"("LastAuthenticated":"2026-09-28T05:00:00+00:00",)"
         R"("LastAuthenticatedEntity":"arn:aws:iam::111111111111:user/ada",)"
         R"("LastAuthenticatedRegion":"eu-west-1","TotalAuthenticatedEntities":1,)"
         R"("TrackedActionsLastAccessed":[{"ActionName":"CreateBucket"},)"
         R"({"ActionName":"ListAllMyBuckets",)"
         R"("LastAccessedTime":"2026-09-28T05:00:00+00:00"}]},)"
         R"({"ServiceName":"AWS IAM","ServiceNamespace":"iam",)"
         R"("TotalAuthenticatedEntities":0}],"IsTruncated":false})";
}

// What is wrong; empty: nothing.
std::string Failure(const std::string& text, const std::string& arn = {}) {
  UsageReports reports;
  const auto read = ReadUsage("usage.json", text, arn, reports);
  return read ? "" : read.message();
}

TEST(UsageFile, EveryShapeSaysTheSame) {
  const std::string named = Report(R"("Arn":")" + std::string(kAda) + "\",");
  const std::string keyed =
      R"({")" + std::string(kAda) + "\":" + Report() + "}";
  for (const std::string& text :
       {named, "[" + named + "]", keyed, named + "\n" + named + "\r\n\n",
        "\n" + keyed + "\n" + keyed + "\n"}) {
    UsageReports reports;
    const auto read = ReadUsage("usage.json", text, "", reports);
    ASSERT_TRUE(read) << read.message() << "\n" << text;
    ASSERT_EQ(reports.size(), 1U);
    const auto& [arn, report] = *reports.begin();
    EXPECT_EQ(arn, kAda);
    ASSERT_TRUE(report.made);
    EXPECT_EQ(analysis::DateOf(*report.made), "2026-09-30");
    ASSERT_EQ(report.services.size(), 2U);
    EXPECT_FALSE(report.services.find("iam")->second.last);
    const analysis::ServiceUse& s3 = report.services.find("s3")->second;
    ASSERT_TRUE(s3.last);
    EXPECT_EQ(analysis::DateOf(*s3.last), "2026-09-28");
    EXPECT_FALSE(s3.actions.find("createbucket")->second);
    EXPECT_TRUE(s3.actions.find("listallmybuckets")->second);
  }
}

TEST(UsageFile, AReportWithoutAnArnIsGivenOne) {
  UsageReports reports;
  EXPECT_TRUE(ReadUsage("ada.json", Report(), kAda, reports));
  EXPECT_TRUE(reports.contains(kAda));
  EXPECT_EQ(Failure(Report()),
            "usage.json: does not say whose report it is: add an `Arn` to it, "
            "or write --usage ARN=FILE");
}

TEST(UsageFile, ListsUnderArnsAndNumbersAsTimes) {
  UsageReports reports;
  EXPECT_TRUE(ReadUsage("u", R"({"arn:aws:iam::111111111111:role/R": [
      {"ServiceNamespace": "S3", "LastAuthenticated": 1790763630.5},
      {"ServiceNamespace": "ec2", "LastAuthenticated": null}]})",
                        "", reports));
  const auto& services = reports.begin()->second.services;
  EXPECT_EQ(services.find("s3")->second.last, 1790763630);
  EXPECT_FALSE(services.find("ec2")->second.last);
  EXPECT_FALSE(reports.begin()->second.made);
}

TEST(UsageFile, SaysWhatIsWrong) {
  struct Row {
    std::string text;
    const char* said;
  };

  const std::string arn = R"("Arn":"arn:aws:iam::111111111111:role/R",)";
  const std::vector<Row> rows = {
      {"", "usage.json: "},
      {"{", "usage.json: line 1: "},
      {"[1,\n2x]", "usage.json: line 2: "},
      {"{}\n{]}\n", "usage.json: line 1: holds no `ServicesLastAccessed`"},
      {"\xff\xfe", "usage.json: line 1: "},
      {std::string(1000, '['), "usage.json: line 1: "},
      {"42", "holds no `ServicesLastAccessed`"},
      {"null", "holds no `ServicesLastAccessed`"},
      {R"({"iamgen": 1})", "holds no `ServicesLastAccessed`"},
      {R"([{"Arn": "x"}])", "holds no `ServicesLastAccessed`"},
      {R"({"arn:x": 1})", "a report has no `ServicesLastAccessed`"},
      {R"({"arn:x": {}})", "a report has no `ServicesLastAccessed`"},
      {R"({"Arn":"ada","ServicesLastAccessed":[]})",
       "what names a report is no ARN: `ada`"},
      {R"({"Arn":"arn:\u001b[2J","ServicesLastAccessed":[]})",
       "what names a report is no ARN"},
      {"{" + arn + R"("JobStatus":"IN_PROGRESS"})",
       "the report of arn:aws:iam::111111111111:role/R is not COMPLETED but "
       "IN_PROGRESS"},
      {"{" + arn + R"("JobStatus":"FAILED","Error":{"Message":"x"}})",
       "is not COMPLETED but FAILED"},
      {"{" + arn + R"("ServicesLastAccessed":{}})",
       "`ServicesLastAccessed` of arn:aws:iam::111111111111:role/R takes a "
       "list"},
      {"{" + arn + R"("ServicesLastAccessed":[{}]})",
       "has no `ServiceNamespace`"},
      {"{" + arn + R"("ServicesLastAccessed":["s3"]})",
       "has no `ServiceNamespace`"},
      {"{" + arn +
           R"("ServicesLastAccessed":[{"ServiceNamespace":"s3",
               "LastAuthenticated":"yesterday"}]})",
       "`LastAuthenticated` of arn:aws:iam::111111111111:role/R is no date: "
       "`yesterday`"},
      {"{" + arn +
           R"("ServicesLastAccessed":[{"ServiceNamespace":"s3",
               "LastAuthenticated":1e300}]})",
       "is no date: `1e300`"},
      {"{" + arn +
           R"("ServicesLastAccessed":[{"ServiceNamespace":"s3",
               "LastAuthenticated":{}}]})",
       "is no date"},
      {"{" + arn +
           R"("ServicesLastAccessed":[{"ServiceNamespace":"s3",
               "TrackedActionsLastAccessed":[1]}]})",
       "has no `ActionName`"},
  };
  for (const Row& row : rows) {
    const std::string said = Failure(row.text);
    EXPECT_THAT(said, HasSubstr(row.said)) << row.text;
    for (const char c : said) {
      EXPECT_GE(c, ' ') << row.text;
    }
  }
}

}  // namespace
}  // namespace iamgen::driver
