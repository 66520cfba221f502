// Services, and for whose sake they are let in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/checks/policy/cases.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Trusting(const char* services, const std::string& condition = "") {
  return std::string(R"({"Effect": "Allow", "Principal": {"Service": )") +
         services + R"(}, "Action": "sts:AssumeRole")" +
         (condition.empty() ? "" : R"(, "Condition": {)" + condition + "}") +
         "}";
}

std::vector<std::string> Of(const std::string& statement) {
  return tests::Of({"IAM516", "IAM517", "IAM538"}, "trust", statement);
}

TEST(ConfusedDeputy, ServicesOfTheRolesOwnAccount) {
  EXPECT_THAT(Of(Trusting(R"(["ec2.amazonaws.com", "ec2.amazonaws.com.cn",
 "edgelambda.amazonaws.com", "lambda.eu-west-1.amazonaws.com"])")),
              IsEmpty());
  // Its first part is one of them, but it is another one.
  EXPECT_THAT(
      Of(Trusting(R"("ec2.application-autoscaling.amazonaws.com")")),
      ElementsAre(R"(IAM516 "ec2.application-autoscaling.amazonaws.com")"));
}

TEST(ConfusedDeputy, OneFindingAStatement) {
  EXPECT_THAT(Of(Trusting(R"(["ec2.amazonaws.com", "ecs-tasks.amazonaws.com",
 "config.amazonaws.com"])")),
              ElementsAre(R"(IAM516 "ecs-tasks.amazonaws.com")"));
}

TEST(ConfusedDeputy, WhatIsTested) {
  const char* service = R"("config.amazonaws.com")";
  for (const char* enough :
       {R"("StringEquals": {"aws:SourceAccount": "222222222222"})",
        R"("StringEquals": {"AWS:SourceAccount": "222222222222"})",
        R"("StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"})",
        R"("ForAnyValue:StringLike":
 {"aws:SourceOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"})",
        R"("ArnLike":
 {"aws:SourceArn": "arn:aws:config:*:222222222222:*"})"}) {
    EXPECT_THAT(Of(Trusting(service, enough)), IsEmpty()) << enough;
  }
  for (const char* nothing :
       {R"("StringNotEquals": {"aws:SourceAccount": "222222222222"})",
        R"("Null": {"aws:SourceAccount": "false"})",
        R"("Bool": {"aws:SecureTransport": "true"})"}) {
    EXPECT_THAT(Of(Trusting(service, nothing)),
                ElementsAre(R"(IAM516 "config.amazonaws.com")"))
        << nothing;
  }
  EXPECT_THAT(
      Of(Trusting(service, R"("StringEquals": {"sts:ExternalId": "abc"})")),
      ElementsAre(R"(IAM517 "sts:ExternalId")"));
}

TEST(ConfusedDeputy, ArnsWithoutAccount) {
  const auto of = [](const char* condition) {
    return tests::Of(
        {"IAM538"}, "resource:sqs",
        std::string(R"({"Effect": "Allow", "Principal": {"AWS": "*"},
 "Action": "sqs:SendMessage", "Resource": "*", "Condition": {)") +
            condition + "}}");
  };
  EXPECT_THAT(
      of(R"("ArnLike": {"aws:SourceArn": "arn:aws:s3:::example-bucket"})"),
      ElementsAre(R"(IAM538 "arn:aws:s3:::example-bucket")"));
  EXPECT_THAT(
      of(R"("ArnLike": {"aws:SourceArn": "arn:aws:s3:*:*:example-bucket"})"),
      ElementsAre(R"(IAM538 "arn:aws:s3:*:*:example-bucket")"));
  EXPECT_THAT(of(R"("ArnLike": {"aws:SourceArn": "arn:aws:s3:::example-bucket"},
 "StringEquals": {"aws:SourceAccount": "222222222222"})"),
              IsEmpty());
  EXPECT_THAT(of(R"("ArnLike": {"aws:SourceArn":
 "arn:aws:sns:eu-west-1:222222222222:topic"})"),
              IsEmpty());
}

}  // namespace
}  // namespace iamgen::tests
