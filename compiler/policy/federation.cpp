// Lists of providers, and the grammar of GitHub's subjects.
#include "policy/federation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/names.h"
#include "policy/arn.h"
#include "policy/document.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

constexpr std::array<std::string_view, 4> kBuiltIns = {
    "accounts.google.com", "cognito-identity.amazonaws.com",
    "graph.facebook.com", "www.amazon.com"};

struct Shared {
  std::string_view provider;
  // The claim, or a whole key; empty: IAM asks for none.
  std::string_view key;
};

// INVARIANT: a provider is a host, or a host and the start of its path.
constexpr std::array<Shared, 25> kShared = {{
    {"token.actions.githubusercontent.com", "sub"},
    {"vstoken.actions.githubusercontent.com", "sub"},
    {"oidc-configuration.audit-log.githubusercontent.com", "sub"},
    {"gitlab.com", "sub"},
    {"app.terraform.io", "sub"},
    {"agent.buildkite.com", "sub"},
    {"oidc.codefresh.io", "sub"},
    {"studio.datachain.ai/api", "sub"},
    {"scalr.io", "sub"},
    {"tokens.cloud.shisho.dev", "sub"},
    {"proidc.upbound.io", "sub"},
    {"oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb", "sub"},
    {"oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu", "sub"},
    {"rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7",
     "sub"},
    {"rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr",
     "sub"},
    {"rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg",
     "sub"},
    {"rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26",
     "sub"},
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
        return provider.starts_with(one.provider) &&
               (provider.size() == one.provider.size() ||
                provider[one.provider.size()] == '/');
      });
  return found == kShared.end() ? nullptr : found;
}

bool IsUnknown(std::string_view text) {
  return text.find(kUnknown) != std::string_view::npos;
}

// The name of a host and perhaps a path, as providers were named before they
// had ARNs.
bool IsHost(std::string_view text) {
  constexpr std::string_view kNeverThere = " :*?";
  return text.find('.') != std::string_view::npos && !text.starts_with('/') &&
         text.find_first_of(kNeverThere) == std::string_view::npos;
}

Federated ParseArn(const Arn& arn) {
  Federated parsed;
  if (arn.service != "iam" || !HasSoundFront(arn)) {
    return parsed;
  }
  if (catalog::IsAccountId(arn.account)) {
    parsed.account = arn.account;
  }
  constexpr std::string_view kSaml = "saml-provider/";
  constexpr std::string_view kOidc = "oidc-provider/";
  const std::string_view resource = arn.resource;
  if (resource.starts_with(kSaml) && resource.size() > kSaml.size()) {
    parsed.kind = FederatedKind::kSaml;
    parsed.provider = resource.substr(kSaml.size());
  } else if (resource.starts_with(kOidc) && resource.size() > kOidc.size()) {
    parsed.kind = FederatedKind::kOidc;
    parsed.provider = support::Lower(resource.substr(kOidc.size()));
  }
  return parsed;
}

// Claims that anybody can give a value in a repository of their own.
constexpr std::array<std::string_view, 6> kOutsiders = {
    "workflow", "environment", "ref", "context", "head_ref", "base_ref"};

// Claims whose value begins with the owner's name.
constexpr std::array<std::string_view, 4> kOfOwner = {
    "repo", "repository", "repository_owner", "job_workflow_ref"};

template <std::size_t Size>
bool Holds(const std::array<std::string_view, Size>& names,
           std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Says at least which branch, tag or environment.
bool NamesWhatRuns(std::string_view value) {
  return value.find("ref:") != std::string_view::npos ||
         value.find("environment:") != std::string_view::npos;
}

}  // namespace

Federated ParseFederated(std::string_view text) {
  Federated parsed;
  const auto arn = SplitArn(text);
  if (arn) {
    parsed = ParseArn(*arn);
  } else if (Holds(kBuiltIns, text) || (IsHost(text) && !IsUnknown(text))) {
    parsed.kind = FederatedKind::kBuiltIn;
    parsed.provider = support::Lower(text);
  }
  if (IsUnknown(parsed.provider) ||
      (parsed.kind == FederatedKind::kMalformed && IsUnknown(text))) {
    parsed.kind = FederatedKind::kNotKnown;
  }
  return parsed;
}

bool IsGitHub(std::string_view provider) {
  constexpr std::string_view kHost = "token.actions.githubusercontent.com";
  return (provider.starts_with(kHost) &&
          (provider.size() == kHost.size() || provider[kHost.size()] == '/')) ||
         Matches("token.actions.*.ghe.com", provider);
}

bool IsEksCluster(std::string_view provider) {
  return Matches("oidc.eks.*/id/*", provider) ||
         Matches("oidc-eks.*/id/*", provider);
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

bool IsAudienceKey(std::string_view provider, std::string_view key) {
  if (!key.starts_with(provider) || key.size() == provider.size() ||
      key[provider.size()] != ':') {
    return false;
  }
  const std::string_view claim = key.substr(provider.size() + 1);
  if (provider == "www.amazon.com" || provider == "graph.facebook.com") {
    return claim == "app_id";
  }
  return claim == "aud" || (provider == "accounts.google.com" &&
                            (claim == "oaud" || claim == "azp"));
}

GitHubSubject JudgeGitHubSubject(std::string_view value, Wildcards wildcards) {
  const bool meant = wildcards == Wildcards::kMeant;
  const auto wild = [&](std::string_view part) {
    return meant && HasWildcard(part);
  };
  const std::size_t colon = value.find(':');
  const std::string_view claim = value.substr(0, colon);
  if (IsUnknown(claim) || (!meant && HasWildcard(value))) {
    return wild(value) ? GitHubSubject::kAnyRef : GitHubSubject::kExact;
  }
  if (colon == std::string_view::npos || colon + 1 == value.size() ||
      wild(claim) || Holds(kOutsiders, claim)) {
    return GitHubSubject::kUnsafe;
  }
  const std::string_view rest = value.substr(colon + 1);
  const std::size_t end = rest.find_first_of("/:");
  const std::string_view owner = rest.substr(0, end);
  if (wild(rest) && IsAnything(rest)) {
    return GitHubSubject::kUnsafe;
  }
  if (Holds(kOfOwner, claim) && (wild(owner) || owner.empty())) {
    // The wildcard may stand behind a slash that is not known.
    return IsUnknown(owner) ? GitHubSubject::kWide : GitHubSubject::kUnsafe;
  }
  if (claim != "repo") {
    return wild(rest) ? GitHubSubject::kWide : GitHubSubject::kExact;
  }
  if (end == std::string_view::npos || rest[end] != '/') {
    return IsUnknown(owner) ? GitHubSubject::kExact : GitHubSubject::kUnsafe;
  }
  const std::size_t behind = rest.find(':', end);
  if (wild(rest.substr(0, behind))) {
    return GitHubSubject::kWide;
  }
  const bool named = IsUnknown(rest) || (behind != std::string_view::npos &&
                                         NamesWhatRuns(rest.substr(behind)));
  return named && !wild(rest) ? GitHubSubject::kExact : GitHubSubject::kAnyRef;
}

}  // namespace iamgen::policy
