// What keeps ways to more rights from being told of; Allow statements that a
// Deny takes back; buckets whose policies may be changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "analysis/escalation_data.h"
#include "catalog/catalogue.h"
#include "unit/checks/linting.h"
#include "unit/checks/policy/writing.h"

namespace iamgen::tests {
namespace {

using analysis::EscalationMethod;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Escalations, OfTargetsNeedTheirTarget) {
  for (const EscalationMethod& one : analysis::EscalationMethods()) {
    if (one.scope == analysis::EscalationScope::kTarget) {
      Words actions;
      for (const std::string& group : Split(one.actions, ' ')) {
        actions.push_back(Split(group, '|').front());
      }
      EXPECT_THAT(WaysOf(actions), Not(Contains(std::string(one.id))));
    }
  }
}

TEST(Escalations, OfClosedServicesAreForThoseWhoAsk) {
  const Words actions = {"iam:PassRole", "codestar:CreateProject"};
  EXPECT_THAT(WaysOf(actions), IsEmpty());
  EXPECT_THAT(Ways(Document({Statement("Allow", actions)}), true),
              ElementsAre("ESC-343"));
}

TEST(Escalations, AreOneFindingForAnAdministrator) {
  EXPECT_THAT(WaysOf({"*"}), IsEmpty());
  EXPECT_THAT(WaysOf({"*:*"}), IsEmpty());
  EXPECT_THAT(Ways(Document(
                  {R"({"Effect": "Allow", "NotAction": "sts:GetCallerIdentity",
 "Resource": "*"})"})),
              IsEmpty());
  EXPECT_THAT(IdsOf(Lint("identity", Document({Statement("Allow", {"*:*"})}))),
              Contains("IAM613"));
}

TEST(Escalations, OfAwsManagedPoliciesAreTheKnownOnes) {
  const auto& catalogue = catalog::Catalogue::Embedded();
  const auto ways = [&](std::string_view name) {
    return Ways(catalogue.DocumentOf(*catalogue.FindPolicy(name)));
  };
  EXPECT_THAT(ways("AdministratorAccess"), IsEmpty());
  EXPECT_THAT(ways("ReadOnlyAccess"), IsEmpty());
  EXPECT_THAT(ways("IAMFullAccess"),
              ElementsAre("ESC-101", "ESC-102", "ESC-103", "ESC-104", "ESC-105",
                          "ESC-106", "ESC-107", "ESC-108", "ESC-109", "ESC-201",
                          "ESC-202", "ESC-203", "ESC-204"));
  const Words power = ways("PowerUserAccess");
  for (const std::string& way : power) {
    EXPECT_TRUE(way >= "ESC-400" || (way >= "ESC-210" && way <= "ESC-212"))
        << way;
  }
  EXPECT_THAT(power, Contains("ESC-210"));
  EXPECT_THAT(power, Contains("ESC-211"));
  EXPECT_THAT(power, Contains("ESC-212"));
  EXPECT_THAT(power, Contains("ESC-401"));
}

struct Limit {
  std::string why;
  Words actions;
  std::string rest;
  // Empty: the limit holds.
  Words ways;
};

TEST(Escalations, AreHeldByConditionsAndResources) {
  const Limit limits[] = {
      {"keys of one's own",
       {"iam:CreateAccessKey", "iam:UpdateLoginProfile"},
       R"("Resource": "arn:aws:iam::*:user/${aws:username}")",
       {}},
      {"a policy of one's own",
       {"iam:PutUserPolicy"},
       R"("Resource": "arn:aws:iam::*:user/${aws:username}")",
       {"ESC-104"}},
      {"a resource of another kind",
       {"iam:CreateAccessKey"},
       R"("Resource": "arn:aws:iam::222222222222:role/job")",
       {}},
      {"all but every user",
       {"iam:CreateAccessKey"},
       R"("NotResource": "arn:aws:iam::*:user/*")",
       {}},
      {"all but everything of IAM",
       {"iam:CreateAccessKey"},
       R"("NotResource": "arn:*:iam::*:*")",
       {}},
      {"roles of services",
       {"iam:PutRolePolicy"},
       R"("Resource": "arn:aws:iam::*:role/aws-service-role/*")",
       {}},
      {"policies of AWS",
       {"iam:CreatePolicyVersion"},
       R"("Resource": "arn:aws:iam::aws:policy/*")",
       {}},
      {"a boundary that is pinned",
       {"iam:PutRolePolicy", "iam:AttachRolePolicy"},
       R"("Resource": "*", "Condition": {"StringEquals":
 {"iam:PermissionsBoundary": "arn:aws:iam::222222222222:policy/limits"}})",
       {}},
      {"a boundary that the action does not know",
       {"iam:CreateAccessKey"},
       R"("Resource": "*", "Condition": {"StringEquals":
 {"iam:PermissionsBoundary": "arn:aws:iam::222222222222:policy/limits"}})",
       {}},
      {"harmless policies",
       {"iam:AttachRolePolicy"},
       R"("Resource": "*", "Condition": {"ArnEquals": {"iam:PolicyARN":
 ["arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"]}})",
       {}},
      {"policies that are not harmless",
       {"iam:AttachRolePolicy"},
       R"("Resource": "*", "Condition": {"ArnLike":
 {"iam:PolicyARN": "arn:aws:iam::aws:policy/*"}})",
       {"ESC-107"}},
      {"all policies but one",
       {"iam:AttachRolePolicy"},
       R"("Resource": "*", "Condition": {"ArnNotEquals":
 {"iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess"}})",
       {"ESC-107"}},
      {"a tag that one cannot set",
       {"lambda:UpdateFunctionCode"},
       R"("Resource": "*", "Condition": {"StringEquals":
 {"aws:ResourceTag/team": "red"}})",
       {}},
      {"a tag that one can set on nothing else",
       {"lambda:UpdateFunctionCode", "lambda:TagResource"},
       R"("Resource": "*", "Condition": {"StringEquals":
 {"aws:ResourceTag/team": "red"}})",
       {}},
      {"an address",
       {"iam:CreateAccessKey"},
       R"("Resource": "*", "Condition": {"IpAddress":
 {"aws:SourceIp": "192.0.2.0/24"}})",
       {"ESC-201"}},
      {"a call by another service",
       {"iam:CreateAccessKey"},
       R"("Resource": "*", "Condition": {"Bool":
 {"aws:ViaAWSService": "true"}})",
       {}},
      {"a call by CloudFormation",
       {"iam:CreateAccessKey"},
       R"("Resource": "*", "Condition": {"ForAnyValue:StringEquals":
 {"aws:CalledVia": "cloudformation.amazonaws.com"}})",
       {"ESC-201"}},
      {"what the role is passed on to",
       {"iam:PassRole", "ec2:RunInstances"},
       R"("Resource": "*", "Condition": {"ArnLikeIfExists":
 {"iam:AssociatedResourceARN": "arn:aws:ec2:*:*:instance/*"}})",
       {"ESC-301"}},
      {"what else the role is passed on to",
       {"iam:PassRole", "ec2:RunInstances"},
       R"("Resource": "*", "Condition": {"ArnLikeIfExists":
 {"iam:AssociatedResourceARN": "arn:aws:lambda:*:*:function:*"}})",
       {}},
      {"the service in another partition",
       {"iam:PassRole", "ec2:RunInstances"},
       R"("Resource": "*", "Condition": {"StringEqualsIfExists":
 {"iam:PassedToService": "ec2.amazonaws.com.cn"}})",
       {"ESC-301"}},
  };
  for (const Limit& one : limits) {
    EXPECT_THAT(WaysOf(one.actions, one.rest),
                testing::ElementsAreArray(one.ways))
        << one.why;
  }
}

TEST(Escalations, KnowTagsThatCanBeSet) {
  EXPECT_THAT(
      Ways(Document({Statement("Allow", {"lambda:UpdateFunctionCode"},
                               R"("Resource": "*", "Condition": {"StringEquals":
 {"aws:ResourceTag/team": "red"}})"),
                     Statement("Allow", {"lambda:TagResource"})})),
      ElementsAre("ESC-401"));
}

TEST(Escalations, AreHeldByADeny) {
  const std::string allow =
      Statement("Allow", {"iam:AttachRolePolicy", "iam:PassRole",
                          "ec2:RunInstances", "lambda:UpdateFunctionCode"});
  const auto with = [&](const Words& actions, const std::string& rest) {
    return Ways(Document({allow, Statement("Deny", actions, rest)}));
  };
  const auto all = ElementsAre("ESC-107", "ESC-301", "ESC-401");
  EXPECT_THAT(with({"s3:*"}, R"("Resource": "*")"), all);
  EXPECT_THAT(with({"iam:*"}, R"("Resource": "arn:aws:iam::*:role/admin")"),
              all);
  EXPECT_THAT(with({"iam:AttachRolePolicy"},
                   R"("Resource": "*", "Condition": {"StringNotEquals":
 {"iam:PermissionsBoundary": "arn:aws:iam::222222222222:policy/limits"}})"),
              ElementsAre("ESC-301", "ESC-401"));
  EXPECT_THAT(with({"iam:PassRole"},
                   R"("Resource": "*", "Condition": {"StringNotEquals":
 {"iam:PassedToService": "lambda.amazonaws.com"}})"),
              ElementsAre("ESC-107", "ESC-401"));
  EXPECT_THAT(with({"iam:PassRole"},
                   R"("Resource": "*", "Condition": {"StringEquals":
 {"iam:PassedToService": "ec2.amazonaws.com"}})"),
              ElementsAre("ESC-107", "ESC-401"));
  EXPECT_THAT(Ways(Document({Statement("Allow", {"iam:AttachRolePolicy"},
                                       R"("Resource":
 "arn:aws:iam::222222222222:role/app/*")"),
                             Statement("Deny", {"iam:*"}, R"("Resource":
 "arn:aws:iam::222222222222:role/*")")})),
              IsEmpty());
}

TEST(DenyShadowsAllow, LooksAtActionsAndResources) {
  struct Case {
    std::string allow;
    std::string deny;
    bool fires;
  };

  const std::string object = R"("Resource": "arn:aws:s3:::example-bucket/*")";
  const Case cases[] = {
      {Statement("Allow", {"s3:GetObject"}, object),
       Statement("Deny", {"s3:*"}), true},
      {Statement("Allow", {"s3:GetObject"}, object),
       Statement("Deny", {"s3:Get*"}, object), true},
      {Statement("Allow", {"s3:GetObject"}, object),
       Statement("Deny", {"s3:Get*"},
                 R"("Resource": "arn:aws:s3:::example-*")"),
       true},
      {Statement("Allow", {"s3:GetObject"}, object),
       Statement("Deny", {"s3:Get*"},
                 R"("NotResource": "arn:aws:s3:::another-bucket/*")"),
       true},
      {Statement("Allow", {"s3:GetObject"}, object),
       Statement("Deny", {"s3:Get*"},
                 R"("NotResource": "arn:aws:s3:::example-bucket/public/*")"),
       false},
      {Statement("Allow", {"s3:GetObject", "s3:PutObject"}, object),
       Statement("Deny", {"s3:Get*"}), false},
      {Statement("Allow", {"s3:GetObject"}, R"("Resource": "*")"),
       Statement("Deny", {"s3:*"}, object), false},
      {Statement("Allow", {"s3:GetObject"}, object),
       Statement("Deny", {"s3:*"}, R"("Resource": "*", "Condition":
 {"Bool": {"aws:SecureTransport": "false"}})"),
       false},
  };
  for (const Case& one : cases) {
    const auto ids = IdsOf(Lint("identity", Document({one.allow, one.deny})));
    EXPECT_EQ(std::count(ids.begin(), ids.end(), "IAM713"), one.fires ? 1 : 0)
        << one.allow << one.deny;
  }
}

TEST(BucketPolicyEscalation, LooksBucketByBucket) {
  const auto gained = [](const Words& statements) {
    Words messages;
    for (const Found& one : Lint("identity", Document(statements))) {
      if (one.id == "IAM636") {
        messages.push_back(one.message);
      }
    }
    return messages;
  };
  const auto on = [](const std::string& resource) {
    return R"("Resource": "arn:aws:s3:::)" + resource + "\"";
  };
  const std::string change =
      Statement("Allow", {"s3:PutBucketPolicy"}, on("one"));
  const Words objects = {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"};
  EXPECT_THAT(gained({change}),
              ElementsAre("`s3:PutBucketPolicy` on `arn:aws:s3:::one` lets its "
                          "holder come by `s3:GetObject`, `s3:PutObject` and "
                          "`s3:DeleteObject`"));
  EXPECT_THAT(gained({change, Statement("Allow", objects, on("one/*"))}),
              IsEmpty());
  EXPECT_THAT(gained({change, Statement("Allow", objects, on("on*"))}),
              IsEmpty());
  EXPECT_THAT(gained({change, Statement("Allow", objects)}), IsEmpty());
  EXPECT_THAT(gained({change, Statement("Allow", objects, on("two/*"))}),
              testing::SizeIs(1));
  EXPECT_THAT(
      gained({Statement("Allow", {"s3:PutLifecycleConfiguration"}, on("one")),
              Statement("Allow", {"s3:DeleteObject"}, on("one/*"))}),
      IsEmpty());
  EXPECT_THAT(gained({Statement("Allow", {"s3:*"}, on("one"))}),
              testing::SizeIs(1));
  EXPECT_THAT(gained({change, Statement("Deny", {"s3:PutBucketPolicy"})}),
              IsEmpty());
}

}  // namespace
}  // namespace iamgen::tests
