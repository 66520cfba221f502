// Providers by their names, and which keys are theirs.
#include "policy/federation.h"

#include <gtest/gtest.h>

#include <string>

#include "policy/document.h"

namespace iamgen::policy {
namespace {

struct Case {
  std::string text;
  FederatedKind kind;
  std::string account;
  std::string provider;
};

TEST(Federation, Names) {
  const std::string unknown(1, kUnknown);
  const std::string account = "222222222222";
  const std::string start = "arn:aws:iam::" + account + ":";
  for (const Case& one : std::initializer_list<Case>{
           {start + "saml-provider/Corp", FederatedKind::kSaml, account,
            "Corp"},
           {start + "oidc-provider/Idp.example.com/id/A", FederatedKind::kOidc,
            account, "idp.example.com/id/a"},
           {"accounts.google.com", FederatedKind::kBuiltIn, "",
            "accounts.google.com"},
           {"arn:aws:iam::" + unknown + ":saml-provider/corp",
            FederatedKind::kSaml, "", "corp"},
           {start + "oidc-provider/" + unknown, FederatedKind::kNotKnown,
            account, unknown},
           {unknown, FederatedKind::kNotKnown, "", ""},
           {start + "saml-provider/", FederatedKind::kMalformed, "", ""},
           {start + "role/reader", FederatedKind::kMalformed, "", ""},
           {"arn:aws:iam::22:saml-provider/corp", FederatedKind::kMalformed, "",
            ""},
           {"corp", FederatedKind::kMalformed, "", ""},
           {"https://idp.example.com", FederatedKind::kMalformed, "", ""}}) {
    const Federated parsed = ParseFederated(one.text);
    EXPECT_EQ(parsed.kind, one.kind) << one.text;
    if (one.kind != FederatedKind::kMalformed) {
      EXPECT_EQ(parsed.account, one.account) << one.text;
    }
    if (one.kind != FederatedKind::kMalformed &&
        one.kind != FederatedKind::kNotKnown) {
      EXPECT_EQ(parsed.provider, one.provider) << one.text;
    }
  }
}

TEST(Federation, RequiredKeys) {
  EXPECT_EQ(RequiredKey("gitlab.com"), "gitlab.com:sub");
  EXPECT_EQ(RequiredKey("token.actions.githubusercontent.com/example"),
            "token.actions.githubusercontent.com/example:sub");
  EXPECT_EQ(RequiredKey("api.pulumi.com/oidc"), "api.pulumi.com/oidc:aud");
  EXPECT_EQ(
      RequiredKey("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/"),
      "sts:RoleSessionName");
  EXPECT_EQ(RequiredKey("gitlab.community"), std::nullopt);
  EXPECT_EQ(RequiredKey("gitlab.example.com"), std::nullopt);
  EXPECT_EQ(RequiredKey("accounts.google.com"), std::nullopt);
}

TEST(Federation, AudienceKeys) {
  EXPECT_TRUE(IsAudienceKey("gitlab.com", "gitlab.com:aud"));
  EXPECT_FALSE(IsAudienceKey("gitlab.com", "gitlab.com:sub"));
  EXPECT_FALSE(IsAudienceKey("gitlab.com", "gitlab.com.example:aud"));
  EXPECT_TRUE(IsAudienceKey("www.amazon.com", "www.amazon.com:app_id"));
  EXPECT_TRUE(IsAudienceKey("accounts.google.com", "accounts.google.com:oaud"));
}

TEST(Federation, Hosts) {
  EXPECT_TRUE(IsGitHub("token.actions.githubusercontent.com/example"));
  EXPECT_TRUE(IsGitHub("token.actions.example.ghe.com"));
  EXPECT_FALSE(IsGitHub("token.actions.githubusercontent.com.example.com"));
  EXPECT_TRUE(IsEksCluster("oidc.eks.cn-north-1.amazonaws.com.cn/id/0a"));
  EXPECT_FALSE(IsEksCluster("oidc.example.com/id/0a"));
}

TEST(Federation, SubjectsWithUnknownParts) {
  const std::string unknown(1, kUnknown);
  const auto judge = [](const std::string& value) {
    return JudgeGitHubSubject(value, Wildcards::kMeant);
  };
  EXPECT_EQ(judge(unknown), GitHubSubject::kExact);
  EXPECT_EQ(judge("repo:" + unknown), GitHubSubject::kExact);
  EXPECT_EQ(judge("repo:" + unknown + "/" + unknown), GitHubSubject::kExact);
  EXPECT_EQ(judge("repo:" + unknown + "/" + unknown + ":*"),
            GitHubSubject::kAnyRef);
  EXPECT_EQ(judge("repo:" + unknown + "*"), GitHubSubject::kWide);
  EXPECT_EQ(judge(unknown + ":*"), GitHubSubject::kAnyRef);
}

}  // namespace
}  // namespace iamgen::policy
