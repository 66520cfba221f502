// Trust in identity providers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/checks/policy/cases.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr const char* kGitHub = "token.actions.githubusercontent.com";

std::string Trusting(const std::string& providers, const std::string& condition,
                     const char* action = "sts:AssumeRoleWithWebIdentity") {
  return R"({"Effect": "Allow", "Principal": {"Federated": )" + providers +
         R"(}, "Action": ")" + action + "\"" +
         (condition.empty() ? "" : R"(, "Condition": {)" + condition + "}") +
         "}";
}

std::string Oidc(const std::string& host) {
  return R"("arn:aws:iam::222222222222:oidc-provider/)" + host + "\"";
}

std::vector<std::string> IdsIn(const std::string& statement) {
  std::vector<std::string> ids;
  for (const std::string& id : IdsOf(Lint("trust", Document(statement)))) {
    if (id.starts_with("IAM5")) {
      ids.push_back(id);
    }
  }
  return ids;
}

// What is found where GitHub's subject is tested.
std::vector<std::string> OfSubject(const std::string& op,
                                   const std::string& subject,
                                   const std::string& more = "") {
  return IdsIn(Trusting(
      Oidc(kGitHub), R"("StringEquals": {")" + std::string(kGitHub) +
                         R"(:aud": "sts.amazonaws.com"}, ")" + op + "\": {\"" +
                         kGitHub + R"(:sub": ")" + subject + "\"}" + more));
}

TEST(FederatedTrust, SubjectsOfGitHub) {
  for (const char* exact :
       {"repo:example/site:ref:refs/heads/main",
        "repo:example/site:ref:refs/tags/v1", "repo:example/site:environment:e",
        "repo:example@12/site@34:ref:refs/heads/main",
        "repo:a/b:job_workflow_ref:a/c/.github/workflows/d.yml@refs/heads/e",
        "repository_owner:example:ref:refs/heads/main"}) {
    EXPECT_THAT(OfSubject("StringLike", exact), IsEmpty()) << exact;
  }
  for (const char* wide :
       {"repo:example/site:*", "repo:example/*", "repo:example/site",
        "repo:example/site:pull_request", "repo:example/site*:ref:a",
        "repo:example/site:ref:refs/heads/*", "repository_owner_id:12*"}) {
    EXPECT_THAT(OfSubject("StringLike", wide), ElementsAre("IAM520")) << wide;
  }
  for (const char* unsafe :
       {"*", "repo:*", "repo:example*", "repo:*/site:*", "rep*", "main",
        "repo:example", "ref:refs/heads/main", "environment:production",
        "workflow:deploy", "*:example/site", "repository_owner:exam*"}) {
    EXPECT_THAT(OfSubject("StringLike", unsafe), ElementsAre("IAM521"))
        << unsafe;
  }
  // An operator without wildcards takes them as they stand.
  EXPECT_THAT(OfSubject("StringEqualsIgnoreCase", "environment:production"),
              ElementsAre("IAM521"));
  EXPECT_THAT(OfSubject("StringEqualsIgnoreCase", "repo:example/*"), IsEmpty());
}

TEST(FederatedTrust, SubjectsOfGitHubBesideOtherTests) {
  EXPECT_THAT(OfSubject("StringLike", "repo:example/site:*",
                        std::string(R"(, "StringEqualsIgnoreCase": {")") +
                            kGitHub + R"(:ref": "refs/heads/main"})"),
              IsEmpty());
  EXPECT_THAT(OfSubject("StringLike", "repo:example/*",
                        std::string(R"(, "StringEqualsIgnoreCase": {")") +
                            kGitHub + R"(:ref": "refs/heads/main"})"),
              ElementsAre("IAM520"));
  // Two tests of the subject hold at once.
  EXPECT_THAT(
      OfSubject("StringLike", "repo:example/*",
                std::string(R"(, "StringEqualsIgnoreCase": {")") + kGitHub +
                    R"(:sub": "repo:example/site:environment:e"})"),
      IsEmpty());
  // Neither of these says whose repository it is.
  EXPECT_THAT(OfSubject("StringNotLike", "repo:example/site:*"),
              ElementsAre("IAM519"));
  EXPECT_THAT(OfSubject("StringLikeIfExists", "repo:example/site:*"),
              ElementsAre("IAM519"));
}

