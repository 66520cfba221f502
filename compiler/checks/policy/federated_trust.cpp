// Trust in identity providers: whose tokens and assertions let in whom.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/partition.h"
#include "checks/policy/federated_trust_rules.h"
#include "checks/policy_check.h"
#include "policy/caller_tests.h"
#include "policy/federation.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Comparison;
using policy::Federated;
using policy::FederatedKind;
using policy::GitHubSubject;
using policy::Kind;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::PrincipalGroup;
using policy::Value;

constexpr std::string_view kSamlKeys = "saml";

// A federated principal of a statement.
struct Provider {
  const Value* value = nullptr;
  Federated federated;

  // By which its keys begin.
  [[nodiscard]] std::string_view prefix() const {
    return federated.kind == FederatedKind::kSaml
               ? kSamlKeys
               : std::string_view(federated.provider);
  }
};

// The tests of a statement by what stands before the last colon of their keys,
// so that a statement of many providers is looked through once.
class TestsByPrefix {
 public:
  explicit TestsByPrefix(const ParsedStatement& parsed) {
    for (const ParsedTest& test : parsed.tests) {
      const std::string_view key = test.key;
      by_prefix_[key.substr(0, key.rfind(':'))].push_back(&test);
    }
  }

  [[nodiscard]] const std::vector<const ParsedTest*>& Of(
      std::string_view prefix) const {
    static const std::vector<const ParsedTest*> kNone;
    const auto found = by_prefix_.find(prefix);
    return found == by_prefix_.end() ? kNone : found->second;
  }

  [[nodiscard]] std::vector<const ParsedTest*> OfKey(
      std::string_view key) const {
    std::vector<const ParsedTest*> tests;
    for (const ParsedTest* test : Of(key.substr(0, key.rfind(':')))) {
      if (test->key == key) {
        tests.push_back(test);
      }
    }
    return tests;
  }

 private:
  std::unordered_map<std::string_view, std::vector<const ParsedTest*>>
      by_prefix_;
};

std::vector<Provider> ProvidersOf(const ParsedStatement& parsed) {
  std::vector<Provider> providers;
  for (const PrincipalGroup& group : parsed.statement->principal.groups) {
    if (group.type.text != "Federated") {
      continue;
    }
    for (const Value& value : group.of.values) {
      Provider provider{.value = &value,
                        .federated = policy::ParseFederated(value.text)};
      if (provider.federated.kind != FederatedKind::kMalformed &&
          provider.federated.kind != FederatedKind::kNotKnown) {
        providers.push_back(std::move(provider));
      }
    }
  }
  return providers;
}

policy::Wildcards WildcardsOf(const ParsedTest& test) {
  return test.op->comparison == Comparison::kLike ? policy::Wildcards::kMeant
                                                  : policy::Wildcards::kPlain;
}

class FederationChecks {
 public:
  FederationChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Look(const ParsedStatement& parsed) {
    if (!parsed.allows() || parsed.statement->principal.except ||
        !policy::IsClear(parsed)) {
      return;
    }
    const std::vector<Provider> providers = ProvidersOf(parsed);
    if (providers.empty()) {
      return;
    }
    const TestsByPrefix tests(parsed);
    const std::string_view meant = Several(tests, providers);
    const bool saml = Asks(parsed, "sts:AssumeRoleWithSAML");
    const bool oidc = Asks(parsed, "sts:AssumeRoleWithWebIdentity");
    for (const Provider& provider : providers) {
      if (provider.federated.kind != FederatedKind::kSaml) {
        if (oidc) {
          Oidc(tests, provider, meant.empty() || provider.prefix() == meant);
        }
      } else if (saml) {
        Saml(tests, provider);
      }
    }
  }

 private:
  [[nodiscard]] bool Asks(const ParsedStatement& parsed,
                          std::string_view action) const {
    const auto id = context_.catalogue.FindAction(action);
    return id && parsed.covered.Contains(*id);
  }

