// What is true of every kind of entity, by its reference.
#pragma once

#include <string>

#include "diag/span.h"
#include "model/topology.h"

namespace iamgen::model {

// Calls `visit` with the entity that a reference stands for.
template <typename Visit>
decltype(auto) VisitEntity(const Topology& topology, EntityRef entity,
                           Visit visit) {
  using support::Id;
  switch (entity.kind) {
    case EntityKind::kRole:
      return visit(topology.roles[RoleId{entity.index}]);
    case EntityKind::kPolicy:
      return visit(topology.policies[PolicyId{entity.index}]);
    case EntityKind::kInstanceProfile:
      return visit(topology.profiles[Id<InstanceProfile>{entity.index}]);
    case EntityKind::kUser:
      return visit(topology.users[UserId{entity.index}]);
    case EntityKind::kGroup:
      return visit(topology.groups[GroupId{entity.index}]);
    case EntityKind::kOidcProvider:
      return visit(topology.oidc_providers[Id<OidcProvider>{entity.index}]);
    case EntityKind::kSamlProvider:
      break;
  }
  return visit(topology.saml_providers[Id<SamlProvider>{entity.index}]);
}

// Where an entity lives; invalid only after a finding about it.
AccountSetId AccountsOf(const Topology& topology, EntityRef entity);

// What the topology calls an entity.
const std::string& KeyOf(const Topology& topology, EntityRef entity);

// The place of the entity's key.
diag::Span KeySpanOf(const Topology& topology, EntityRef entity);

// Its name in ARNs, and its path; providers have none.
const Text& NameInArn(const Topology& topology, EntityRef entity);
const Text* PathOf(const Topology& topology, EntityRef entity);

// Whether its name is made up when it is created, so that no ARN is known
// before.
bool HasGeneratedName(const Topology& topology, EntityRef entity);

// Every key of a kind, for "did you mean".
std::vector<std::string_view> KeysOf(const Topology& topology, EntityKind kind);

}  // namespace iamgen::model