TEST(FederatedTrust, WithoutConditions) {
  EXPECT_THAT(IdsIn(Trusting(Oidc("idp.example.com"), "")),
              ElementsAre("IAM518", "IAM523"));
  EXPECT_THAT(IdsIn(Trusting(Oidc(kGitHub), "")),
              ElementsAre("IAM519", "IAM522", "IAM523"));
  EXPECT_THAT(IdsIn(Trusting(Oidc("gitlab.com"), "")),
              ElementsAre("IAM522", "IAM523"));
  EXPECT_THAT(IdsIn(Trusting(R"("cognito-identity.amazonaws.com")", "")),
              ElementsAre("IAM522"));
  EXPECT_THAT(IdsIn(Trusting(R"("www.amazon.com")", "")),
              ElementsAre("IAM518", "IAM523"));
  EXPECT_THAT(
      IdsIn(Trusting(Oidc("oidc.eks.eu-west-1.amazonaws.com/id/0A1B"), "")),
      ElementsAre("IAM518", "IAM523", "IAM536"));
  EXPECT_THAT(
      IdsIn(Trusting(R"("arn:aws:iam::222222222222:saml-provider/corp")", "",
                     "sts:AssumeRoleWithSAML")),
      ElementsAre("IAM524"));
}

TEST(FederatedTrust, AudiencesByProvider) {
  for (
      const char* statement :
      {R"("www.amazon.com" "www.amazon.com:app_id")",
       R"("graph.facebook.com" "graph.facebook.com:app_id")",
       R"("accounts.google.com" "accounts.google.com:aud")",
       R"("cognito-identity.amazonaws.com" "cognito-identity.amazonaws.com:aud")"}) {
    const std::string text = statement;
    const std::size_t blank = text.find(' ');
    EXPECT_THAT(IdsIn(Trusting(text.substr(0, blank),
                               R"("StringEquals": {)" + text.substr(blank + 1) +
                                   R"(: "app"})")),
                IsEmpty())
        << statement;
  }
  // With a slash at its end, and capitals in the key.
  EXPECT_THAT(
      IdsIn(Trusting(Oidc("Example.auth0.com/"),
                     R"("StringEquals": {"example.auth0.com/:aud": "app"})")),
      IsEmpty());
}

TEST(FederatedTrust, ServiceAccountsOfClusters) {
  const std::string host = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B";
  const auto of = [&](const char* op, const char* subject) {
    return IdsIn(Trusting(Oidc(host), R"("StringEquals": {")" + host +
                                          R"(:aud": "sts.amazonaws.com"}, ")" +
                                          op + "\": {\"" + host +
                                          R"(:sub": ")" + subject + "\"}"));
  };
  EXPECT_THAT(of("StringLike", "system:serviceaccount:shop:orders"), IsEmpty());
  EXPECT_THAT(of("StringLike", "system:serviceaccount:shop:orders-*"),
              IsEmpty());
  EXPECT_THAT(of("StringLike", "system:serviceaccount:shop:*"),
              ElementsAre("IAM536"));
  EXPECT_THAT(of("StringLike", "*"), ElementsAre("IAM536"));
  EXPECT_THAT(of("StringNotEquals", "system:serviceaccount:shop:orders"),
              ElementsAre("IAM536"));
}

TEST(FederatedTrust, ProvidersSideBySide) {
  const std::string both =
      "[" + Oidc("a.example.com") + ", " + Oidc("b.example.com") + "]";
  // Nobody comes in from the other one.
  EXPECT_THAT(IdsIn(Trusting(both, R"("StringEquals": {"a.example.com:sub": "x",
 "a.example.com:aud": "y"})")),
              ElementsAre("IAM537"));
  // Everybody does.
  EXPECT_THAT(
      IdsIn(Trusting(both, R"("StringNotEquals": {"a.example.com:sub": "x"})")),
      ElementsAre("IAM518", "IAM523", "IAM537"));
  EXPECT_THAT(IdsIn(Trusting(both, R"("StringEqualsIfExists": {
 "a.example.com:aud": "y", "b.example.com:aud": "y"})")),
              IsEmpty());
}

}  // namespace
}  // namespace iamgen::tests
