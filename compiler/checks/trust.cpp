// Trust: who is let in more widely than need be, and what cannot be created.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "checks/check.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

bool Tests(const model::TrustEdge& edge,
           std::initializer_list<std::string_view> keys) {
  return std::any_of(
      edge.conditions.when.begin(), edge.conditions.when.end(),
      [&](const model::ConditionTest& test) {
        return test.key.IsLiteral() &&
               std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
                 return support::EqualIgnoringCase(key, test.key.literal());
               });
      });
}

bool Narrowed(const model::TrustEdge& edge) {
  return !edge.conditions.external_id.empty() ||
         (edge.conditions.mfa && *edge.conditions.mfa) ||
         Tests(edge, {"aws:PrincipalArn", "sts:ExternalId",
                      "aws:MultiFactorAuthPresent"});
}

void AnyoneMayAssume(const model::Topology& topology, const Reporter& report) {
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.source == model::SourceKind::kAnyone &&
        !Tests(edge, {"aws:PrincipalArn", "aws:PrincipalAccount",
                      "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"}) &&
        edge.conditions.external_id.empty()) {
      const std::string& key = topology.roles[edge.target].key;
      report(edge.span, "role `" + key + "` can be assumed by anyone")
          .Help("name the accounts or roles that need it")
          .About("role/" + key);
    }
  }
}

// A group makes no requests, its users do; with none known, the trust can name
// the account alone.
bool IsGroupOfNobody(const model::Topology& topology,
                     const model::TrustEdge& edge) {
  return edge.source == model::SourceKind::kEntity && edge.target.valid() &&
         edge.derive && edge.source_entity.kind == model::EntityKind::kGroup &&
         std::none_of(topology.users.begin(), topology.users.end(),
                      [&](const model::User& user) {
                        return std::any_of(user.groups.begin(),
                                           user.groups.end(),
                                           [&](const model::Membership& one) {
                                             return one.group.index ==
                                                    edge.source_entity.index;
                                           });
                      });
}

void WholeAccountTrusted(const model::Topology& topology,
                         const Reporter& report) {
  for (const model::TrustEdge& edge : topology.edges) {
    const bool group_of_nobody = IsGroupOfNobody(topology, edge);
    if ((edge.source != model::SourceKind::kAccount && !group_of_nobody) ||
        edge.same_account || Narrowed(edge)) {
      continue;
    }
    const auto& sources = topology.account_sets[edge.source_accounts].members;
    const auto& targets = topology.account_sets[edge.target_accounts].members;
    // An account that trusts itself leaves it to its own policies.
    if (sources == targets && sources.size() == 1) {
      continue;
    }
    const std::string& key = topology.roles[edge.target].key;
    report(group_of_nobody ? edge.span : edge.source_name.span,
           "role `" + key + "` trusts a whole account: every principal in `" +
               topology.accounts[sources.front()].alias +
               "` that its own policies let may assume it" +
               (group_of_nobody
                    ? ", as the topology knows no user of group `" +
                          model::KeyOf(topology, edge.source_entity) + "`"
                    : ""))
        .Help(group_of_nobody
                  ? "give the group its `users`, or ask for `mfa: true`"
                  : "name the role with `role:` and `in:`, or add "
                    "`external_id` or `mfa: true`")
        .About("role/" + key);
  }
}

// An account of an ARN that the topology does not know.
void OutsideAccount(const model::Topology& topology, const Reporter& report) {
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.source != model::SourceKind::kArn ||
        !edge.source_name.value.IsLiteral() ||
        !edge.conditions.external_id.empty() ||
        Tests(edge, {"sts:ExternalId", "aws:PrincipalOrgID",
                     "aws:PrincipalOrgPaths"})) {
      continue;
    }
    const std::string arn = edge.source_name.value.literal();
    std::size_t at = 0;
    for (int colon = 0; colon < 4 && at != std::string::npos; ++colon) {
      at = arn.find(':', at) == std::string::npos ? std::string::npos
                                                  : arn.find(':', at) + 1;
    }
    if (at == std::string::npos) {
      continue;
    }
    const std::string id = arn.substr(at, arn.find(':', at) - at);
    const bool known = std::any_of(
        topology.accounts.begin(), topology.accounts.end(),
        [&](const model::Account& account) { return account.id == id; });
    if (!known) {
      const std::string& key = topology.roles[edge.target].key;
      report(edge.source_name.span, "role `" + key + "` trusts account `" + id +
                                        "`, which the topology does not know")
          .Help(
              "declare it under `external_accounts`, and ask it for an "
              "`external_id`")
          .About("role/" + key);
    }
  }
}

