// ARNs by account, kind and name.
#include "analysis/entity_arns.h"

#include <array>
#include <utility>

#include "model/entity.h"
#include "model/evaluate.h"
#include "policy/arn.h"
#include "support/text.h"

namespace iamgen::analysis {
namespace {

using model::EntityKind;

struct Type {
  std::string_view name;
  EntityKind kind;
};

constexpr std::array<Type, 7> kTypes = {
    {{"role/", EntityKind::kRole},
     {"user/", EntityKind::kUser},
     {"group/", EntityKind::kGroup},
     {"policy/", EntityKind::kPolicy},
     {"instance-profile/", EntityKind::kInstanceProfile},
     {"oidc-provider/", EntityKind::kOidcProvider},
     {"saml-provider/", EntityKind::kSamlProvider}}};

// A provider's name may have slashes; everything else has them in its path.
std::string NameIn(EntityKind kind, std::string_view resource) {
  const std::size_t slash = kind == EntityKind::kOidcProvider
                                ? std::string_view::npos
                                : resource.rfind('/');
  return support::Lower(
      slash == std::string_view::npos ? resource : resource.substr(slash + 1));
}

}  // namespace

EntityArns::EntityArns(const model::Topology& topology) : topology_(topology) {
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const model::AccountId id = topology.accounts.IdAt(i);
    if (topology.accounts[id].built()) {
      by_id_.emplace(topology.accounts[id].id, id);
    }
  }
}

std::optional<NamedByArn> EntityArns::Find(std::string_view arn) {
  const auto fields = policy::SplitArn(arn);
  if (!fields || fields->service != "iam" ||
      !policy::IsLiteralField(fields->resource)) {
    return std::nullopt;
  }
  const auto account = by_id_.find(std::string(fields->account));
  if (account == by_id_.end()) {
    return std::nullopt;
  }
  for (const Type& type : kTypes) {
    if (!fields->resource.starts_with(type.name)) {
      continue;
    }
    NamedByArn named{account->second, type.kind, std::nullopt, false};
    const Entities& entities = In(account->second);
    const auto found = entities.find(
        {type.kind,
         NameIn(type.kind, fields->resource.substr(type.name.size()))});
    if (found != entities.end()) {
      named.entity = found->second.entity;
      named.exact = found->second.arn == arn;
    }
    return named;
  }
  return std::nullopt;
}

const EntityArns::Entities& EntityArns::In(model::AccountId account) {
  const auto made = entities_.try_emplace(account);
  Entities& known = made.first->second;
  if (!made.second) {
    return known;
  }
  const auto add = [&](EntityKind kind, std::size_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const model::EntityRef entity{kind, i};
      const auto home = model::AccountsOf(topology_, entity);
      if (!home.valid() || !topology_.account_sets[home].Contains(account) ||
          model::HasGeneratedName(topology_, entity)) {
        continue;
      }
      const std::string name = model::Evaluate(
          topology_, model::NameInArn(topology_, entity), account);
      known.emplace(std::pair(kind, support::Lower(name)),
                    Entity{entity, model::ArnOf(topology_, entity, account)});
    }
  };
  add(EntityKind::kRole, topology_.roles.size());
  add(EntityKind::kUser, topology_.users.size());
  add(EntityKind::kGroup, topology_.groups.size());
  add(EntityKind::kPolicy, topology_.policies.size());
  add(EntityKind::kInstanceProfile, topology_.profiles.size());
  add(EntityKind::kOidcProvider, topology_.oidc_providers.size());
  add(EntityKind::kSamlProvider, topology_.saml_providers.size());
  return known;
}

}  // namespace iamgen::analysis
