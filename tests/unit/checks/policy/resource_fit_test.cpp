// Whether resources are such as the actions work on.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/policy/case.h"

namespace iamgen::tests {
namespace {

constexpr std::string_view kRules = "IAM314 IAM315 IAM317 IAM321";

struct Case {
  std::string_view actions;
  std::string_view resources;
  std::string_view fires;
};

void RunCases(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(Fired("identity", Allowing(one.actions, one.resources), kRules),
              one.fires)
        << one.actions << " " << one.resources;
  }
}

TEST(ResourceFit, WantsAResourceOfTheType) {
  RunCases({
      {R"("s3:GetObject")", R"("arn:aws:s3:::b")", "IAM314"},
      {R"("s3:GetObject")", R"("arn:aws:s3:::b/*")", ""},
      {R"("s3:GetObject")", R"("arn:aws:s3:::b*")", ""},
      {R"("s3:GetObject")", R"(["arn:aws:s3:::b", "arn:aws:s3:::b/*"])", ""},
      {R"("s3:GetObject")", R"("arn:aws:s3:::${aws:username}")", ""},
      {R"("s3:GetObject")", R"(["arn:aws:s3:::b", "*"])", ""},
      {R"("s3:ListBucket")", R"("arn:aws:s3:::b/*")", "IAM314"},
      {R"(["s3:ListBucket", "s3:GetObject"])", R"("arn:aws:s3:::b/*")",
       "IAM314"},
      {R"("s3:ListBucket")", R"(["arn:aws:s3:::b", "arn:aws:s3:::b/*"])", ""},
      {R"("sqs:SendMessage")", R"("arn:aws:sns:eu-west-1:222222222222:t")",
       "IAM314"},
      {R"("ec2:StartInstances")", R"("arn:aws:ec2:*:*:volume/*")", "IAM314"},
      {R"("iam:PassRole")", R"("arn:aws:iam::222222222222:user/u")", "IAM314"},
  });
}

TEST(ResourceFit, AsksPatternsForOneAction) {
  RunCases({
      {R"("s3:Get*")", R"("arn:aws:s3:::b")", ""},
      {R"("dynamodb:*")", R"("arn:aws:s3:::b/*")", "IAM314"},
      {R"("s3:GetObject*")", R"("arn:aws:s3:::b")", "IAM314"},
      // One that does not exist is told of as such.
      {R"("s3:Gte*")", R"("arn:aws:s3:::b")", ""},
      {R"("s3:GetObjects")", R"("arn:aws:s3:::b")", ""},
  });
}

TEST(ResourceFit, WantsAStarWhereNothingElseFits) {
  RunCases({
      {R"("ec2:DescribeInstances")", R"("arn:aws:ec2:*:*:instance/*")",
       "IAM315"},
      {R"("ec2:DescribeInstances")", R"("*")", ""},
      {R"("ec2:DescribeInstances")", R"(["arn:aws:ec2:*:*:instance/i", "*"])",
       ""},
      {R"("ec2:Describe*")", R"("arn:aws:ec2:*:*:instance/i-1")", ""},
      {R"("s3:ListAllMyBuckets")", R"("arn:aws:s3:::b")", "IAM315"},
      // All that the service has: the guides of AWS do so.
      {R"("s3:ListAllMyBuckets")", R"("arn:aws:s3:::*")", ""},
      {R"("logs:DescribeLogGroups")", R"("arn:aws:logs:*:*:*")", ""},
  });
}

TEST(ResourceFit, FindsWhatComesToAStar) {
  RunCases({
      {R"("s3:GetObject")", R"("arn:aws:s3:::*/*")", "IAM317"},
      {R"("s3:GetObject")", R"("arn:aws:s3:::*")", "IAM317"},
      {R"("s3:GetObject")", R"("arn:aws:s3:::b-*/*")", ""},
      {R"("sqs:SendMessage")", R"("arn:aws:sqs:*:*:*")", "IAM317"},
      {R"("sqs:SendMessage")", R"("arn:aws:sqs:*:222222222222:*")", ""},
      {R"("ec2:RebootInstances")", R"("arn:aws:ec2:*:*:instance/*")", "IAM317"},
      {R"("s3:*")", R"("arn:aws:s3:::*/*")", ""},
      {R"("s3:GetObject")", R"("arn:aws:s3:::${aws:PrincipalTag/team}/*")", ""},
  });
  EXPECT_EQ(Fired("identity",
                  Document(R"({"Effect": "Allow", "Action": "s3:GetObject",
                    "Resource": "arn:aws:s3:::*/*", "Condition":
                    {"StringEquals": {"aws:ResourceAccount":
                     "222222222222"}}})"),
                  kRules),
            "");
}

