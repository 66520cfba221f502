// Gathers grants account by account.
#include "analysis/assume_grants.h"

#include <algorithm>
#include <utility>

#include "model/entity.h"
#include "policy/pattern.h"

namespace iamgen::analysis {

AssumeGrants::AssumeGrants(const model::Topology& topology,
                           const catalog::Catalogue& catalogue, Access& access)
    : topology_(topology),
      assume_(catalogue.FindAction("sts:AssumeRole")),
      access_(access) {}

const std::vector<AssumeGrant>& AssumeGrants::In(model::AccountId account) {
  const auto made = grants_.try_emplace(account);
  std::vector<AssumeGrant>& grants = made.first->second;
  if (!made.second || !assume_) {
    return grants;
  }
  const auto add = [&](const Principal& principal) {
    AssumeGrant grant{
        .entity = principal.entity, .roles = {}, .any = !principal.complete};
    if (principal.may.Contains(*assume_)) {
      principal.ForEachStatement(
          [&](const policy::ParsedStatement& one, const HeldPolicy&) {
            if (!one.allows() || !one.covered.Contains(*assume_)) {
              return;
            }
            grant.any |= one.statement->resource.except;
            for (const policy::ParsedResource& resource : one.resources) {
              grant.roles.push_back(resource.value->text);
            }
          });
    }
    if (grant.any || !grant.roles.empty()) {
      grants.push_back(std::move(grant));
    }
  };
  const auto look = [&](model::EntityKind kind, std::size_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const model::EntityRef entity{kind, i};
      const auto home = model::AccountsOf(topology_, entity);
      if (home.valid() && topology_.account_sets[home].Contains(account)) {
        access_.At(entity, account, add);
      }
    }
  };
  look(model::EntityKind::kRole, topology_.roles.size());
  look(model::EntityKind::kUser, topology_.users.size());
  look(model::EntityKind::kGroup, topology_.groups.size());
  return grants;
}

bool AssumeGrants::AnyIn(model::AccountId account, std::string_view role_arn) {
  const auto& grants = In(account);
  return std::any_of(grants.begin(), grants.end(), [&](const AssumeGrant& one) {
    return IsFor(one, role_arn);
  });
}

bool AssumeGrants::May(model::EntityRef entity, model::AccountId account,
                       std::string_view role_arn) {
  const auto& grants = In(account);
  return std::any_of(grants.begin(), grants.end(), [&](const AssumeGrant& one) {
    return one.entity == entity && IsFor(one, role_arn);
  });
}

bool IsFor(const AssumeGrant& grant, std::string_view role_arn) {
  return grant.any || std::any_of(grant.roles.begin(), grant.roles.end(),
                                  [&](const std::string& one) {
                                    return policy::Meet(one, role_arn);
                                  });
}

}  // namespace iamgen::analysis
