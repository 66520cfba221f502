// Looks at trust policies once for each role and account.
#include "analysis/landscape.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "analysis/permit.h"
#include "analysis/typical_accounts.h"
#include "analysis/written_documents.h"
#include "model/evaluate.h"
#include "model/identities.h"
#include "policy/arn.h"
#include "policy/caller_tests.h"
#include "policy/parsed_statement.h"
#include "policy/pattern.h"

namespace iamgen::analysis {
namespace {

using model::EntityKind;
using policy::Statement;

bool HasGroup(const Statement& statement, std::string_view type) {
  return statement.principal.text ||
         std::any_of(statement.principal.groups.begin(),
                     statement.principal.groups.end(),
                     [&](const policy::PrincipalGroup& one) {
                       return one.type.text == type;
                     });
}

// Whoever is not known by name is nobody for certain.
void LeaveOutUnknown(Statement& statement) {
  for (policy::PrincipalGroup& group : statement.principal.groups) {
    std::vector<policy::Value>& values = group.of.values;
    values.erase(
        std::remove_if(values.begin(), values.end(),
                       [](const policy::Value& one) { return !one.known(); }),
        values.end());
  }
}

void ReadTrust(policy::Document trust, const catalog::Catalogue& catalogue,
               Inhabitant& role) {
  bool needs_mfa = false;
  std::vector<Statement> statements;
  for (Statement& one : trust.statements) {
    const policy::ParsedStatement parsed = policy::Parse(one, catalogue);
    needs_mfa |= DeniesWithoutMfa(parsed);
    if (one.denies() || !policy::RequiresMfa(parsed)) {
      role.trusts_principals |= one.allows() && HasGroup(one, "AWS");
      role.trusts_services |= one.allows() && HasGroup(one, "Service");
      statements.push_back(one);
      if (one.allows() && !one.principal.except) {
        LeaveOutUnknown(statements.back());
      }
    }
  }
  role.trusts_principals &= !needs_mfa;
  trust.statements = std::move(statements);
  role.trust = std::move(trust);
}

// What takes a principal further, besides what it is trusted with.
constexpr std::array<const char*, 7> kActionsOfSteps = {
    "sts:AssumeRole",
    "iam:PassRole",
    "lambda:UpdateFunctionCode",
    "iam:UpdateAssumeRolePolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:UpdateLoginProfile"};

// Those that are administrators, or may get somewhere.
std::set<model::EntityRef> WhoMoves(const model::Topology& topology,
                                    const catalog::Catalogue& catalogue,
                                    Access& access) {
  catalog::ActionSet of_steps(catalogue);
  for (const char* action : kActionsOfSteps) {
    catalogue.Expand(action, of_steps);
  }
  std::set<model::EntityRef> movers;
  access.ForEachPrincipal([&](const Principal& principal) {
    if (principal.may.Meets(of_steps) || access.IsAdministrator(principal)) {
      movers.insert(principal.entity);
    }
  });
  // Within an account it is enough that a role trusts somebody by name.
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.source == model::SourceKind::kEntity) {
      movers.insert(edge.source_entity);
    }
  }
  return movers;
}

}  // namespace

Landscape::Landscape(const model::Topology& topology,
                     const catalog::Catalogue& catalogue, Access& access) {
  std::vector<std::vector<const model::LambdaJob*>> jobs(topology.roles.size());
  for (const model::LambdaJob& job : topology.jobs) {
    jobs[job.role.index].push_back(&job);
  }
  const auto identities = model::Identities(topology);
  const auto movers = WhoMoves(topology, catalogue, access);
  for (const model::AccountId account :
       TypicalAccounts(topology, access.policies(), movers, access.classes())) {
    accounts_.emplace(topology.accounts[account].id, account);
    for (const model::IdentityView& identity : identities) {
      if (!identity.accounts.valid() ||
          !topology.account_sets[identity.accounts].Contains(account)) {
        continue;
      }
      Add(topology, catalogue, identity, account);
      if (identity.entity.kind != EntityKind::kRole) {
        continue;
      }
      all_.back().moves = movers.contains(identity.entity);
      for (const model::LambdaJob* job : jobs[identity.entity.index]) {
        if (job->accounts.valid() &&
            topology.account_sets[job->accounts].Contains(account)) {
          const model::Account& in = topology.accounts[account];
          all_.back().functions.push_back(
              "arn:" + in.partition + ":lambda:" +
              (in.region.empty() ? std::string("us-east-1") : in.region) + ":" +
              in.id + ":function:" +
              model::Evaluate(topology, job->name.value, account));
        }
      }
    }
  }
}

void Landscape::Add(const model::Topology& topology,
                    const catalog::Catalogue& catalogue,
                    const model::IdentityView& identity,
                    model::AccountId account) {
  const model::EntityRef entity = identity.entity;
  if (entity.kind == EntityKind::kGroup &&
      topology.groups[model::GroupId{entity.index}].external_users.empty()) {
    return;
  }
  Inhabitant one{.entity = entity,
                 .account = account,
                 .arn = model::ArnOf(topology, entity, account)};
  one.bounded = identity.boundary != nullptr && identity.boundary->has_value();
  one.moves = entity.kind != EntityKind::kRole;
  if (entity.kind == EntityKind::kRole) {
    ReadTrust(Written(topology, TrustOf(topology, model::RoleId{entity.index}),
                      account),
              catalogue, one);
  } else if (entity.kind == EntityKind::kUser) {
    one.console = topology.users[model::UserId{entity.index}].console;
  }
  in_[account].push_back(all_.size());
  by_arn_.emplace(one.arn, all_.size());
  all_.push_back(std::move(one));
}

const std::vector<std::size_t>& Landscape::In(model::AccountId account) const {
  static const std::vector<std::size_t> kNobody;
  const auto found = in_.find(account);
  return found == in_.end() ? kNobody : found->second;
}

std::vector<std::size_t> Landscape::Elsewhere(std::string_view pattern,
                                              model::AccountId account) const {
  std::vector<std::size_t> found;
  if (!policy::HasWildcard(pattern)) {
    const auto one = by_arn_.find(std::string(pattern));
    if (one != by_arn_.end() && all_[one->second].account != account) {
      found.push_back(one->second);
    }
    return found;
  }
  const auto arn = policy::SplitArn(pattern);
  if (arn && policy::IsLiteralField(arn->account)) {
    const auto named = accounts_.find(std::string(arn->account));
    return named == accounts_.end() || named->second == account
               ? found
               : In(named->second);
  }
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (all_[i].account != account) {
      found.push_back(i);
    }
  }
  return found;
}

}  // namespace iamgen::analysis
