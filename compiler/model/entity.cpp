// Looks entities up by reference.
#include "model/entity.h"

namespace iamgen::model {

AccountSetId AccountsOf(const Topology& topology, EntityRef entity) {
  return VisitEntity(topology, entity,
                     [](const auto& one) { return one.accounts; });
}

const std::string& KeyOf(const Topology& topology, EntityRef entity) {
  return VisitEntity(
      topology, entity,
      [](const auto& one) -> const std::string& { return one.key; });
}

diag::Span KeySpanOf(const Topology& topology, EntityRef entity) {
  return VisitEntity(topology, entity, [](const auto& one) {
    if constexpr (requires { one.key_span; }) {
      return one.key_span;
    } else {
      return one.span;
    }
  });
}

const Text& NameInArn(const Topology& topology, EntityRef entity) {
  return VisitEntity(topology, entity, [](const auto& one) -> const Text& {
    if constexpr (requires { one.host; }) {
      return one.host.value;
    } else {
      return one.name.value;
    }
  });
}

const Text* PathOf(const Topology& topology, EntityRef entity) {
  return VisitEntity(topology, entity, [](const auto& one) -> const Text* {
    if constexpr (requires { one.path; }) {
      return &one.path.value;
    } else {
      return nullptr;
    }
  });
}

bool HasGeneratedName(const Topology& topology, EntityRef entity) {
  return VisitEntity(topology, entity, [](const auto& one) {
    if constexpr (requires { one.generated_name; }) {
      return one.generated_name;
    } else {
      return false;
    }
  });
}

std::vector<std::string_view> KeysOf(const Topology& topology,
                                     EntityKind kind) {
  std::vector<std::string_view> keys;
  const auto take = [&](const auto& store) {
    for (const auto& one : store) {
      keys.push_back(one.key);
    }
  };
  switch (kind) {
    case EntityKind::kRole:
      take(topology.roles);
      break;
    case EntityKind::kPolicy:
      take(topology.policies);
      break;
    case EntityKind::kInstanceProfile:
      take(topology.profiles);
      break;
    case EntityKind::kUser:
      take(topology.users);
      break;
    case EntityKind::kGroup:
      take(topology.groups);
      break;
    case EntityKind::kOidcProvider:
      take(topology.oidc_providers);
      break;
    case EntityKind::kSamlProvider:
      take(topology.saml_providers);
      break;
  }
  return keys;
}

std::string_view NameOf(EntityKind kind) {
  switch (kind) {
    case EntityKind::kRole:
      return "role";
    case EntityKind::kPolicy:
      return "policy";
    case EntityKind::kInstanceProfile:
      return "instance_profile";
    case EntityKind::kUser:
      return "user";
    case EntityKind::kGroup:
      return "group";
    case EntityKind::kOidcProvider:
      return "oidc_provider";
    case EntityKind::kSamlProvider:
      return "saml_provider";
  }
  return "role";
}

}  // namespace iamgen::model
