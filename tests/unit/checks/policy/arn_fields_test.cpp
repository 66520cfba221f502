// The fields of ARNs, and what may stand in them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/policy/case.h"

namespace iamgen::tests {
namespace {

constexpr std::string_view kRules =
    "IAM206 IAM301 IAM302 IAM303 IAM304 IAM305 IAM306 IAM307 IAM308 IAM309 "
    "IAM310 IAM311 IAM312 IAM319";

struct Case {
  std::string_view resource;
  std::string_view fires;
};

void RunCases(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const std::string resource = "\"" + std::string(one.resource) + "\"";
    EXPECT_EQ(Fired("identity", Allowing("\"s3:GetObject\"", resource), kRules),
              one.fires)
        << one.resource;
    EXPECT_EQ(Fired("identity",
                    Document(R"({"Effect": "Deny", "Action": "s3:GetObject",
                                 "NotResource": )" +
                             resource + "}"),
                    kRules),
              one.fires)
        << one.resource;
  }
}

TEST(ArnFields, AreSix) {
  RunCases({{"*", ""},
            {"**", ""},
            {"arn:aws:s3:::example-bucket/*", ""},
            {"aws:s3:::example-bucket/*", "IAM301"},
            {"example-bucket", "IAM301"},
            {"Arn:aws:s3:::example-bucket", "IAM301"},
            {"*:aws:s3:::example-bucket", "IAM301"},
            {"${aws:username}", "IAM301"},
            {"arn:aws:s3:example-bucket", "IAM302"},
            {"arn:aws:s3::example-bucket", "IAM302"},
            {"arn", "IAM302"},
            {"arn:aws:s3*", "IAM302"},
            {"arn:*", "IAM302"},
            {"arn:aws:s3:::", ""}});
}

TEST(ArnFields, HaveAPartition) {
  RunCases({{"arn:aws-eu:s3:::b/*", "IAM303"},
            {"arn:AWS:s3:::b/*", "IAM303"},
            {"arn::s3:::b/*", "IAM303"},
            {"arn:aws-cn:s3:::b/*", ""},
            {"arn:aws-us-gov:s3:::b/*", ""},
            {"arn:*:s3:::b/*", ""},
            {"arn:aws*:s3:::b/*", ""},
            {"arn:${AWS::Partition}:s3:::b/*", ""}});
}

TEST(ArnFields, HaveAService) {
  RunCases({{"arn:aws:s33:::b/*", "IAM304"},
            {"arn:aws:::::b", "IAM304"},
            {"arn:aws:S3:::b/*", "IAM305"},
            {"arn:aws:*:::b", "IAM206"},
            {"arn:aws:*build:us-east-1:222222222222:project/p", "IAM206"},
            {"arn:aws:${service}:::b", ""},
            // No prefix of actions, but the service of ARNs.
            {"arn:aws:catalog:us-east-1:222222222222:product/p", ""}});
}

TEST(ArnFields, HaveARegionWhereTheFormatHasOne) {
  RunCases({{"arn:aws:sqs:us-east-9:222222222222:q", "IAM306"},
            {"arn:aws:sqs:cn-north-1:222222222222:q", "IAM306"},
            {"arn:aws-cn:sqs:cn-north-1:222222222222:q", ""},
            {"arn:*:sqs:cn-north-1:222222222222:q", ""},
            {"arn:aws:sqs:us-*:222222222222:q", ""},
            {"arn:aws:sqs:us-east-?:222222222222:q", ""},
            {"arn:aws:sqs:${AWS::Region}:222222222222:q", ""},
            {"arn:aws:sqs:*:222222222222:q", ""},
            {"arn:aws:sqs::222222222222:q", "IAM308"},
            {"arn:aws:iam:us-east-1:222222222222:role/r", "IAM307"},
            {"arn:aws:iam:*:222222222222:role/r", ""},
            {"arn:aws:s3:us-east-1::b/k", "IAM307"},
            {"arn:aws:s3:us-east-1:222222222222:accesspoint/p", ""},
            {"arn:aws:dynamodb::222222222222:global-table/t", ""}});
}

