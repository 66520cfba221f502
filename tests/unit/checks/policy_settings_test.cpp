// Lines of settings, and what they find.
#include "checks/policy_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/checks/policy/cases.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(PolicySettings, SensitiveAccess) {
  const auto parsed = checks::ParseSensitiveAccess(
      "  s3:Get*  on\tarn:aws:s3:::payroll/${aws:username}/* ");
  ASSERT_TRUE(parsed.ok()) << parsed.message();
  EXPECT_EQ(parsed->action, "s3:Get*");
  EXPECT_EQ(parsed->resource, "arn:aws:s3:::payroll/${aws:username}/*");
  for (const auto& [line, fault] :
       {std::pair("", "is not of the form"),
        std::pair("s3:GetObject arn:aws:s3:::payroll/*", "is not of the form"),
        std::pair("GetObject on *",
                  "begins with `GetObject`, which is no "
                  "action"),
        std::pair("s3:GetObject on payroll",
                  "ends in `payroll`, which is "
                  "neither an ARN nor `*`")}) {
    const auto failed = checks::ParseSensitiveAccess(line);
    ASSERT_FALSE(failed.ok()) << line;
    EXPECT_THAT(failed.message(), HasSubstr(fault));
  }
}

TEST(PolicySettings, ConditionRules) {
  const auto parsed = checks::ParseConditionRule(
      "iam:* requires aws:PrincipalArn and aws:SecureTransport requires "
      "aws:SourceIp or aws:SourceVpce forbids aws:UserAgent, aws:Referer");
  ASSERT_TRUE(parsed.ok()) << parsed.message();
  EXPECT_EQ(parsed->action, "iam:*");
  EXPECT_THAT(parsed->all_of,
              ElementsAre("aws:PrincipalArn", "aws:SecureTransport"));
  EXPECT_THAT(parsed->any_of,
              ElementsAre(ElementsAre("aws:SourceIp", "aws:SourceVpce")));
  EXPECT_THAT(parsed->none_of, ElementsAre("aws:UserAgent", "aws:Referer"));
  for (const auto& [line, fault] :
       {std::pair("s3:PutObject", "is not of the form"),
        std::pair("s3:PutObject needs aws:SourceIp", "is not of the form"),
        std::pair("PutObject requires aws:SourceIp", "which is no action"),
        std::pair("s3:PutObject requires",
                  "names no condition key after "
                  "`requires`"),
        std::pair("s3:PutObject requires aws:SourceIp and",
                  "names no condition key after `and`"),
        std::pair("s3:PutObject requires and aws:SourceIp",
                  "has no condition key before `and`"),
        std::pair("s3:PutObject requires SourceIp",
                  "has `SourceIp`, which is no condition key"),
        std::pair("s3:PutObject requires aws:SourceIp aws:SourceVpc",
                  "has `aws:SourceVpc` where `and`"),
        std::pair("s3:PutObject requires aws:a and aws:b or aws:c",
                  "both by `and` and by `or`")}) {
    const auto failed = checks::ParseConditionRule(line);
    ASSERT_FALSE(failed.ok()) << line;
    EXPECT_THAT(failed.message(), HasSubstr(fault)) << line;
  }
}

// The tests' own settings: `s3:GetObject on arn:aws:s3:::payroll/*` and
// `s3:PutObject requires aws:SecureTransport`.
std::vector<std::string> Found(const char* elements) {
  return Of({"IAM623", "IAM631"}, "identity",
            std::string(R"({"Effect": "Allow", )") + elements + "}", true);
}

TEST(PolicySettings, WhatReachesTheSensitive) {
  EXPECT_THAT(Found(R"("Action": ["s3:ListBucket", "S3:get*"],
 "Resource": ["arn:aws:s3:::other/*", "arn:aws:s3:::pay*"])"),
              ElementsAre(R"(IAM623 "S3:get*")"));
  EXPECT_THAT(Found(R"("NotAction": "iam:*", "NotResource":
 "arn:aws:s3:::other/*", "Condition": {"Bool":
 {"aws:SecureTransport": "true"}})"),
              ElementsAre("IAM623 \"NotAction\""));
  EXPECT_THAT(Found(R"("Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::other/*")"),
              IsEmpty());
  EXPECT_THAT(Found(R"("Action": "s3:GetObject",
 "NotResource": "arn:aws:s3:::payroll/*")"),
              IsEmpty());
  EXPECT_THAT(Found(R"("NotAction": "s3:*", "Resource": "*")"), IsEmpty());
}

TEST(PolicySettings, WhatLacksACondition) {
  EXPECT_THAT(Found(R"("Action": "s3:Put*", "Resource":
 "arn:aws:s3:::other/*", "Condition": {"StringEquals":
 {"aws:SourceVpce": "vpce-12345678"}})"),
              ElementsAre(R"(IAM631 "s3:Put*")"));
  EXPECT_THAT(Found(R"("Action": "s3:PutObject", "Resource":
 "arn:aws:s3:::other/*", "Condition": {"Bool":
 {"AWS:securetransport": "true"}})"),
              IsEmpty());
}

}  // namespace
}  // namespace iamgen::tests
