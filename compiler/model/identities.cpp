// Makes views of identities.
#include "model/identities.h"

namespace iamgen::model {
namespace {

template <typename T>
IdentityView Make(EntityKind kind, std::size_t index, const T& one) {
  IdentityView view{.entity = {kind, static_cast<std::uint32_t>(index)},
                    .key = one.key,
                    .name = one.name,
                    .path = one.path,
                    .accounts = one.accounts,
                    .attachments = one.attachments,
                    .inlines = one.inlines,
                    .generated_name = one.generated_name,
                    .key_span = one.key_span};
  if constexpr (requires { one.tags; }) {
    view.tags = &one.tags;
    view.boundary = &one.boundary;
  }
  return view;
}

template <typename T>
void Append(EntityKind kind, const support::Store<T>& store,
            std::vector<IdentityView>& into) {
  for (std::size_t i = 0; i < store.size(); ++i) {
    into.push_back(Make(kind, i, store[store.IdAt(i)]));
  }
}

}  // namespace

IdentityView ViewOf(const Topology& topology, RoleId id) {
  return Make(EntityKind::kRole, id.index, topology.roles[id]);
}

IdentityView ViewOf(const Topology& topology, GroupId id) {
  return Make(EntityKind::kGroup, id.index, topology.groups[id]);
}

IdentityView ViewOf(const Topology& topology, UserId id) {
  return Make(EntityKind::kUser, id.index, topology.users[id]);
}

std::vector<IdentityView> Identities(const Topology& topology) {
  std::vector<IdentityView> views;
  views.reserve(topology.roles.size() + topology.groups.size() +
                topology.users.size());
  Append(EntityKind::kRole, topology.roles, views);
  Append(EntityKind::kGroup, topology.groups, views);
  Append(EntityKind::kUser, topology.users, views);
  return views;
}

}  // namespace iamgen::model
