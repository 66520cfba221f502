// Strongly connected components of the entities' references.
#include "model/references.h"

#include <algorithm>

#include "model/entity.h"

namespace iamgen::model {
namespace {

// Tarjan's algorithm with a stack of its own: topologies have chains of any
// length.
std::vector<std::uint32_t> CirclesOf(
    const std::vector<std::vector<std::uint32_t>>& edges) {
  constexpr std::uint32_t kNone = UINT32_MAX;
  const std::size_t count = edges.size();
  std::vector<std::uint32_t> circle(count, kNone);
  std::vector<std::uint32_t> index(count, kNone);
  std::vector<std::uint32_t> low(count, 0);
  std::vector<std::uint32_t> open;

  struct Frame {
    std::uint32_t node;
    std::size_t next_edge;
  };

  std::vector<Frame> frames;
  std::uint32_t next_index = 0;
  std::uint32_t next_circle = 0;
  for (std::uint32_t root = 0; root < count; ++root) {
    if (index[root] != kNone) {
      continue;
    }
    frames.push_back({root, 0});
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const std::uint32_t node = frame.node;
      if (frame.next_edge == 0) {
        index[node] = low[node] = next_index++;
        open.push_back(node);
      }
      bool descended = false;
      while (frame.next_edge < edges[node].size()) {
        const std::uint32_t to = edges[node][frame.next_edge++];
        if (index[to] == kNone) {
          frames.push_back({to, 0});
          descended = true;
          break;
        }
        if (circle[to] == kNone) {
          low[node] = std::min(low[node], index[to]);
        }
      }
      if (descended) {
        continue;
      }
      if (low[node] == index[node]) {
        std::uint32_t member = kNone;
        do {
          member = open.back();
          open.pop_back();
          circle[member] = next_circle;
        } while (member != node);
        ++next_circle;
      }
      frames.pop_back();
      if (!frames.empty()) {
        const std::uint32_t above = frames.back().node;
        low[above] = std::min(low[above], low[node]);
      }
    }
  }
  return circle;
}

}  // namespace

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
  circle_ = CirclesOf(edges_);
  needed_circle_ = CirclesOf(needed_);
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
