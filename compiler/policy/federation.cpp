// Lists of providers, and the grammar of GitHub's subjects.
#include "policy/federation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "policy/arn.h"
#include "policy/document.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

constexpr std::array<std::string_view, 5> kBuiltIns = {
    "accounts.google.com", "cognito-identity.amazonaws.com",
    "graph.facebook.com", "www.amazon.com", "sts.amazonaws.com"};

struct Shared {
  std::string_view provider;
  std::string_view key;
};

// INVARIANT: a provider is a host, or a host and the start of its path.
constexpr std::array<Shared, 20> kShared = {{
    {"token.actions.githubusercontent.com", "sub"},
    {"gitlab.com", "sub"},
    {"app.terraform.io", "sub"},
    {"agent.buildkite.com", "sub"},
    {"vstoken.actions.githubusercontent.com", "sub"},
    {"oidc-configuration.audit-log.githubusercontent.com", "sub"},
    {"oidc.codefresh.io", "sub"},
    {"studio.datachain.ai/api", "sub"},
    {"scalr.io", "sub"},
    {"tokens.cloud.shisho.dev", "sub"},
    {"proidc.upbound.io", "sub"},
    {"oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb", "sub"},
    {"oidc.vercel.com", "aud"},
    {"api.pulumi.com/oidc", "aud"},
    {"sandboxes.cloud", "aud"},
    {"cognito-identity.amazonaws.com", "aud"},
    {"sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",
     "sts:RoleSessionName"},
    {"accounts.google.com", ""},
    {"graph.facebook.com", ""},
    {"www.amazon.com", ""},
}};

const Shared* FindShared(std::string_view provider) {
  const auto* found =
      std::find_if(kShared.begin(), kShared.end(), [&](const Shared& one) {
        return provider == one.provider ||
               (provider.starts_with(one.provider) &&
                provider[one.provider.size()] == '/');
      });
  return found == kShared.end() ? nullptr : found;
}

// Claims that anybody can set in a repository of their own.
constexpr std::array<std::string_view, 6> kOutsiders = {
    "workflow", "environment", "ref", "context", "head_ref", "base_ref"};

}  // namespace

Federated ParseFederated(std::string_view text) {
  Federated parsed;
  if (text.find(kUnknown) != std::string_view::npos &&
      !text.starts_with("arn:")) {
    parsed.kind = FederatedKind::kNotKnown;
    return parsed;
  }
  if (std::find(kBuiltIns.begin(), kBuiltIns.end(), text) != kBuiltIns.end()) {
    parsed.kind = FederatedKind::kBuiltIn;
    parsed.provider = text;
    return parsed;
  }
  const auto arn = SplitArn(text);
  if (!arn || arn->prefix != "arn" || arn->service != "iam") {
    // The name of a host, as it stood before providers had ARNs.
    if (!arn && text.find('.') != std::string_view::npos &&
        text.find_first_of(" :*?") == std::string_view::npos) {
      parsed.kind = FederatedKind::kBuiltIn;
      parsed.provider = text;
    }
    return parsed;
  }
  constexpr std::string_view kSaml = "saml-provider/";
  constexpr std::string_view kOidc = "oidc-provider/";
  const std::string_view resource = arn->resource;
  if (resource.starts_with(kSaml) && resource.size() > kSaml.size()) {
    parsed.kind = FederatedKind::kSaml;
    parsed.provider = resource.substr(kSaml.size());
  } else if (resource.starts_with(kOidc) && resource.size() > kOidc.size()) {
    parsed.kind = FederatedKind::kOidc;
    parsed.provider = support::Lower(resource.substr(kOidc.size()));
  } else if (resource.find(kUnknown) != std::string_view::npos) {
    parsed.kind = FederatedKind::kNotKnown;
  }
  if (parsed.provider.find(kUnknown) != std::string::npos) {
    parsed.kind = FederatedKind::kNotKnown;
  }
  return parsed;
}

bool IsGitHub(std::string_view provider) {
  constexpr std::string_view kHost = "token.actions.githubusercontent.com";
  return provider == kHost || provider.starts_with(std::string(kHost) + "/") ||
         Matches("token.actions.*.ghe.com", provider);
}

bool IsEksCluster(std::string_view provider) {
  return Matches("oidc.eks.*/id/*", provider);
}

std::optional<std::string> RequiredKey(std::string_view provider) {
  const Shared* shared = FindShared(provider);
  if (shared == nullptr || shared->key.empty()) {
    return std::nullopt;
  }
  if (shared->key.find(':') != std::string_view::npos) {
    return std::string(shared->key);
  }
  return std::string(provider) + ":" + std::string(shared->key);
}

bool HasOneAudience(std::string_view provider) {
  return FindShared(provider) != nullptr || IsGitHub(provider) ||
         IsEksCluster(provider);
}

GitHubSubject JudgeGitHubSubject(std::string_view value) {
  const std::size_t colon = value.find(':');
  if (colon == std::string_view::npos || colon + 1 == value.size()) {
    return GitHubSubject::kUnsafe;
  }
  const std::string_view claim = value.substr(0, colon);
  const std::string_view rest = value.substr(colon + 1);
  if (HasWildcard(claim) || IsAnything(rest) ||
      std::find(kOutsiders.begin(), kOutsiders.end(), claim) !=
          kOutsiders.end()) {
    return GitHubSubject::kUnsafe;
  }
  if (claim == "repo") {
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos || slash == 0 ||
        HasWildcard(rest.substr(0, slash))) {
      return GitHubSubject::kUnsafe;
    }
    // Behind the repository stands what was run.
    if (rest.find(':') == std::string_view::npos) {
      return GitHubSubject::kWide;
    }
  }
  return HasWildcard(rest) ? GitHubSubject::kWide : GitHubSubject::kExact;
}

}  // namespace iamgen::policy