  // Where a statement names several providers and tests the keys of one: that
  // one's prefix, if nobody else gets in. Empty otherwise.
  std::string_view Several(const TestsByPrefix& tests,
                           const std::vector<Provider>& providers) {
    std::set<std::string_view> prefixes;
    for (const Provider& provider : providers) {
      prefixes.insert(provider.prefix());
    }
    std::set<std::string_view> tested;
    bool required = false;
    for (const std::string_view prefix : prefixes) {
      for (const ParsedTest* test : tests.Of(prefix)) {
        tested.insert(prefix);
        required |= policy::Requires(*test);
      }
    }
    if (prefixes.size() < 2 || tested.size() != 1) {
      return {};
    }
    const std::string_view meant = *tested.begin();
    const auto other = std::find_if(
        providers.begin(), providers.end(),
        [&](const Provider& one) { return one.prefix() != meant; });
    findings_
        .Add(kSeveralFederatedPrincipals, other->value->span,
             "the statement trusts " +
                 support::Count(prefixes.size(), "provider") +
                 " and tests the keys of `" + std::string(meant) +
                 "` alone, which those of " + Quoted(*other->value) +
                 " do not carry")
        .Help("write a statement for each of them");
    return required ? meant : std::string_view();
  }

  void Saml(const TestsByPrefix& tests, const Provider& provider) {
    for (const ParsedTest* test : tests.Of(kSamlKeys)) {
      if (test->key == "saml:aud" && policy::Restricts(*test)) {
        return;
      }
    }
    const catalog::Partition* partition =
        catalog::FindPartition(context_.standing.partition);
    std::string_view audience =
        partition == nullptr ? std::string_view() : partition->saml_audience;
    if (audience.empty()) {
      audience = catalog::FindPartition("aws")->saml_audience;
    }
    findings_
        .Add(kSamlWithoutAudience, provider.value->span,
             "assertions of " + Quoted(*provider.value) +
                 " are taken for whatever audience they were made")
        .Help("test `SAML:aud`, which is `" + std::string(audience) +
              "` where people sign in to the console");
  }

  // `meant`: whether tokens of the provider can get in at all.
  void Oidc(const TestsByPrefix& tests, const Provider& provider, bool meant) {
    const bool refused = Tenancy(tests, provider);
    const std::string& host = provider.federated.provider;
    const auto& own = tests.Of(host);
    if (policy::IsGitHub(host)) {
      GitHub(tests, provider);
    } else if (own.empty() && !refused && meant) {
      findings_
          .Add(kOidcWithoutCondition, provider.value->span,
               "whoever gets a token from " + Quoted(*provider.value) +
                   " may assume the role")
          .Help("test `" + host + ":sub` and `" + host + ":aud`");
    }
    if (policy::IsEksCluster(host) && meant) {
      Cluster(tests, provider);
    }
    const bool audience =
        std::any_of(own.begin(), own.end(), [&](const ParsedTest* one) {
          return policy::IsAudienceKey(host, one->key) &&
                 policy::Restricts(*one);
        });
    if (!audience && meant && !(refused && IsAboutAudience(host))) {
      findings_
          .Add(kOidcWithoutAudience, provider.value->span,
               "tokens of " + Quoted(*provider.value) +
                   " are taken for whatever audience they were made")
          .Help("test `" + host + ":aud`");
    }
  }

  // What IAM asks for is the audience.
  static bool IsAboutAudience(std::string_view host) {
    const auto required = policy::RequiredKey(host);
    return required && required->ends_with(":aud");
  }

  // Whether IAM refuses the statement, because it does not test the key that
  // tells the customers of a shared provider apart.
  bool Tenancy(const TestsByPrefix& tests, const Provider& provider) {
    const auto required = policy::RequiredKey(provider.federated.provider);
    if (!required || !tests.OfKey(support::Lower(*required)).empty()) {
      return false;
    }
    findings_
        .Add(kSharedOidcWithoutTenancy, provider.value->span,
             "all customers of the provider get tokens from " +
                 Quoted(*provider.value) + ", and IAM asks for a test of `" +
                 *required + "`")
        .Help("test `" + *required + "`");
    return true;
  }

