// What calls need besides the action that allows them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "unit/checks/policy/case.h"

namespace iamgen::tests {
namespace {

constexpr std::string_view kFunction =
    "\"arn:aws:lambda:eu-west-1:222222222222:function:nightly\"";

TEST(CallNeeds, NameTheActionsThatNothingAllows) {
  const auto found = First(
      "identity", Allowing("\"lambda:CreateFunction\"", kFunction), "IAM213");
  EXPECT_EQ(found.message,
            "`lambda:CreateFunction` needs `iam:PassRole` and "
            "`lambda:PassCapacityProvider`, which nothing here allows");
}

TEST(CallNeeds, AreMetByAnyStatement) {
  constexpr std::string_view kCreate =
      R"({"Effect": "Allow", "Action": "lambda:CreateFunction",
          "Resource": "*"}, )";
  const auto with = [&](std::string_view statement) {
    return Fired("identity",
                 Document(std::string(kCreate) + std::string(statement)),
                 "IAM213");
  };
  EXPECT_EQ(with(R"({"Effect": "Allow", "Action": ["iam:Pass*", "lambda:*"],
                     "Resource": "*"})"),
            "");
  EXPECT_EQ(with(R"({"Effect": "Allow", "NotAction": "s3:*",
                     "Resource": "*"})"),
            "");
  EXPECT_EQ(with(R"({"Effect": "Deny", "Action": ["iam:PassRole", "lambda:*"],
                     "Resource": "*"})"),
            "IAM213");
}

TEST(CallNeeds, AreToldOfOnceAndOfNoOtherDocuments) {
  constexpr std::string_view kTwice =
      R"({"Effect": "Allow", "Action": "lambda:CreateFunction",
          "Resource": "arn:aws:lambda:eu-west-1:222222222222:function:a"},
         {"Effect": "Allow", "Action": "lambda:CreateFunction",
          "Resource": "arn:aws:lambda:eu-west-1:222222222222:function:b"})";
  EXPECT_EQ(Fired("identity", Document(kTwice), "IAM213"), "IAM213");
  EXPECT_EQ(Fired("boundary", Document(kTwice), "IAM213"), "");
  EXPECT_EQ(Fired("session", Document(kTwice), "IAM213"), "");
  EXPECT_EQ(Fired("scp", Document(kTwice), "IAM213"), "");
}

TEST(CallNeeds, NameTheTypesThatNothingAllows) {
  const auto found = First("identity",
                           Allowing("\"ec2:RunInstances\"",
                                    R"(["arn:aws:ec2:*:*:instance/*",
                         "arn:aws:ec2:*::image/*", "arn:aws:ec2:*:*:subnet/*",
                         "arn:aws:ec2:*:*:volume/*"])"),
                           "IAM316");
  EXPECT_EQ(found.message,
            "`ec2:RunInstances` is also checked against `network-interface` "
            "and `security-group`, of which no resource is allowed");
}

TEST(CallNeeds, AreMetOverAllStatements) {
  EXPECT_EQ(Fired("identity",
                  Document(
                      R"({"Effect": "Allow", "Action": "ec2:RunInstances",
                          "Resource": "arn:aws:ec2:*:*:instance/*"},
                         {"Effect": "Allow", "Action": "ec2:Run*",
                          "NotResource": "arn:aws:ec2:*:*:instance/*"})"),
                  "IAM316"),
            "");
  EXPECT_EQ(Fired("identity",
                  Document(
                      R"({"Effect": "Allow", "Action": "ec2:RunInstances",
                          "Resource": "arn:aws:ec2:*:*:instance/*"},
                         {"Effect": "Deny", "Action": "ec2:RunInstances",
                          "Resource": "*"})"),
                  "IAM316"),
            "IAM316");
}

TEST(CallNeeds, KnowAlternativesFromNeeds) {
  // A listener is of one load balancer or the other.
  EXPECT_EQ(
      Fired("identity",
            Allowing("\"elasticloadbalancing:DeleteListener\"",
                     "\"arn:aws:elasticloadbalancing:*:*:listener/app/*\""),
            "IAM316"),
      "");
  EXPECT_EQ(Fired("identity",
                  Allowing("\"bedrock:InvokeModel\"",
                           "\"arn:aws:bedrock:*::foundation-model/*\""),
                  "IAM316"),
            "");
  EXPECT_EQ(Fired("identity",
                  Allowing("\"timestream:ListTagsForResource\"",
                           "\"arn:aws:timestream:*:*:database/*\""),
                  "IAM316"),
            "");
}

}  // namespace
}  // namespace iamgen::tests