// Roles of one account that name each other by ARN: neither can be the first.
void CircularTrust(const model::Topology& topology, const Reporter& report) {
  std::map<model::RoleId, std::vector<const model::TrustEdge*>> trusts;
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.source != model::SourceKind::kEntity ||
        edge.source_entity.kind != model::EntityKind::kRole ||
        !edge.target.valid() || !(edge.derive || edge.written_at_target) ||
        edge.pin == model::Pin::kAccount) {
      continue;
    }
    const bool itself = edge.source_entity.index == edge.target.index;
    if (itself && !edge.pin) {
      continue;
    }
    const auto& targets = topology.account_sets[edge.target_accounts].members;
    const model::AccountSet& sources =
        topology.account_sets[edge.source_accounts];
    const bool within =
        edge.same_account ||
        std::any_of(targets.begin(), targets.end(),
                    [&](model::AccountId id) { return sources.Contains(id); });
    if (within) {
      trusts[edge.target].push_back(&edge);
    }
  }
  // Depth first, with a stack of its own; 1 is on the way, 2 is done.
  std::map<model::RoleId, int> state;
  for (const auto& [root, unused] : trusts) {
    if (state[root] != 0) {
      continue;
    }
    std::vector<std::pair<model::RoleId, std::size_t>> way = {{root, 0}};
    state[root] = 1;
    while (!way.empty()) {
      auto& [role, next] = way.back();
      const auto edges = trusts.find(role);
      if (edges == trusts.end() || next >= edges->second.size()) {
        state[role] = 2;
        way.pop_back();
        continue;
      }
      const model::TrustEdge* edge = edges->second[next++];
      const model::RoleId to{edge->source_entity.index};
      if (state[to] == 1) {
        auto finding =
            report(edge->span, "roles trust each other by ARN in a circle: `" +
                                   topology.roles[edge->target].key +
                                   "` trusts `" + topology.roles[to].key +
                                   "`, so neither can be created first");
        finding.Help("add `pin: account` to this edge")
            .About("role/" + topology.roles[edge->target].key);
        bool in_circle = false;
        for (const auto& [step, count] : way) {
          in_circle |= step == to;
          if (in_circle && count > 0) {
            const model::TrustEdge* other = trusts[step][count - 1];
            if (other != edge) {
              finding.Also(
                  other->span,
                  "`" + topology.roles[other->target].key + "` trusts `" +
                      model::KeyOf(topology, other->source_entity) + "`");
            }
          }
        }
      } else if (state[to] == 0) {
        state[to] = 1;
        way.emplace_back(to, 0);
      }
    }
  }
}

// Whether a claim of the token other than its audience is tested.
bool TestsAClaim(const model::TrustEdge& edge, std::string_view claim) {
  if (!edge.conditions.subject.empty()) {
    return true;
  }
  return std::any_of(
      edge.conditions.when.begin(), edge.conditions.when.end(),
      [&](const model::ConditionTest& test) {
        const auto* last =
            test.key.parts.empty()
                ? nullptr
                : std::get_if<std::string>(&test.key.parts.back());
        return last != nullptr && last->ends_with(":" + std::string(claim));
      });
}

bool IsGitHub(const model::TrustEdge& edge) {
  return edge.source == model::SourceKind::kOidc &&
         edge.source_prefix.IsLiteral() &&
         edge.source_prefix.literal().starts_with(
             "token.actions.githubusercontent.com");
}

void OidcWithoutCondition(const model::Topology& topology,
                          const Reporter& report) {
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.source != model::SourceKind::kOidc || IsGitHub(edge) ||
        !edge.conditions.audience.empty() || !edge.conditions.subject.empty() ||
        !edge.conditions.when.empty()) {
      continue;
    }
    const std::string& key = topology.roles[edge.target].key;
    report(edge.source_name.span,
           "role `" + key + "` trusts every token of the provider")
        .Help("name the `audience` and the `subject` of the tokens that may")
        .About("role/" + key);
  }
}

