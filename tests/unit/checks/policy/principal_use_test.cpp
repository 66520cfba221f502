// Principals beside their actions and beside each other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/checks/policy/cases.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Statement(const char* principal, const char* action,
                      const char* effect = "Allow") {
  return std::string(R"({"Effect": ")") + effect + R"(", "Principal": )" +
         principal + R"(, "Action": )" + action + "}";
}

constexpr const char* kSaml =
    R"({"Federated": "arn:aws:iam::222222222222:saml-provider/corp"})";
constexpr const char* kOidc =
    R"({"Federated": "arn:aws:iam::222222222222:oidc-provider/idp.example.com"})";
constexpr const char* kMixed =
    R"({"Federated": "arn:aws:iam::222222222222:saml-provider/corp",
 "AWS": "222222222222"})";

TEST(PrincipalUse, ActionsThatFit) {
  for (const std::string& statement :
       {Statement(kSaml, R"("sts:AssumeRoleWithSAML")"),
        Statement(kSaml, R"(["sts:AssumeRoleWithSAML", "sts:TagSession"])"),
        Statement(kSaml, R"("sts:TagSession")"),
        Statement(kSaml, R"("sts:AssumeRole*")"),
        Statement(kOidc, R"("STS:assumerolewithwebidentity")"),
        Statement(R"({"Service": "ec2.amazonaws.com"})", R"("sts:AssumeRole")"),
        Statement(kMixed, R"(["sts:AssumeRole", "sts:AssumeRoleWithSAML"])"),
        // Everybody is denied all three.
        Statement(R"({"AWS": "*"})",
                  R"(["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"])",
                  "Deny"),
        // What is malformed is somebody else's.
        Statement(R"({"Federated": "corp"})", R"("sts:AssumeRole")")}) {
    EXPECT_THAT(Of({"IAM511"}, "trust", statement), IsEmpty()) << statement;
  }
}

TEST(PrincipalUse, ActionsThatDoNotFit) {
  EXPECT_THAT(Of({"IAM511"}, "trust", Statement(kSaml, R"("sts:AssumeRole")")),
              ElementsAre(R"(IAM511 "sts:AssumeRole")"));
  EXPECT_THAT(Of({"IAM511"}, "trust",
                 Statement(R"({"Service": "ec2.amazonaws.com"})",
                           R"("sts:AssumeRoleWithWebIdentity")")),
              ElementsAre(R"(IAM511 "sts:AssumeRoleWithWebIdentity")"));
  // One of two actions is for nobody.
  EXPECT_THAT(
      Of({"IAM511"}, "trust",
         Statement(kOidc,
                   R"(["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"])")),
      ElementsAre(R"(IAM511 "sts:AssumeRole")"));
  // One of two principals has none.
  EXPECT_THAT(
      Of({"IAM511"}, "trust", Statement(kMixed, R"("sts:AssumeRole")")),
      ElementsAre(R"(IAM511 "arn:aws:iam::222222222222:saml-provider/corp")"));
}

TEST(PrincipalUse, RolesAnywhereAcrossStatements) {
  const std::string principal = R"({"Service": "rolesanywhere.amazonaws.com"})";
  EXPECT_THAT(
      Of({"IAM512"}, "trust",
         Statement(principal.c_str(), R"("sts:AssumeRole")") + "," +
             Statement(principal.c_str(),
                       R"(["sts:SetSourceIdentity", "sts:TagSession"])")),
      IsEmpty());
  EXPECT_THAT(Of({"IAM512"}, "trust",
                 Statement(principal.c_str(), R"("sts:AssumeRole")") + "," +
                     Statement(principal.c_str(), R"("sts:TagSession")")),
              ElementsAre(R"(IAM512 "rolesanywhere.amazonaws.com")"));
}

TEST(PrincipalUse, SessionsBesideTheirRole) {
  const std::string statement = R"({"Effect": "Allow", "Principal": {"AWS": [
 "arn:aws:iam::222222222222:role/path/reader",
 "arn:aws:sts::222222222222:assumed-role/reader/anna",
 "arn:aws:sts::333333333333:assumed-role/reader/anna",
 "arn:aws:sts::222222222222:assumed-role/writer/anna"]},
 "Action": "sts:AssumeRole"})";
  EXPECT_THAT(
      Of({"IAM513"}, "trust", statement),
      ElementsAre(
          R"(IAM513 "arn:aws:sts::222222222222:assumed-role/reader/anna")"));
}

TEST(PrincipalUse, DenyWithNotPrincipal) {
  const auto found =
      Lint("resource:s3", Document(R"({"Effect": "Deny", "NotPrincipal": {"AWS":
 ["arn:aws:iam::222222222222:role/reader", "arn:aws:iam::222222222222:root",
 "arn:aws:sts::222222222222:assumed-role/reader/anna"]},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"));
  EXPECT_THAT(IdsOf(found), ElementsAre("IAM515"));
}

}  // namespace
}  // namespace iamgen::tests
