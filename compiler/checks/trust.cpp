// Trust: what cannot be created, and what never lasts as long as it says.
#include <algorithm>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "checks/check.h"
#include "diag/example_text.h"
#include "model/entity.h"

namespace iamgen::checks {
namespace {

// The literal parts of a text; what stands in its holes is left out.
std::string LiteralsOf(const model::Text& text) {
  std::string literals;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      literals += *literal;
    }
  }
  return literals;
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
         {.id = "IAM708",
          .name = "circular-trust",
          .severity = diag::Severity::kError,
          .summary = "roles of one account trust each other by ARN",
          .explanation =
              R"(IAM refuses a trust policy that names a role which does not exist
yet. Two roles that name each other can therefore not be created at all; naming
the account, with a test of aws:PrincipalArn, has no such order.)",
          .aws = "AWS JSON policy elements: Principal",
          .example = {.as = "topology",
                      .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, trusted_by: [ { role: B, pin: arn } ] }
  B: { in: master, trusted_by: [ { role: A, pin: arn } ] }
)"),
                      .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, trusted_by: [ { role: B } ] }
  B: { in: master, trusted_by: [ { role: A, pin: account } ] }
)"),
                      .also = "IAM709"}},
     .run = CircularTrust},
    {.rule =
         {.id = "IAM710",
          .name = "chained-session-too-long",
          .severity = diag::Severity::kWarning,
          .summary = "a longer session than role chaining gives",
          .explanation =
              R"(A role that is assumed with the credentials of another role gets an
hour at most, whatever its own maximum. Only roles assume this one, so more than an
hour is never had, and asking for it is refused.)",
          .aws = "IAM roles",
          .example = {.as = "topology",
                      .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ] }
  Child: { in: dev, max_session_duration: 4h, trusted_by: [ { role: Server, in: master } ] }
)"),
                      .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ] }
  Child: { in: dev, trusted_by: [ { role: Server, in: master } ] }
)"),
                      .also = {}}},
     .run = ChainedSession},
};

}  // namespace

std::span<const Check> TrustChecks() { return kChecks; }

}  // namespace iamgen::checks
