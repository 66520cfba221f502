// Trust: who is let in more widely than need be, and what cannot be created.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "checks/check.h"
#include "checks/trust_statements.h"
#include "model/entity.h"

namespace iamgen::checks {
namespace {

bool Narrowed(const model::Statement& statement) {
  return Tests(statement, {"aws:PrincipalArn", "sts:ExternalId",
                           "aws:MultiFactorAuthPresent"});
}

bool Narrowed(const model::TrustEdge& edge) {
  model::Statement tested;
  tested.conditions = edge.conditions.when;
  return !edge.conditions.external_id.empty() || edge.conditions.mfa ||
         Narrowed(tested);
}

bool NamesEveryone(const model::PrincipalClause& clause) {
  return clause.anyone || clause.except ||
         std::any_of(clause.principals.begin(), clause.principals.end(),
                     [](const model::Principals& one) {
                       return std::any_of(one.values.begin(), one.values.end(),
                                          [](const model::LocatedText& value) {
                                            return value.value ==
                                                   model::Text("*");
                                          });
                     });
}

void AnyoneMayAssume(const model::Topology& topology, const Reporter& report) {
  ForEachTrust(topology, [&](const model::Role& role,
                             const model::Statement& statement) {
    if (NamesEveryone(*statement.principal) &&
        !Tests(statement, {"aws:PrincipalArn", "aws:PrincipalAccount",
                           "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
                           "sts:ExternalId"})) {
      report(statement.span, "role `" + role.key + "` can be assumed by anyone")
          .Help("name the accounts or roles that need it")
          .About("role/" + role.key);
    }
  });
}

// The account of a principal that is written out: its id alone, or in an ARN.
std::string AccountOf(const model::Text& principal) {
  const std::string text = principal.IsLiteral() ? principal.literal() : "";
  if (text.find(':') == std::string::npos) {
    return text.find_first_not_of("0123456789") == std::string::npos ? text
                                                                     : "";
  }
  std::size_t at = 0;
  for (int colon = 0; colon < 4; ++colon) {
    at = text.find(':', at);
    if (at == std::string::npos) {
      return "";
    }
    ++at;
  }
  return text.substr(at, text.find(':', at) - at);
}

const model::Account* FindAccount(const model::Topology& topology,
                                  std::string_view id) {
  const auto found = std::find_if(
      topology.accounts.begin(), topology.accounts.end(),
      [&](const model::Account& account) { return account.id == id; });
  return found == topology.accounts.end() ? nullptr : &*found;
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

constexpr const char* kTrustsAnAccount =
    "` trusts a whole account: every principal in `";

// Accounts that a pasted trust policy names.
void PastedAccountTrusted(const model::Topology& topology,
                          const Reporter& report) {
  ForEachTrust(topology, [&](const model::Role& role,
                             const model::Statement& statement) {
    if (Narrowed(statement)) {
      return;
    }
    ForEachPrincipal(
        statement, model::PrincipalType::kAws,
        [&](const model::LocatedText& principal) {
          const std::string id = AccountOf(principal.value);
          const model::Account* account = FindAccount(topology, id);
          if (account == nullptr ||
              (principal.value.literal() != id &&
               !principal.value.literal().ends_with(":root"))) {
            return;
          }
          const auto& homes = topology.account_sets[role.accounts].members;
          if (homes.size() == 1 && topology.accounts[homes.front()].id == id) {
            return;
          }
          report(principal.span,
                 "role `" + role.key + kTrustsAnAccount + account->alias +
                     "` that its own policies let may assume it")
              .Help("name the role by its ARN, or test `aws:PrincipalArn`")
              .About("role/" + role.key);
        });
  });
}

void WholeAccountTrusted(const model::Topology& topology,
                         const Reporter& report) {
  PastedAccountTrusted(topology, report);
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
           "role `" + key + kTrustsAnAccount +
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
  ForEachTrust(topology, [&](const model::Role& role,
                             const model::Statement& statement) {
    if (Tests(statement, {"sts:ExternalId", "aws:PrincipalOrgID",
                          "aws:PrincipalOrgPaths"})) {
      return;
    }
    ForEachPrincipal(
        statement, model::PrincipalType::kAws,
        [&](const model::LocatedText& principal) {
          const std::string id = AccountOf(principal.value);
          if (id.empty() || FindAccount(topology, id) != nullptr) {
            return;
          }
          report(principal.span, "role `" + role.key + "` trusts account `" +
                                     id + "`, which the topology does not know")
              .Help(
                  "declare it under `external_accounts`, and ask it for an "
                  "`external_id`")
              .About("role/" + role.key);
        });
  });
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

// Whether a text is the ARN of a role, or of a session of one.
bool IsRole(const model::LocatedText& text) {
  if (const auto* hole =
          text.value.parts.empty()
              ? nullptr
              : std::get_if<model::Hole>(&text.value.parts.front())) {
    return hole->kind == model::HoleKind::kEntityArn &&
           hole->entity.kind == model::EntityKind::kRole;
  }
  const std::string literals = LiteralsOf(text.value);
  return literals.find(":role/") != std::string::npos ||
         literals.find(":assumed-role/") != std::string::npos;
}

bool AreRoles(const model::Texts& texts) {
  return std::all_of(texts.begin(), texts.end(), IsRole);
}

// Whether a statement lets in nobody but roles: it names them, or tests for
// them.
bool LetsInRolesAlone(const model::Statement& statement) {
  if (std::any_of(statement.conditions.begin(), statement.conditions.end(),
                  [](const model::ConditionTest& test) {
                    return test.key == model::Text("aws:PrincipalArn") &&
                           AreRoles(test.values);
                  })) {
    return true;
  }
  const model::PrincipalClause& clause = *statement.principal;
  return !clause.except && !clause.anyone &&
         std::all_of(clause.principals.begin(), clause.principals.end(),
                     [](const model::Principals& one) {
                       return one.type == model::PrincipalType::kAws &&
                              AreRoles(one.values);
                     });
}

void ChainedSession(const model::Topology& topology, const Reporter& report) {
  constexpr std::int64_t kMostChained = 3600;
  for (const model::Role& role : topology.roles) {
    const auto& statements = role.trust.statements;
    if (role.max_session_seconds &&
        role.max_session_seconds->value > kMostChained && !statements.empty() &&
        std::all_of(statements.begin(), statements.end(),
                    [](const model::Statement& one) {
                      return one.principal && LetsInRolesAlone(one);
                    })) {
      report(role.max_session_seconds->span,
             "only roles may assume role `" + role.key +
                 "`, and a session of a role that a role assumes ends after "
                 "1 hour")
          .Help("leave `max_session_duration` out")
          .About("role/" + role.key);
    }
  }
}

constexpr Check kChecks[] = {
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
    {.rule =
         {.id = "IAM710",
          .name = "chained-session-too-long",
          .severity = diag::Severity::kWarning,
          .summary = "a longer session than role chaining gives",
          .explanation =
              R"(A role that is assumed with the credentials of another role gets an
hour at most, whatever its own maximum. Only roles assume this one, so more than an
hour is never had, and asking for it is refused.

Fires:    Child: { in: dev, max_session_duration: 4h,
                   trusted_by: [ { role: Server, in: master } ] }
Repaired: Child: { in: dev, trusted_by: [ { role: Server, in: master } ] }
AWS: "IAM roles", role chaining
)"},
     .run = ChainedSession},
};

}  // namespace

std::span<const Check> TrustChecks() { return kChecks; }

}  // namespace iamgen::checks