  void GitHub(const TestsByPrefix& all, const Provider& provider) {
    const std::string subject = provider.federated.provider + ":sub";
    auto tests = all.OfKey(subject);
    std::erase_if(
        tests, [](const ParsedTest* one) { return !policy::Requires(*one); });
    if (tests.empty()) {
      findings_
          .Add(kGitHubWithoutSubject, provider.value->span,
               "any repository of GitHub may assume the role")
          .Help("test `" + subject +
                "`, as in `repo:OWNER/REPOSITORY:ref:refs/heads/main`");
      return;
    }
    // All tests hold at once: the narrowest counts.
    const ParsedTest* narrowest = tests.front();
    for (const ParsedTest* test : tests) {
      if (Widest(*test) < Widest(*narrowest)) {
        narrowest = test;
      }
    }
    const auto refs = all.OfKey(provider.federated.provider + ":ref");
    const bool pinned = std::any_of(
        refs.begin(), refs.end(),
        [](const ParsedTest* one) { return policy::Requires(*one); });
    for (const Value& value : narrowest->values()) {
      Subject(value,
              policy::JudgeGitHubSubject(value.text, WildcardsOf(*narrowest)),
              pinned);
    }
  }

  static GitHubSubject Widest(const ParsedTest& test) {
    GitHubSubject widest = GitHubSubject::kExact;
    for (const Value& value : test.values()) {
      widest = std::max(
          widest, policy::JudgeGitHubSubject(value.text, WildcardsOf(test)));
    }
    return widest;
  }

  void Subject(const Value& value, GitHubSubject judged, bool pinned) {
    switch (judged) {
      case GitHubSubject::kExact:
        break;
      case GitHubSubject::kAnyRef:
        if (!pinned) {
          findings_
              .Add(kGitHubSubjectWildcard, value.span,
                   Quoted(value) + " lets in every branch and pull request")
              .Help(
                  "name a branch, as in "
                  "`repo:OWNER/REPOSITORY:ref:refs/heads/main`, or an "
                  "environment");
        }
        break;
      case GitHubSubject::kWide:
        findings_
            .Add(kGitHubSubjectWildcard, value.span,
                 Quoted(value) + " lets in more than one repository")
            .Help("name the repository, and a branch or an environment of it");
        break;
      case GitHubSubject::kUnsafe:
        findings_
            .Add(kGitHubSubjectUnsafe, value.span,
                 "anybody's repository can present a subject like " +
                     Quoted(value))
            .Help("begin it with `repo:OWNER/REPOSITORY:`");
        break;
    }
  }

  void Cluster(const TestsByPrefix& tests, const Provider& provider) {
    const std::string subject = provider.federated.provider + ":sub";
    const Value* wild = nullptr;
    bool named = false;
    for (const ParsedTest* test : tests.OfKey(subject)) {
      if (!policy::Requires(*test)) {
        continue;
      }
      const Value* open = AnyAccount(*test);
      named |= open == nullptr;
      wild = wild == nullptr ? open : wild;
    }
    if (named) {
      return;
    }
    const bool is_wild = wild != nullptr;
    findings_
        .Add(kClusterOidcWithoutSubject,
             is_wild ? wild->span : provider.value->span,
             is_wild ? Quoted(*wild) + " names no service account"
                     : "every pod of the cluster " + Quoted(*provider.value) +
                           " may assume the role")
        .Help("test `" + subject +
              "`, as in `system:serviceaccount:NAMESPACE:NAME`");
  }

  // The first value that is for every service account.
  static const Value* AnyAccount(const ParsedTest& test) {
    if (test.op->comparison != Comparison::kLike) {
      return nullptr;
    }
    const auto found = std::find_if(
        test.values().begin(), test.values().end(), [](const Value& one) {
          return policy::IsAnything(
              std::string_view(one.text).substr(one.text.rfind(':') + 1));
        });
    return found == test.values().end() ? nullptr : &*found;
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({Kind::kTrust})) {
    return;
  }
  FederationChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    checks.Look(statement);
  }
}

constexpr std::array<const diag::Rule*, 9> kRules = {
    &kOidcWithoutCondition,      &kGitHubWithoutSubject,
    &kGitHubSubjectWildcard,     &kGitHubSubjectUnsafe,
    &kSharedOidcWithoutTenancy,  &kOidcWithoutAudience,
    &kSamlWithoutAudience,       &kClusterOidcWithoutSubject,
    &kSeveralFederatedPrincipals};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& FederatedTrust() { return kFamily; }

}  // namespace iamgen::checks
