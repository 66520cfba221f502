// Accounts, users and everybody, as trust policies let them in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/checks/policy/cases.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Trusting(const std::string& aws,
                     const std::string& condition = "") {
  return R"({"Effect": "Allow", "Principal": {"AWS": )" + aws +
         R"(}, "Action": "sts:AssumeRole")" +
         (condition.empty() ? "" : R"(, "Condition": {)" + condition + "}") +
         "}";
}

std::vector<std::string> IdsIn(const std::string& statement, bool all = false) {
  std::vector<std::string> ids;
  for (const std::string& id : IdsOf(Lint("trust", Document(statement), all))) {
    if (id.starts_with("IAM5") || id == "IAM732") {
      ids.push_back(id);
    }
  }
  return ids;
}

TEST(TrustedCallers, Everybody) {
  EXPECT_THAT(IdsIn(Trusting(R"("*")")), ElementsAre("IAM525"));
  EXPECT_THAT(IdsIn(Trusting(R"("*")"), true), ElementsAre("IAM525", "IAM732"));
  for (const char* weak :
       {R"("Bool": {"aws:SecureTransport": "true"})",
        R"("StringNotEquals": {"aws:PrincipalAccount": "222222222222"})",
        R"("StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})",
        R"("StringLike": {"aws:PrincipalOrgID": "o-*"})",
        R"("ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"})",
        R"("Null": {"aws:PrincipalOrgID": "false"})"}) {
    EXPECT_THAT(IdsIn(Trusting(R"("*")", weak)), ElementsAre("IAM526")) << weak;
    EXPECT_THAT(IdsIn(Trusting(R"("*")", weak), true),
                ElementsAre("IAM526", "IAM732"))
        << weak;
  }
  for (const char* enough :
       {R"("StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})",
        R"("StringEqualsIfExists": {"aws:PrincipalAccount": "222222222222"})",
        R"("StringEquals": {"aws:PrincipalTag/team": "shop"})",
        R"("ArnLike":
 {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/*"})",
        R"("ForAnyValue:StringLike":
 {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"})"}) {
    EXPECT_THAT(IdsIn(Trusting(R"("*")", enough), true), IsEmpty()) << enough;
  }
}

TEST(TrustedCallers, AccountsOfOthers) {
  EXPECT_THAT(IdsIn(Trusting(R"("333333333333")")),
              ElementsAre("IAM527", "IAM528"));
  EXPECT_THAT(IdsIn(Trusting(R"("arn:aws:iam::333333333333:role/reader")")),
              ElementsAre("IAM528"));
  EXPECT_THAT(IdsIn(Trusting(R"("333333333333")",
                             R"("StringEquals": {"sts:ExternalId": "a-b"})")),
              IsEmpty());
  EXPECT_THAT(
      IdsIn(Trusting(R"("333333333333")",
                     R"("Bool": {"aws:MultiFactorAuthPresent": "true"})")),
      ElementsAre("IAM528"));
  // An account is told of once a statement.
  EXPECT_THAT(Of({"IAM528"}, "trust",
                 Trusting(R"(["arn:aws:iam::333333333333:role/reader",
 "arn:aws:iam::333333333333:role/writer"])")),
              ElementsAre(R"(IAM528 "arn:aws:iam::333333333333:role/reader")"));
}

TEST(TrustedCallers, TheAccountOfAProviderIsTheRolesOwn) {
  const std::string saml =
      R"({"Effect": "Allow", "Action": "sts:AssumeRoleWithSAML",
 "Principal": {"Federated": "arn:aws:iam::333333333333:saml-provider/corp"},
 "Condition": {"StringEquals":
 {"SAML:aud": "https://signin.aws.amazon.com/saml"}}})";
  EXPECT_THAT(IdsIn(saml + ", " + Trusting(R"("333333333333")")), IsEmpty());
}

TEST(TrustedCallers, Users) {
  EXPECT_THAT(Of({"IAM533"}, "trust",
                 Trusting(R"(["arn:aws:iam::222222222222:user/anna",
 "arn:aws:iam::222222222222:user/bert"])")),
              ElementsAre(R"(IAM533 "arn:aws:iam::222222222222:user/anna")"));
  EXPECT_THAT(Of({"IAM533"}, "trust",
                 Trusting(R"("arn:aws:iam::222222222222:user/anna")",
                          R"("NumericLessThan":
 {"aws:MultiFactorAuthAge": "3600"})")),
              IsEmpty());
  EXPECT_THAT(
      Of({"IAM533"}, "trust",
         Trusting(R"("arn:aws:iam::222222222222:user/anna")",
                  R"("Bool": {"aws:MultiFactorAuthPresent": "false"})")),
      ElementsAre(R"(IAM533 "arn:aws:iam::222222222222:user/anna")"));
}

TEST(TrustedCallers, ExternalIds) {
  const auto of = [](const char* condition) {
    return Of({"IAM529", "IAM530"}, "trust",
              Trusting(R"("333333333333")", condition));
  };
  EXPECT_THAT(of(R"("StringEquals": {"sts:ExternalId": "a+b=c,d.e@f:g/h-i"})"),
              IsEmpty());
  EXPECT_THAT(of(R"("StringEquals": {"sts:ExternalId": "a b"})"),
              ElementsAre(R"(IAM529 "a b")"));
  EXPECT_THAT(of(R"("StringLike": {"sts:ExternalId": ["abc", "a?c"]})"),
              ElementsAre(R"(IAM530 "a?c")"));
  EXPECT_THAT(of(R"("StringEqualsIfExists": {"sts:ExternalId": "abc"})"),
              ElementsAre(R"(IAM530 "StringEqualsIfExists")"));
}

}  // namespace
}  // namespace iamgen::tests
