// Looks for entities by kind and glob.
#include "model/entity_pattern.h"

#include <algorithm>
#include <array>

#include "model/entity.h"
#include "support/text.h"

namespace iamgen::model {
namespace {

constexpr std::array<std::string_view, 6> kKinds = {
    "role", "user", "group", "policy", "lambda_job", "instance_profile"};

// Kinds of which the role is meant.
template <typename Visit>
bool VisitRoleOwners(const Topology& topology, std::string_view kind,
                     Visit visit) {
  if (kind == "lambda_job") {
    for (const LambdaJob& job : topology.jobs) {
      visit(job.key, job.role);
    }
    return true;
  }
  if (kind == "instance_profile") {
    for (const InstanceProfile& profile : topology.profiles) {
      visit(profile.key, profile.role);
    }
    return true;
  }
  return false;
}

const EntityKind* KindNamed(std::string_view word) {
  static constexpr std::array<EntityKind, 4> kEntities = {
      EntityKind::kRole, EntityKind::kUser, EntityKind::kGroup,
      EntityKind::kPolicy};
  const auto* found =
      std::find_if(kEntities.begin(), kEntities.end(),
                   [word](EntityKind kind) { return NameOf(kind) == word; });
  return found == kEntities.end() ? nullptr : found;
}

}  // namespace

std::vector<std::string_view> KeysNamed(const Topology& topology,
                                        std::string_view kind) {
  std::vector<std::string_view> keys;
  const bool of_roles = VisitRoleOwners(
      topology, kind,
      [&](const std::string& key, RoleId) { keys.emplace_back(key); });
  if (const EntityKind* known = KindNamed(kind);
      !of_roles && known != nullptr) {
    keys = KeysOf(topology, *known);
  }
  return keys;
}

std::vector<EntityRef> EntitiesNamed(const Topology& topology,
                                     std::string_view kind,
                                     std::string_view name) {
  std::vector<EntityRef> found;
  const bool of_roles =
      VisitRoleOwners(topology, kind, [&](const std::string& key, RoleId role) {
        if (role.valid() && support::GlobMatches(name, key)) {
          found.push_back({EntityKind::kRole, role.index});
        }
      });
  if (of_roles) {
    return found;
  }
  if (const EntityKind* known = KindNamed(kind)) {
    const auto keys = KeysOf(topology, *known);
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
      if (support::GlobMatches(name, keys[i])) {
        found.push_back({*known, i});
      }
    }
  }
  return found;
}

bool Selects(std::string_view selector, const Account& account) {
  return selector == "all" ||
         (selector == "master" && account.role == AccountRole::kMaster) ||
         (selector == "children" && account.role == AccountRole::kChild) ||
         selector == account.id ||
         support::GlobMatches(selector, account.alias);
}

support::Result<std::vector<PlacedEntity>> FindPlaced(
    const Topology& topology, std::string_view pattern) {
  const std::size_t slash = pattern.find('/');
  const std::string_view kind = pattern.substr(0, slash);
  if (slash == std::string_view::npos ||
      std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
    const std::vector<std::string> kinds(kKinds.begin(), kKinds.end());
    return support::Failure{
        "`" + std::string(pattern) +
        "` names no entity; write KIND/NAME or KIND/NAME@ACCOUNTS, where KIND "
        "is one of " +
        support::QuotedList(kinds, kinds.size())};
  }
  const std::size_t at = pattern.rfind('@');
  const std::string_view name = pattern.substr(
      slash + 1, at == std::string_view::npos ? at : at - slash - 1);
  const std::string_view selector =
      at == std::string_view::npos ? "all" : pattern.substr(at + 1);
  const std::vector<EntityRef> entities = EntitiesNamed(topology, kind, name);
  if (entities.empty()) {
    const std::string near =
        support::DidYouMean(name, KeysNamed(topology, kind));
    return support::Failure{"there is no " + std::string(kind) + " `" +
                            std::string(name) + "`" +
                            (near.empty() ? "" : "; " + near)};
  }
  std::vector<PlacedEntity> placed;
  for (const EntityRef entity : entities) {
    const AccountSetId home = AccountsOf(topology, entity);
    if (!home.valid()) {
      continue;
    }
    for (const AccountId account : topology.account_sets[home].members) {
      if (Selects(selector, topology.accounts[account])) {
        placed.emplace_back(entity, account);
      }
    }
  }
  if (placed.empty()) {
    std::vector<std::string_view> aliases;
    for (const Account& one : topology.accounts) {
      aliases.emplace_back(one.alias);
    }
    const std::string near = support::DidYouMean(selector, aliases);
    return support::Failure{"`" + std::string(pattern) +
                            "` is in no account of these" +
                            (near.empty() ? "" : "; " + near)};
  }
  return placed;
}

}  // namespace iamgen::model
