// Grants that are too wide: which of their rules fire, and which keep silent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/linting.h"
#include "unit/checks/policy/writing.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAreArray;

struct Case {
  std::string statement;
  Words ids;
  std::string_view as = "identity";
};

// The rules that stand between the two, but for those of whole documents.
Words Found(const Case& one, std::string_view first, std::string_view last) {
  Words ids = IdsOf(Lint(one.as, Document({one.statement})));
  std::erase_if(ids, [&](const std::string& id) {
    return id < first || id > last || id == "IAM623" || id == "IAM636";
  });
  return ids;
}

void ExpectAll(const std::vector<Case>& cases, std::string_view first,
               std::string_view last) {
  for (const Case& one : cases) {
    EXPECT_THAT(Found(one, first, last), ElementsAreArray(one.ids))
        << one.as << " " << one.statement;
  }
}

constexpr const char* kAll = R"("Resource": "*")";
constexpr const char* kMfa =
    R"("Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}})";
constexpr const char* kTagged =
    R"("Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "red"}})";
constexpr const char* kRole =
    R"("Resource": "arn:aws:iam::222222222222:role/job")";

TEST(PassRole, FiresOneOfSix) {
  const std::string except =
      R"("NotResource": "arn:aws:iam::222222222222:role/job")";
  const std::string not_action = R"({"Effect": "Allow", "NotAction": "s3:*", )";
  ExpectAll(
      {
          {Statement("Allow", {"iam:PassRole"}, kAll), {"IAM601"}},
          {Statement("Allow", {"iam:PassRole"}, kMfa), {"IAM601"}},
          {Statement("Allow", {"IAM:passrole"}, kAll), {"IAM601"}},
          {Statement("Allow", {"iam:PassRole", "iam:Pass*"}, kAll), {"IAM601"}},
          {Statement("Allow", {"iam:Pass*"}, kAll), {"IAM602"}},
          {Statement("Allow", {"*"}, kAll), {"IAM602", "IAM608"}},
          {Statement("Allow", {"iam:PassRole"}, except), {"IAM603"}},
          {Statement("Allow", {"iam:Pass*"}, except), {"IAM604"}},
          {not_action + except + "}", {"IAM605", "IAM611"}},
          {not_action + kAll + "}", {"IAM606", "IAM612"}},
          {R"({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})", {}},
          {Statement("Allow", {"iam:CreateServiceLinkedRole"}, kAll),
           {"IAM607"}},
          {Statement("Allow", {"iam:Create*"}, kAll), {"IAM608"}},
          {Statement("Allow", {"iam:CreateServiceLinkedRole"}, except),
           {"IAM609"}},
          {Statement("Allow", {"iam:Create*"}, except), {"IAM610"}},
          {Statement("Allow", {"iam:PassRole"}, kAll), {"IAM601"}, "boundary"},
          {Statement("Allow", {"iam:PassRole"}, kAll), {"IAM601"}, "session"},
          {Statement("Allow", {"iam:PassRole"}, kRole), {}},
          {Statement("Deny", {"iam:PassRole"}, kAll), {}},
      },
      "IAM601", "IAM612");
}

