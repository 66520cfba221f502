// What of the topology refers to what.
#include "model/references.h"

#include <algorithm>

#include "model/entity.h"
#include "support/circles.h"

namespace iamgen::model {
References::References(const Topology& topology) : topology_(topology) {
  const std::array<std::size_t, 7> sizes = {
      topology.roles.size(),         topology.policies.size(),
      topology.profiles.size(),      topology.users.size(),
      topology.groups.size(),        topology.oidc_providers.size(),
      topology.saml_providers.size()};
  std::size_t next = 0;
  for (std::size_t kind = 0; kind < sizes.size(); ++kind) {
    first_[kind] = next;
    next += sizes[kind];
  }
  edges_.resize(next);
  needed_.resize(next);
  SeeEntities();
  circle_ = support::CirclesOf(edges_);
  needed_circle_ = support::CirclesOf(needed_);
}

void References::Need(std::size_t from, EntityRef to) {
  const auto node = static_cast<std::uint32_t>(NodeOf(to));
  edges_[from].push_back(node);
  needed_[from].push_back(node);
}

void References::SeeAttachment(std::size_t from, const Attachment& attachment) {
  if (attachment.policy.valid()) {
    Need(from, {EntityKind::kPolicy, attachment.policy.index});
  }
  See(from, attachment.arn.value, Held::kWithin);
}

void References::See(const IdentityView& identity) {
  const std::size_t node = NodeOf(identity.entity);
  for (const InlinePolicy& one : identity.inlines) {
    See(node, one.document, Held::kBeside);
  }
  for (const Attachment& attachment : identity.attachments) {
    SeeAttachment(node, attachment);
  }
  if (identity.boundary != nullptr && *identity.boundary) {
    SeeAttachment(node, **identity.boundary);
  }
}

void References::SeeEntities() {
  const auto ref = [](EntityKind kind, std::size_t index) {
    return EntityRef{kind, static_cast<std::uint32_t>(index)};
  };
  for (std::size_t i = 0; i < topology_.policies.size(); ++i) {
    See(NodeOf(ref(EntityKind::kPolicy, i)),
        topology_.policies[topology_.policies.IdAt(i)].document, Held::kWithin);
  }
  for (const IdentityView& identity : Identities(topology_)) {
    See(identity);
  }
  for (std::size_t i = 0; i < topology_.roles.size(); ++i) {
    See(NodeOf(ref(EntityKind::kRole, i)),
        topology_.roles[topology_.roles.IdAt(i)].trust, Held::kWithin);
  }
  for (std::size_t i = 0; i < topology_.users.size(); ++i) {
    for (const Membership& one :
         topology_.users[topology_.users.IdAt(i)].groups) {
      Need(NodeOf(ref(EntityKind::kUser, i)),
           {EntityKind::kGroup, one.group.index});
    }
  }
  for (std::size_t i = 0; i < topology_.profiles.size(); ++i) {
    const RoleId role = topology_.profiles[topology_.profiles.IdAt(i)].role;
    Need(NodeOf(ref(EntityKind::kInstanceProfile, i)),
         {EntityKind::kRole, role.index});
  }
}

bool References::InCircle(EntityRef entity) const {
  const std::size_t node = NodeOf(entity);
  return std::any_of(needed_[node].begin(), needed_[node].end(),
                     [&](std::uint32_t to) {
                       return needed_circle_[to] == needed_circle_[node];
                     });
}

void References::See(std::size_t from, const Text& text, Held held) {
  for (const auto& part : text.parts) {
    const auto* hole = std::get_if<Hole>(&part);
    if (hole == nullptr || hole->kind != HoleKind::kEntityArn) {
      continue;
    }
    if (held != Held::kBeside && HasGeneratedName(topology_, hole->entity)) {
      Need(from, hole->entity);
    } else {
      edges_[from].push_back(static_cast<std::uint32_t>(NodeOf(hole->entity)));
    }
  }
}

// A principal has to exist, whatever it is called; only the role itself, which
// cannot, is written by its name.
void References::SeePrincipal(std::size_t from, const Text& text) {
  for (const auto& part : text.parts) {
    const auto* hole = std::get_if<Hole>(&part);
    if (hole != nullptr && hole->kind == HoleKind::kEntityArn &&
        NodeOf(hole->entity) != from) {
      Need(from, hole->entity);
    }
  }
  See(from, text, Held::kWithin);
}

void References::See(std::size_t from, const Texts& texts, Held held) {
  for (const LocatedText& text : texts) {
    See(from, text.value, held);
  }
}

void References::See(std::size_t from, const Document& document, Held held) {
  for (const Statement& statement : document.statements) {
    See(from, statement.actions.values, held);
    if (statement.resources) {
      See(from, statement.resources->values, held);
    }
    if (statement.principal) {
      for (const Principals& one : statement.principal->principals) {
        for (const LocatedText& value : one.values) {
          SeePrincipal(from, value.value);
        }
      }
    }
    for (const ConditionTest& test : statement.conditions) {
      See(from, test.values, held);
    }
  }
}

}  // namespace iamgen::model
