// What policies of resources give away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/checks/policy/cases.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Open(const std::string& condition) {
  return R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*")" +
         (condition.empty() ? "" : R"(, "Condition": {)" + condition + "}") +
         "}";
}

std::vector<std::string> Public(const std::string& statements) {
  return Of({"IAM632"}, "resource:s3", statements);
}

constexpr const char* kPublic = R"(IAM632 "Principal": "*")";

TEST(ResourcePolicies, WhatKeepsStrangersOut) {
  for (const char* enough :
       {R"("StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})",
        R"("StringEquals": {"aws:SourceVpce": "vpce-12345678"})",
        R"("IpAddress": {"aws:SourceIp": "203.0.113.0/24"})",
        R"("ArnLike": {"aws:SourceArn": "arn:aws:s3:::other-bucket"})",
        R"("StringEquals": {"s3:DataAccessPointAccount": "222222222222"})"}) {
    EXPECT_THAT(Public(Open(enough)), IsEmpty()) << enough;
  }
  for (const char* weak :
       {"", R"("Bool": {"aws:SecureTransport": "true"})",
        R"("StringLike": {"aws:Referer": "https://example.com/*"})",
        R"("IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"]})",
        R"("IpAddress": {"aws:SourceIp": "::/0"})",
        R"("NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"})",
        R"("StringEqualsIfExists": {"aws:SourceVpce": "vpce-12345678"})",
        R"("ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/reader"})"}) {
    EXPECT_THAT(Public(Open(weak)), ElementsAre(kPublic)) << weak;
  }
}

TEST(ResourcePolicies, AnOtherStatementMayDenyStrangers) {
  const auto deny = [](const char* action, const char* resource,
                       const char* condition) {
    return std::string(
               R"(, {"Effect": "Deny", "Principal": "*", "Action": ")") +
           action + R"(", "Resource": ")" + resource + R"(", "Condition": {)" +
           condition + "}}";
  };
  constexpr const char* kNotOurs =
      R"("StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})";
  constexpr const char* kAll = "arn:aws:s3:::example-bucket/*";
  EXPECT_THAT(Public(Open("") + deny("s3:*", kAll, kNotOurs)), IsEmpty());
  EXPECT_THAT(
      Public(Open("") +
             deny("s3:*", kAll,
                  R"("StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
 "BoolIfExists": {"aws:PrincipalIsAWSService": "false"})")),
      IsEmpty());
  EXPECT_THAT(Public(Open("") + deny("s3:PutObject", kAll, kNotOurs)),
              ElementsAre(kPublic));
  EXPECT_THAT(Public(Open("") +
                     deny("s3:*", "arn:aws:s3:::example-bucket/a/*", kNotOurs)),
              ElementsAre(kPublic));
  EXPECT_THAT(
      Public(Open("") +
             deny("s3:*", kAll,
                  R"("StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
 "Bool": {"aws:SecureTransport": "false"})")),
      ElementsAre(kPublic));
}

TEST(ResourcePolicies, EveryActionOfAKey) {
  const auto of = [](const char* as, const char* principal,
                     const char* action) {
    return Of({"IAM634"}, as,
              std::string(R"({"Effect": "Allow", "Principal": {"AWS": ")") +
                  principal + R"("}, "Action": ")" + action +
                  R"(", "Resource": "*"})");
  };
  constexpr const char* kAccount = "arn:aws:iam::222222222222:root";
  constexpr const char* kRole = "arn:aws:iam::222222222222:role/reader";
  EXPECT_THAT(of("resource:kms", kAccount, "kms:*"), IsEmpty());
  EXPECT_THAT(of("resource", kAccount, "KMS:*"), IsEmpty());
  EXPECT_THAT(of("resource:kms", kRole, "kms:*"),
              ElementsAre(R"(IAM634 "kms:*")"));
  EXPECT_THAT(of("resource:sqs", kAccount, "sqs:*"),
              ElementsAre(R"(IAM634 "sqs:*")"));
  EXPECT_THAT(of("resource:sqs", kRole, "sqs:Get*"), IsEmpty());
}

TEST(ResourcePolicies, Lockouts) {
  const auto of = [](const char* as, const char* element) {
    return Of({"IAM635"}, as,
              std::string(R"({"Effect": "Deny", "Principal": {"AWS": "*"}, )") +
                  element + R"(, "Resource": "*"})");
  };
  EXPECT_THAT(of("resource:s3", R"("Action": "s3:Put*")"),
              ElementsAre(R"(IAM635 "Action": "s3:Put*")"));
  EXPECT_THAT(of("resource:s3", R"("NotAction": "s3:GetObject")"),
              ElementsAre(R"(IAM635 "NotAction": "s3:GetObject")"));
  EXPECT_THAT(of("resource:s3", R"("Action": "s3:PutObject")"), IsEmpty());
  EXPECT_THAT(of("resource:sqs", R"("Action": "sqs:SendMessage")"), IsEmpty());
}

}  // namespace
}  // namespace iamgen::tests