TEST(ArnFields, HaveAnAccountWhereTheFormatHasOne) {
  RunCases(
      {{"arn:aws:sqs:us-east-1:1234:q", "IAM309"},
       {"arn:aws:sqs:us-east-1:2222-2222-2222:q", "IAM309"},
       {"arn:aws:sqs:us-east-1:<account>:q", "IAM309"},
       {"arn:aws:sqs:us-east-1:22222222222*:q", ""},
       {"arn:aws:sqs:us-east-1:${AWS::AccountId}:q", ""},
       {"arn:aws:sqs:us-east-1::q", "IAM311"},
       {"arn:aws:s3::222222222222:b/*", "IAM310"},
       {"arn:aws:s3::*:b/*", ""},
       {"arn:aws:ec2:us-east-1:222222222222:image/ami-1", "IAM310"},
       {"arn:aws:ec2:us-east-1::image/ami-1", ""},
       {"arn:aws:ec2:*:*:image/*", ""},
       // Things of AWS's own.
       {"arn:aws:iam::aws:policy/*", ""},
       {"arn:aws:ssm:*::document/AWS-*", ""},
       {"arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31",
        ""}});
}

TEST(ArnFields, HaveAResourceOfTheService) {
  RunCases({{"arn:aws:iam::222222222222:rolle/r", "IAM312"},
            {"arn:aws:iam::222222222222:thing", "IAM312"},
            {"arn:aws:lambda:us-east-1:222222222222:functions:f", "IAM312"},
            {"arn:aws:lambda:us-east-1:222222222222:function:f", ""},
            {"arn:aws:lambda:us-east-1:222222222222:function:f:live", ""},
            {"arn:aws:iam::222222222222:*", ""},
            {"arn:aws:iam::222222222222:*/deploy", ""},
            {"arn:aws:iam::222222222222:${aws:username}", ""},
            {"arn:aws:iam::222222222222:role/team/r", ""},
            {"arn:aws:backup:us-east-1:222222222222:recovery-point:1", ""},
            {"arn:aws:apigateway:us-east-1::/tags/*", ""},
            {"arn:aws:execute-api:us-east-1:222222222222:a1/prod/GET/x", ""},
            {"arn:aws:sts::222222222222:assumed-role/r/s", ""}});
}

TEST(ArnFields, SayHowSureTheyAre) {
  const auto severity = [](std::string_view resource) {
    return First("identity",
                 Allowing("\"s3:GetObject\"",
                          "\"" + std::string(resource) + "\""),
                 "IAM312")
        .severity;
  };
  EXPECT_EQ(severity("arn:aws:lambda:us-east-1:222222222222:functions:f"),
            diag::Severity::kError);
  EXPECT_EQ(severity("arn:aws:iam::222222222222:thing"),
            diag::Severity::kError);
  // It may be one that AWS does not describe.
  EXPECT_EQ(severity("arn:aws:lambda:us-east-1:222222222222:thing/t"),
            diag::Severity::kWarning);
}

TEST(ArnFields, HaveNoAccountOfTheDocumentation) {
  RunCases({{"arn:aws:sqs:us-east-1:123456789012:q", "IAM319"},
            {"arn:aws:sqs:us-east-1:111122223333:q", "IAM319"},
            {"arn:aws:sqs:us-east-1:000000000000:q", "IAM319"},
            {"arn:aws:sqs:us-east-1:222222222222:q", ""}});
}

TEST(ArnFields, NameNoPrincipalOfTheDocumentation) {
  const auto with = [](std::string_view principal) {
    return Fired("resource:s3",
                 Document(R"({"Effect": "Allow", "Principal": {"AWS": ")" +
                          std::string(principal) +
                          R"("}, "Action": "s3:GetObject",
                              "Resource": "arn:aws:s3:::b/*"})"),
                 "IAM319");
  };
  EXPECT_EQ(with("111122223333"), "IAM319");
  EXPECT_EQ(with("arn:aws:iam::123456789012:root"), "IAM319");
  EXPECT_EQ(with("arn:aws:iam::222222222222:role/r"), "");
}

TEST(ArnFields, MayBeLeftOutInThePolicyOfAnApi) {
  const std::string document = Document(
      R"({"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
          "Resource": "execute-api:/prod/GET/items"})");
  EXPECT_EQ(Fired("resource:execute-api", document, "IAM301 IAM302"), "");
  EXPECT_EQ(Fired("identity",
                  Allowing("\"execute-api:Invoke\"",
                           "\"execute-api:/prod/GET/items\""),
                  "IAM301 IAM302"),
            "IAM301");
}

TEST(ArnFields, AreCountedOnceForAMistake) {
  // Nothing more is said of what is no ARN.
  EXPECT_EQ(
      Fired("identity",
            Allowing("\"sqs:SendMessage\"", "\"arn:aws-eu:sqs:us-east-9:1:q\""),
            kRules),
      "IAM303 IAM306 IAM309");
  EXPECT_EQ(Fired("identity", Allowing("\"sqs:SendMessage\"", "\"sqs:q\""),
                  std::string(kRules) + " IAM314 IAM315"),
            "IAM301");
}

}  // namespace
}  // namespace iamgen::tests
