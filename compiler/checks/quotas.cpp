// How many of something an account, an OU or the console takes.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/limits.h"
#include "checks/check.h"
#include "checks/quota_rules.h"
#include "model/evaluate.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

template <typename T>
diag::Span PlaceOf(const T& entity) {
  if constexpr (requires { entity.key_span; }) {
    return entity.key_span;
  } else {
    return entity.span;
  }
}

// Tells of the account with the most of a kind, at the first that is too much.
template <typename T>
void CountByAccount(const model::Topology& topology,
                    const support::Store<T>& entities, std::size_t most,
                    std::string_view one, std::string_view many,
                    bool can_be_raised, const Reporter& report) {
  if (entities.size() <= most) {
    return;
  }
  std::vector<std::size_t> count(topology.accounts.size(), 0);
  std::map<model::AccountId, const T*> too_much;
  for (const T& entity : entities) {
    if (!entity.accounts.valid()) {
      continue;
    }
    for (const model::AccountId id :
         topology.account_sets[entity.accounts].members) {
      if (++count[id.index] == most + 1) {
        too_much.emplace(id, &entity);
      }
    }
  }
  const auto fullest = std::max_element(
      too_much.begin(), too_much.end(),
      [&](const auto& left, const auto& right) {
        return count[left.first.index] < count[right.first.index];
      });
  if (fullest == too_much.end()) {
    return;
  }
  const std::string& alias = topology.accounts[fullest->first].alias;
  report(PlaceOf(*fullest->second),
         "`" + alias + "` has " +
             support::Count(count[fullest->first.index], one, many) +
             ", the most is " + std::to_string(most) +
             (can_be_raised ? " unless AWS has raised the quota" : ""))
      .Help(can_be_raised ? "have the quota raised before this is deployed"
                          : "this number cannot be raised: spread them over "
                            "accounts")
      .In(alias);
}

void AccountQuota(const model::Topology& topology, const Reporter& report) {
  CountByAccount(topology, topology.roles, catalog::kDefaultRoles, "role",
                 "roles", true, report);
  CountByAccount(topology, topology.policies, catalog::kDefaultManagedPolicies,
                 "managed policy", "managed policies", true, report);
  CountByAccount(topology, topology.groups, catalog::kDefaultGroups, "group",
                 "groups", true, report);
  CountByAccount(topology, topology.profiles, catalog::kDefaultInstanceProfiles,
                 "instance profile", "instance profiles", true, report);
  CountByAccount(topology, topology.users, catalog::kMostUsers, "user", "users",
                 false, report);
  CountByAccount(topology, topology.oidc_providers,
                 catalog::kDefaultOidcProviders, "OIDC provider",
                 "OIDC providers", true, report);
  CountByAccount(topology, topology.saml_providers, catalog::kMostSamlProviders,
                 "SAML provider", "SAML providers", false, report);
}

void SwitchRoleNameLength(const model::Topology& topology,
                          const Reporter& report) {
  std::set<model::RoleId> told;
  for (const model::TrustEdge& edge : topology.edges) {
    const bool of_people =
        edge.source == model::SourceKind::kEntity &&
        (edge.source_entity.kind == model::EntityKind::kUser ||
         edge.source_entity.kind == model::EntityKind::kGroup);
    if (!of_people || !edge.target.valid() || told.contains(edge.target)) {
      continue;
    }
    const model::Role& role = topology.roles[edge.target];
    for (const model::AccountId id :
         topology.account_sets[role.accounts].members) {
      const std::string path = model::Evaluate(topology, role.path.value, id);
      const std::string name = model::Evaluate(topology, role.name.value, id);
      const std::size_t size = path.size() + name.size();
      if (size > catalog::kMostSwitchRolePathAndName && !role.generated_name) {
        told.insert(edge.target);
        report(role.key_span,
               "`" + path + name + "` has " +
                   support::Count(size, "character") +
                   ", and the console switches to roles of at most 64")
            .Also(edge.span, "people assume it by this")
            .Help("shorten its path or its name")
            .About("role/" + role.key);
        break;
      }
      // Most names are the same everywhere.
      if (role.path.value.IsLiteral() && role.name.value.IsLiteral()) {
        break;
      }
    }
  }
}

// The policies of one kind in one place: "the root", "`Work/Dev`", "`dev`".
struct Attached {
  std::map<std::string, std::vector<const model::ControlPolicy*>> at;

  void Add(const model::Topology& topology,
           const model::ControlPolicy& policy) {
    if (policy.on_root) {
      at["the root"].push_back(&policy);
    }
    for (const std::string& ou : policy.on_ous) {
      at["`" + ou + "`"].push_back(&policy);
    }
    if (policy.on_accounts.valid()) {
      for (const model::AccountId id :
           topology.account_sets[policy.on_accounts].members) {
        at["`" + topology.accounts[id].alias + "`"].push_back(&policy);
      }
    }
  }
};

void TooManyControlPolicies(const model::Topology& topology,
                            const Reporter& report) {
  // With the one of AWS that is always there, and that may be there.
  constexpr std::size_t kMostServiceControls = 10;
  constexpr std::size_t kMostResourceControls = 4;
  Attached services;
  Attached resources;
  for (const model::ControlPolicy& policy : topology.control_policies) {
    (policy.kind == model::ControlKind::kService ? services : resources)
        .Add(topology, policy);
  }
  std::set<diag::Span> told;
  for (const auto& [place, policies] : services.at) {
    if (policies.size() < kMostServiceControls ||
        !told.insert(policies[kMostServiceControls - 1]->span).second) {
      continue;
    }
    const bool never = policies.size() > kMostServiceControls;
    report(
        policies[never ? kMostServiceControls : kMostServiceControls - 1]->span,
        place + " has " + std::to_string(policies.size()) +
            " service control policies" +
            (never ? ", the most is 10"
                   : " and FullAWSAccess, unless that is detached; the most "
                     "is 10"))
        .Help("join those that go together")
        .As(never ? diag::Severity::kError : diag::Severity::kWarning);
  }
  for (const auto& [place, policies] : resources.at) {
    if (policies.size() > kMostResourceControls &&
        told.insert(policies[kMostResourceControls]->span).second) {
      report(policies[kMostResourceControls]->span,
             place + " has " + std::to_string(policies.size()) +
                 " resource control policies and RCPFullAWSAccess, the most is "
                 "5")
          .Help("join those that go together");
    }
  }
}

constexpr Check kChecks[] = {
    {.rule = kAccountQuota, .weigh = AccountQuota},
    {.rule = kSwitchRoleNameLength, .weigh = SwitchRoleNameLength},
    {.rule = kTooManyControlPolicies, .weigh = TooManyControlPolicies},
};

}  // namespace

std::span<const Check> QuotaChecks() { return kChecks; }

}  // namespace iamgen::checks
