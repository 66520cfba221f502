// Identity providers: how roles name them, and what is known of their tokens.
// "Create a role for OpenID Connect federation"; "Identity-provider controls
// for shared OIDC providers".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iamgen::policy {

// What a Federated principal is.
enum class FederatedKind : std::uint8_t {
  kSaml,     // arn:P:iam::A:saml-provider/NAME
  kOidc,     // arn:P:iam::A:oidc-provider/HOST[/PATH]
  kBuiltIn,  // "accounts.google.com" and its like
  kMalformed,
  kNotKnown  // Not all of it is known.
};

struct Federated {
  FederatedKind kind = FederatedKind::kMalformed;
  // Of an ARN: the account that the provider is in, which is that of the role.
  // Empty where it is not known.
  std::string account;
  // HOST[/PATH] in small letters, by which its keys begin; of SAML the
  // provider's name.
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

// Whether the key, in small letters, says for which application the
// provider's token was made.
bool IsAudienceKey(std::string_view provider, std::string_view key);

// Whom a value of GitHub's subject lets in.
enum class GitHubSubject : std::uint8_t {
  kExact,   // One branch, tag or environment of one repository.
  kAnyRef,  // Whatever runs in one repository.
  kWide,    // Several repositories of one owner.
  kUnsafe   // Repositories of anybody.
};

// Whether `*` and `?` are characters like any other in the value of an
// operator.
enum class Wildcards : bool { kPlain, kMeant };

// What is not known is taken for exact.
GitHubSubject JudgeGitHubSubject(std::string_view value, Wildcards wildcards);

}  // namespace iamgen::policy
