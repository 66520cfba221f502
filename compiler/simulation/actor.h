// Who asks: principals of a topology, and others.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/span.h"
#include "evaluation/compiled_policy.h"
#include "evaluation/request.h"
#include "model/topology.h"
#include "simulation/policy_library.h"

namespace iamgen::simulation {

// Somebody who makes requests. A group stands for a member that has nothing
// but the group's policies.
struct Actor {
  evaluation::Caller caller;
  // Of the topology; nothing for others.
  std::optional<model::EntityRef> entity;
  std::optional<model::AccountId> account;
};

Actor ActorOf(const model::Topology& topology, model::EntityRef entity,
              model::AccountId account);

// "role/Deploy of `dev`", or how its ARN is written.
std::string Describe(const model::Topology& topology, const Actor& actor);

// A policy with a say, and how it came to have it.
struct Held {
  // INVARIANT: not nullptr; of one that is not known nothing is certain.
  const evaluation::CompiledPolicy* policy = nullptr;
  // One of these says which it is: a policy of the topology, an inline one, a
  // policy by its ARN, or one that belongs to something ("trust policy").
  model::PolicyId managed = {};
  const model::InlinePolicy* inlined = nullptr;
  std::string name = {};
  // The group by which it came.
  model::GroupId group = {};
  bool known = true;
};

// "policy `Reader`", "inline policy `write` of group `Ops`".
std::string Describe(const model::Topology& topology, const Held& held);

// What an actor has by itself, whatever it asks for.
struct Belongings {
  std::vector<Held> identity;
  std::optional<Held> boundary;
  // One list a level, root first.
  std::vector<std::vector<Held>> service_control;
  bool in_management_account = false;
  std::deque<evaluation::CompiledPolicy> own;
};

Belongings BelongingsOf(const model::Topology& topology, const Actor& actor,
                        PolicyLibrary& library);

// The control policies above an account, level by level; none without an
// organization, or where it has no policy of that kind. FullAWSAccess stands
// at every level: that somebody detached it no topology says.
std::vector<std::vector<Held>> ControlsAbove(const model::Topology& topology,
                                             model::ControlKind kind,
                                             model::AccountId account,
                                             PolicyLibrary& library);

}  // namespace iamgen::simulation
