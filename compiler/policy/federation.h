// Identity providers: how roles name them, and what is known of their tokens.
// "Creating a role for web identity or OpenID Connect Federation".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace iamgen::policy {

// What a Federated principal is.
enum class FederatedKind {
  kSaml,     // arn:P:iam::A:saml-provider/NAME
  kOidc,     // arn:P:iam::A:oidc-provider/HOST[/PATH]
  kBuiltIn,  // "accounts.google.com" and its like
  kMalformed,
  kNotKnown  // Not all of it is known.
};

struct Federated {
  FederatedKind kind = FederatedKind::kMalformed;
  // HOST[/PATH], by which its keys begin; of SAML the provider's name.
  std::string provider;
};

Federated ParseFederated(std::string_view text);

// GitHub's issuer, or that of an enterprise on ghe.com.
bool IsGitHub(std::string_view provider);

// The issuer of an EKS cluster.
bool IsEksCluster(std::string_view provider);

// The key without whose test IAM refuses to trust a provider that everybody
// shares: "gitlab.com:sub". nullopt: not one of those.
std::optional<std::string> RequiredKey(std::string_view provider);

// Whether its tokens are known to have one audience.
bool HasOneAudience(std::string_view provider);

// What a value of GitHub's subject gives away.
enum class GitHubSubject {
  kExact,  // One branch, tag or environment of one repository.
  kWide,   // Several of one owner's.
  kUnsafe  // Anybody's repository can present it.
};

GitHubSubject JudgeGitHubSubject(std::string_view value);

}  // namespace iamgen::policy