TEST(ResourceFit, FindsPrefixesInPlaceOfBuckets) {
  RunCases({
      {R"("s3:ListBucket")", R"("arn:aws:s3:::b/dir")", "IAM321"},
      {R"("s3:ListBucket")", R"("arn:aws:s3:::b/dir/*")", "IAM321"},
      {R"("s3:ListBucket")", R"("arn:aws:s3:::b/${aws:username}/*")", "IAM321"},
      {R"("s3:GetBucketLocation")", R"("arn:aws:s3:::b/dir")", "IAM321"},
      {R"("s3:ListBucket")", R"(["arn:aws:s3:::b/dir", "arn:aws:s3:::b"])", ""},
      {R"("s3:GetObject")", R"("arn:aws:s3:::b/dir")", ""},
  });
}

TEST(ResourceFit, SaysNothingOfWhatIsNotDescribed) {
  RunCases({
      {R"("backup:StartRestoreJob")",
       R"("arn:aws:backup:us-east-1:222222222222:recovery-point:r")", ""},
      {R"("s3:GetObject")", R"("arn:aws:*:::b/k")", ""},
      {R"("s3:GetObject")", R"("arn:aws:s33:::b")", ""},
  });
}

TEST(ResourceFit, LeavesDeniesAndOtherDocumentsAlone) {
  constexpr std::string_view kDeny =
      R"({"Effect": "Deny", "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::b"})";
  EXPECT_EQ(Fired("identity", Document(kDeny), kRules), "");
  EXPECT_EQ(Fired("scp", Allowing(R"("s3:GetObject")", R"("arn:aws:s3:::b")"),
                  kRules),
            "");
  EXPECT_EQ(Fired("boundary",
                  Allowing(R"("s3:GetObject")", R"("arn:aws:s3:::b")"), kRules),
            "IAM314");
}

struct ScopeCase {
  std::string_view service;
  std::string_view action;
  std::string_view resource;
  std::string_view fires;
};

TEST(ResourcePolicyScope, IsTheServiceOfTheResource) {
  const std::vector<ScopeCase> cases = {
      {"s3", "s3:GetObject", "arn:aws:s3:::b/*", ""},
      {"s3", "s3-object-lambda:GetObject", "arn:aws:s3:::b/*", ""},
      {"s3", "*", "*", ""},
      {"s3", "kms:Decrypt", "arn:aws:s3:::b/*", "IAM208"},
      {"s3", "kms:*", "arn:aws:s3:::b/*", "IAM208"},
      {"s3", "s3:GetObject", "arn:aws:kms:us-east-1:222222222222:key/k",
       "IAM313"},
      {"sqs", "SQS:SendMessage", "arn:aws:sqs:us-east-1:222222222222:q", ""},
      {"sqs", "sqs:SendMessage", "arn:aws:sns:us-east-1:222222222222:t",
       "IAM313"},
      {"sns", "sns:Publish", "arn:aws:sns:us-east-1:222222222222:t", ""},
      {"kms", "kms:Decrypt", "*", ""},
      {"kms", "s3:GetObject", "*", "IAM208"},
      {"execute-api", "execute-api:Invoke",
       "arn:aws:execute-api:us-east-1:222222222222:a/*", ""},
      {"apigateway", "execute-api:Invoke",
       "arn:aws:execute-api:us-east-1:222222222222:a/*", ""},
      {"es", "es:ESHttpGet", "arn:aws:es:us-east-1:222222222222:domain/d/*",
       ""},
      {"opensearch", "es:ESHttpGet",
       "arn:aws:es:us-east-1:222222222222:domain/d/*", ""},
      {"lambda", "lambda:InvokeFunction",
       "arn:aws:lambda:us-east-1:222222222222:function:f", ""},
      {"cloudtrail", "cloudtrail-data:PutAuditEvents",
       "arn:aws:cloudtrail:us-east-1:222222222222:channel/c", ""},
      // An endpoint lets through whatever it names.
      {"ec2", "s3:GetObject", "arn:aws:s3:::b/*", ""},
      {"vpce", "dynamodb:GetItem", "*", ""},
      {"no-such-service", "s3:GetObject", "arn:aws:s3:::b/*", ""},
  };
  for (const ScopeCase& one : cases) {
    const std::string document = Document(
        R"({"Effect": "Allow", "Principal":
            {"AWS": "arn:aws:iam::222222222222:role/r"}, "Action": ")" +
        std::string(one.action) + R"(", "Resource": ")" +
        std::string(one.resource) + "\"}");
    EXPECT_EQ(Fired("resource:" + std::string(one.service), document,
                    "IAM208 IAM313"),
              one.fires)
        << one.service << " " << one.action << " " << one.resource;
  }
}

}  // namespace
}  // namespace iamgen::tests