void GitHubWithoutSubject(const model::Topology& topology,
                          const Reporter& report) {
  for (const model::TrustEdge& edge : topology.edges) {
    if (!IsGitHub(edge) || TestsAClaim(edge, "sub")) {
      continue;
    }
    const std::string& key = topology.roles[edge.target].key;
    report(
        edge.source_name.span,
        "role `" + key + "` trusts the workflows of every repository on GitHub")
        .Help(
            "name yours: `subject: \"repo:OWNER/REPOSITORY:ref:refs/heads/"
            "main\"`")
        .About("role/" + key);
  }
}

constexpr Check kChecks[] = {
    {.rule =
         {.id = "IAM518",
          .name = "oidc-without-condition",
          .severity = diag::Severity::kSecurity,
          .summary = "a role trusts every token of an OIDC provider",
          .explanation =
              R"(The trust names an OIDC provider and tests nothing that the token
says: whoever gets a token from that provider, for whatever purpose, may assume
the role.

Fires:    trusted_by: [ { oidc: token.example.com } ]
Repaired: trusted_by: [ { oidc: token.example.com, audience: deploy,
                          subject: "project:shop" } ]
AWS: "Create a role for OpenID Connect federation"
)"},
     .run = OidcWithoutCondition},
    {.rule =
         {.id = "IAM519",
          .name = "github-without-subject",
          .severity = diag::Severity::kSecurity,
          .summary = "a role trusts every workflow on GitHub",
          .explanation =
              R"(GitHub has one issuer for all of its users. A trust that does not
test the subject lets the workflow of any repository, of anybody, assume the role.

Fires:    trusted_by: [ { oidc: github } ]
Repaired: trusted_by: [ { oidc: github,
                          subject: "repo:example/shop:ref:refs/heads/main" } ]
AWS: "Configuring a role for GitHub OIDC identity provider"
)"},
     .run = GitHubWithoutSubject},

    {.rule =
         {.id = "IAM525",
          .name = "anyone-may-assume",
          .severity = diag::Severity::kSecurity,
          .summary = "a role can be assumed by every AWS principal",
          .explanation =
              R"(The trust names `*` and tests neither the principal nor its account nor
its organization: whoever has an AWS account can become this role.

Fires:    trusted_by: [ { any: true } ]
Repaired: trusted_by: [ { role: Deploy, in: master } ]
AWS: "AWS JSON policy elements: Principal"
)"},
     .run = AnyoneMayAssume},
    {.rule =
         {.id = "IAM527",
          .name = "whole-account-trusted",
          .severity = diag::Severity::kWarning,
          .summary = "a role trusts every principal of another account",
          .explanation =
              R"(`account:` writes the account's root as the principal, which stands
for the whole account: the trust then depends on every policy over there.

Fires:    trusted_by: [ { account: master } ]
Repaired: trusted_by: [ { role: Deploy, in: master } ]
AWS: "AWS JSON policy elements: Principal", AWS account principals
)"},
     .run = WholeAccountTrusted},
    {.rule =
         {.id = "IAM528",
          .name = "outside-account-without-external-id",
          .severity = diag::Severity::kSecurity,
          .summary = "an unknown account is trusted without an external id",
          .explanation =
              R"(A principal of an account that the topology does not define may assume
the role, and nothing tells apart on whose behalf it does (the confused deputy).

Fires:    trusted_by: [ { arn: "arn:aws:iam::999999999999:role/Vendor" } ]
Repaired: trusted_by: [ { arn: "...", external_id: "a-secret-of-ours" } ]
AWS: "Access to AWS accounts owned by third parties"
)"},
     .run = OutsideAccount},
    {.rule =
         {.id = "IAM708",
          .name = "circular-trust",
          .severity = diag::Severity::kError,
          .summary = "roles of one account trust each other by ARN",
          .explanation =
              R"(IAM refuses a trust policy that names a role which does not exist
yet. Two roles that name each other can therefore not be created at all; naming
the account, with a test of aws:PrincipalArn, has no such order.

Fires:    A: { trusted_by: [ { role: B } ] }  and  B: { trusted_by: [ { role: A } ] }
Repaired: A: { trusted_by: [ { role: B, pin: account } ] }
AWS: "AWS JSON policy elements: Principal"
)"},
     .run = CircularTrust},
};

}  // namespace

std::span<const Check> TrustChecks() { return kChecks; }

}  // namespace iamgen::checks