TEST(PassRole, LooksAtResourcesAndTests) {
  const auto on = [](const std::string& resource) {
    return Statement(
        "Allow", {"iam:PassRole"},
        R"("Resource": ["arn:aws:s3:::b", ")" + resource + R"("])");
  };
  const auto with = [](const std::string& condition) {
    return Statement("Allow", {"iam:PassRole"},
                     R"("Resource": "*", "Condition": )" + condition);
  };
  ExpectAll(
      {
          {on("arn:aws:iam::222222222222:role/*"), {"IAM601"}},
          {on("arn:aws:iam::*:role/*-job"), {"IAM601"}},
          {on("arn:aws:iam::*"), {"IAM601"}},
          {on("arn:aws:iam::222222222222:*"), {"IAM601"}},
          {on("arn:aws:iam::*:role/job-*"), {}},
          {on("arn:aws:iam::*:role/job"), {}},
          {on("arn:aws:iam::*:role/aws-service-role/*"), {"IAM601"}},
          {on("arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*"), {}},
          {with(
               R"({"StringEquals": {"iam:PassedToService": "ecs.amazonaws.com"}})"),
           {}},
          {with(R"({"StringLikeIfExists": {"iam:passedtoservice": "ecs*"}})"),
           {}},
          {with(
               R"({"StringNotEquals": {"iam:PassedToService": "ecs.amazonaws.com"}})"),
           {"IAM601"}},
          {with(R"({"Null": {"iam:PassedToService": "false"}})"), {"IAM601"}},
      },
      "IAM601", "IAM612");
  ExpectAll(
      {
          {Statement("Allow", {"iam:PassRole"}, kRole), {"IAM630"}},
          {Statement("Allow", {"iam:PassRole"}, kRole), {}, "boundary"},
          {Statement("Allow", {"iam:Pass*"}, kRole), {}},
          {with(
               R"({"StringEquals": {"iam:PassedToService": "ecs.amazonaws.com"}})"),
           {}},
      },
      "IAM630", "IAM630");
}

