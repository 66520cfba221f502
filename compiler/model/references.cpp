// Strongly connected components of the entities' references.
#include "backends/cfn/references.h"

#include <algorithm>

namespace iamgen::backends::cfn {

References::References(const model::Topology& topology) : topology_(topology) {
  edges_.resize(topology.roles.size() + topology.policies.size() +
                topology.profiles.size());
  for (std::size_t i = 0; i < topology.policies.size(); ++i) {
    See(NodeOf({model::EntityKind::kPolicy, static_cast<std::uint32_t>(i)}),
        topology.policies[topology.policies.IdAt(i)].document);
  }
  for (std::size_t i = 0; i < topology.roles.size(); ++i) {
    const model::Role& role = topology.roles[topology.roles.IdAt(i)];
    const std::size_t node =
        NodeOf({model::EntityKind::kRole, static_cast<std::uint32_t>(i)});
    See(node, role.trust);
    for (const model::InlinePolicy& one : role.inlines) {
      See(node, one.document);
    }
    const auto attached = [&](const model::Attachment& attachment) {
      if (attachment.policy.valid()) {
        edges_[node].push_back(static_cast<std::uint32_t>(
            NodeOf({model::EntityKind::kPolicy, attachment.policy.index})));
      }
      See(node, attachment.arn.value);
    };
    std::for_each(role.attachments.begin(), role.attachments.end(), attached);
    if (role.boundary) {
      attached(*role.boundary);
    }
  }
  for (std::size_t i = 0; i < topology.profiles.size(); ++i) {
    const auto role = topology.profiles[topology.profiles.IdAt(i)].role;
    edges_[NodeOf({model::EntityKind::kInstanceProfile,
                   static_cast<std::uint32_t>(i)})]
        .push_back(static_cast<std::uint32_t>(
            NodeOf({model::EntityKind::kRole, role.index})));
  }
  FindCircles();
}

std::size_t References::NodeOf(model::EntityRef entity) const {
  switch (entity.kind) {
    case model::EntityKind::kRole:
      return entity.index;
    case model::EntityKind::kPolicy:
      return topology_.roles.size() + entity.index;
    case model::EntityKind::kInstanceProfile:
      break;
  }
  return topology_.roles.size() + topology_.policies.size() + entity.index;
}

void References::See(std::size_t from, const model::Text& text) {
  for (const auto& part : text.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    if (hole != nullptr && hole->kind == model::HoleKind::kEntityArn) {
      edges_[from].push_back(static_cast<std::uint32_t>(NodeOf(hole->entity)));
    }
  }
}

void References::See(std::size_t from, const model::Texts& texts) {
  for (const model::LocatedText& text : texts) {
    See(from, text.value);
  }
}

void References::See(std::size_t from, const model::Document& document) {
  for (const model::Statement& statement : document.statements) {
    See(from, statement.actions.values);
    if (statement.resources) {
      See(from, statement.resources->values);
    }
    if (statement.principal) {
      for (const model::Principals& one : statement.principal->principals) {
        See(from, one.values);
      }
    }
    for (const model::ConditionTest& test : statement.conditions) {
      See(from, test.values);
    }
  }
}

// Tarjan's algorithm with a stack of its own: topologies have chains of any
// length.
void References::FindCircles() {
  constexpr std::uint32_t kNone = UINT32_MAX;
  const std::size_t count = edges_.size();
  circle_.assign(count, kNone);
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
      while (frame.next_edge < edges_[node].size()) {
        const std::uint32_t to = edges_[node][frame.next_edge++];
        if (index[to] == kNone) {
          frames.push_back({to, 0});
          descended = true;
          break;
        }
        if (circle_[to] == kNone) {
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
          circle_[member] = next_circle;
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
}

}  // namespace iamgen::backends::cfn
