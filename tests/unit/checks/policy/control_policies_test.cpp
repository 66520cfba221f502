// What Organizations takes in its policies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/checks/policy/cases.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> IdsIn(const char* as, const std::string& statement,
                               bool all = false) {
  std::vector<std::string> ids;
  for (const std::string& id : IdsOf(Lint(as, Document(statement), all))) {
    if (id.starts_with("ORG")) {
      ids.push_back(id);
    }
  }
  return ids;
}

std::string Rcp(const std::string& condition) {
  return R"({"Effect": "Deny", "Principal": "*", "Action": "s3:*",
 "Resource": "*", "Condition": {)" +
         condition + "}}";
}

TEST(ControlPolicies, WhatScpsTookOnlyLater) {
  constexpr const char* kLater =
      R"({"Effect": "Allow", "NotAction": "iam:Get*Role",
 "Resource": "arn:aws:iam::222222222222:role/reader",
 "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}})";
  EXPECT_THAT(IdsIn("scp", kLater), IsEmpty());
  EXPECT_THAT(IdsIn("scp", kLater, true),
              ElementsAre("ORG102", "ORG104", "ORG105", "ORG106"));
  EXPECT_THAT(IdsIn("scp", R"({"Effect": "Allow", "Action": "*",
 "Resource": "*"}, {"Effect": "Deny", "Action": ["iam:Delete*", "s3:*"],
 "Resource": "*"})",
                    true),
              IsEmpty());
}

TEST(ControlPolicies, PrincipalsOfRcps) {
  EXPECT_THAT(IdsIn("rcp", R"({"Effect": "Deny", "Principal": {"AWS": "*"},
 "Action": "s3:*", "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
              ElementsAre("ORG110"));
  EXPECT_THAT(
      IdsIn("rcp",
            R"({"Effect": "Deny", "NotPrincipal": {"AWS": "222222222222"},
 "Action": "s3:*", "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
      ElementsAre("ORG110"));
}

TEST(ControlPolicies, TheOneOfAws) {
  EXPECT_THAT(IdsIn("rcp", R"({"Effect": "Allow", "Principal": "*",
 "Action": "*", "Resource": "*"})"),
              IsEmpty());
  EXPECT_THAT(IdsIn("rcp", R"({"Effect": "Allow", "Principal": "*",
 "Action": "*", "Resource": "arn:aws:s3:::example-bucket"})"),
              ElementsAre("ORG111", "ORG113"));
}

TEST(ControlPolicies, ActionsOfRcps) {
  const auto of = [](const char* element) {
    return IdsIn("rcp",
                 std::string(R"({"Effect": "Deny", "Principal": "*", )") +
                     element + R"(, "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})");
  };
  EXPECT_THAT(of(R"("Action": ["s3:*", "KMS:Decrypt", "sts:Assume*"])"),
              IsEmpty());
  EXPECT_THAT(of(R"("Action": "*")"), ElementsAre("ORG113"));
  EXPECT_THAT(of(R"("Action": "iam:*")"), ElementsAre("ORG113"));
  EXPECT_THAT(of(R"("NotAction": "iam:*")"), ElementsAre("ORG112"));
}

TEST(ControlPolicies, CallersOfRcps) {
  EXPECT_THAT(IdsIn("rcp", Rcp(R"("StringNotEqualsIfExists":
 {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})")),
              ElementsAre("ORG115"));
  EXPECT_THAT(IdsIn("rcp", Rcp(R"("StringNotEqualsIfExists":
 {"aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:PrincipalTag/a": "b"},
 "Bool": {"aws:PrincipalIsAWSService": "true"})")),
              ElementsAre("ORG115"));
  EXPECT_THAT(IdsIn("rcp", Rcp(R"("StringNotEqualsIfExists":
 {"aws:SourceOrgID": "o-a1b2c3d4e5"})")),
              ElementsAre("ORG116", "ORG117"));
  EXPECT_THAT(IdsIn("rcp", Rcp(R"("StringNotEqualsIfExists":
 {"aws:SourceOrgID": "o-a1b2c3d4e5"}, "Null": {"aws:SourceAccount": "true"},
 "Bool": {"aws:PrincipalIsAWSService": "true"})")),
              ElementsAre("ORG117"));
}

TEST(ControlPolicies, BlanketDenies) {
  EXPECT_THAT(IdsIn("scp", R"({"Effect": "Deny", "Action": "*",
 "Resource": "*"})"),
              ElementsAre("ORG118"));
  // To deny one thing to everybody is what such a policy is for.
  EXPECT_THAT(IdsIn("scp", R"({"Effect": "Deny", "Action":
 "organizations:LeaveOrganization", "Resource": "*"})"),
              IsEmpty());
}

}  // namespace
}  // namespace iamgen::tests