TEST(OverGrants, OfEverythingAreToldOfOnce) {
  ExpectAll(
      {
          {Statement("Allow", {"*"}, kAll), {"IAM613"}},
          {Statement("Allow", {"s3:Get*", "*"}, kAll), {"IAM613"}},
          {Statement("Allow", {"**"}, kAll), {"IAM613"}},
          {Statement("Allow", {"*:*"}, kAll), {"IAM613"}},
          {Statement("Allow", {"*"}, kMfa), {"IAM616"}},
          {Statement("Allow", {"*"}, kRole), {"IAM614"}},
          {Statement("Allow", {"s3:*"},
                     R"("Resource": "arn:aws:s3:::example-bucket/*")"),
           {"IAM615"}},
          // Has nothing that changes anything.
          {Statement("Allow", {"pricing:*"}, kRole), {}},
      },
      "IAM613", "IAM629");
}

TEST(OverGrants, WithNotElements) {
  ExpectAll(
      {
          {R"({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})",
           {"IAM617"}},
          {R"({"Effect": "Allow", "NotAction": ["nosuch:Action"], "Resource": "*"})",
           {"IAM642"}},
          {R"({"Effect": "Allow", "NotAction": "sts:GetCallerIdentity",
 "Resource": "*"})",
           {"IAM642"}},
          {R"({"Effect": "Allow", "NotAction": "s3:GetObject", "Resource": "*"})",
           {"IAM617"}},
          {R"({"Effect": "Allow", "NotAction": "nosuch:Action", "Resource": "*",
 "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})",
           {"IAM617"}},
          {R"({"Effect": "Allow", "NotAction": "nosuch:Action",
 "Resource": "arn:aws:s3:::b"})",
           {"IAM617"}},
          {R"({"Effect": "Allow", "Action": "s3:GetObject",
 "NotResource": "arn:aws:s3:::b/*"})",
           {"IAM618"}},
          {R"({"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"})",
           {"IAM640"}},
          {R"({"Effect": "Deny", "Action": "s3:*",
 "NotResource": "arn:aws:s3:::b"})",
           {"IAM640"}},
          {R"({"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"})",
           {"IAM640"},
           "scp"},
      },
      "IAM613", "IAM642");
}

TEST(OverGrants, OfDenyThatNeverApplyAreGraver) {
  const auto severity = [](const std::string& statement) {
    for (const auto& one : Lint("identity", Document({statement}))) {
      if (one.id == "IAM640") {
        return std::string(NameOf(one.severity));
      }
    }
    return std::string();
  };
  EXPECT_EQ(
      severity(R"({"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"})"),
      "suggestion");
  EXPECT_EQ(
      severity(R"({"Effect": "Deny", "NotAction": "*", "Resource": "*"})"),
      "warning");
  EXPECT_EQ(
      severity(R"({"Effect": "Deny", "Action": "s3:*", "NotResource": "*"})"),
      "warning");
}

TEST(OverGrants, OnEveryResource) {
  ExpectAll(
      {
          {Statement("Allow", {"sqs:ReceiveMessage"}, kAll), {"IAM616"}},
          {Statement("Allow", {"sqs:ReceiveMessage"}, kMfa), {"IAM616"}},
          {Statement("Allow", {"sqs:ReceiveMessage"}, kTagged), {}},
          // Takes no resource.
          {Statement("Allow", {"ec2:DescribeInstances"}, kAll), {}},
          {Statement("Allow", {"ec2:TerminateInstances"}, kAll),
           {"IAM616", "IAM622"}},
          {Statement("Allow", {"ec2:TerminateInstances"}, kMfa), {"IAM616"}},
          {Statement("Allow", {"s3:PutBucketPolicy"}, kAll),
           {"IAM616", "IAM619"}},
          {Statement("Allow", {"s3:PutBucketPolicy"},
                     R"("Resource": "arn:aws:s3:::*")"),
           {"IAM619"}},
          {Statement("Allow", {"s3:PutBucketPolicy"},
                     R"("Resource": "arn:aws:s3:::logs-*")"),
           {}},
          {Statement("Allow", {"s3:PutBucketPolicy"}, kMfa), {"IAM616"}},
          {Statement("Allow", {"ecr:GetAuthorizationToken"}, kAll), {"IAM620"}},
          {Statement("Allow", {"secretsmanager:GetSecretValue"}, kAll),
           {"IAM616", "IAM621"}},
      },
      "IAM613", "IAM629");
}

TEST(KnownGrants, AreKnown) {
  const auto on = [](const std::string& resource) {
    return R"("Resource": ")" + resource + "\"";
  };
  const auto with = [](const std::string& condition) {
    return R"("Resource": "*", "Condition": )" + condition;
  };
  ExpectAll(
      {
          {Statement("Allow", {"iam:*"}, kAll), {"IAM624"}},
          {Statement("Allow", {"iam:*"}, kRole), {}},
          {Statement("Allow", {"sts:AssumeRole"}, kAll), {"IAM625"}},
          {Statement("Allow", {"sts:Assume*"},
                     on("arn:aws:iam::*:role/deploy")),
           {"IAM625"}},
          {Statement("Allow", {"sts:AssumeRole"},
                     on("arn:aws:iam::222222222222:role/*")),
           {}},
          {Statement(
               "Allow", {"sts:AssumeRole"},
               with(
                   R"({"StringEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}})")),
           {}},
          {Statement("Allow", {"kms:Decrypt"}, kAll), {"IAM626"}},
          {Statement("Allow", {"kms:De*"},
                     on("arn:aws:kms:eu-west-1:222222222222:key/*")),
           {"IAM626"}},
          {Statement(
               "Allow", {"kms:Decrypt"},
               with(
                   R"({"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}})")),
           {}},
          {Statement("Allow", {"kms:Encrypt"}, kAll), {}},
          {Statement("Allow", {"cloudtrail:*"}, kAll), {"IAM627"}},
          {Statement("Allow", {"cloudtrail:Lookup*"}, kAll), {}},
          {Statement("Allow", {"s3:Get*", "s3:Put*"}, on("arn:aws:s3:::*/*")),
           {"IAM628"}},
          {Statement("Allow", {"S3:*"}, on("arn:aws:s3:::*")), {"IAM628"}},
          {Statement("Allow", {"s3:Get*"}, on("arn:aws:s3:::*")), {}},
          {Statement("Allow", {"s3:*"}, on("arn:aws:s3:::logs-*")), {}},
          {Statement("Allow", {"aws-marketplace:Subscribe"}, kAll), {"IAM629"}},
          {Statement("Allow", {"aws-marketplace:*"}, kMfa), {"IAM629"}},
          {Statement(
               "Allow", {"aws-marketplace:Subscribe"},
               with(
                   R"({"ForAnyValue:StringEquals": {"aws-marketplace:ProductId": "p"}})")),
           {}},
      },
      "IAM624", "IAM629");
}

}  // namespace
}  // namespace iamgen::tests
