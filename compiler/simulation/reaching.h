// What a principal comes to act as, role after role.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/escalation_data.h"
#include "model/entity_pattern.h"
#include "simulation/world.h"

namespace iamgen::simulation {

enum class HopMeans : std::uint8_t {
  // Assumes the role.
  kAssume,
  // Hands the role to something that runs as it.
  kPass
};

// One step, and why it is possible.
struct Hop {
  // The place of the hop before it; itself for the first of a chain.
  std::size_t from = 0;
  std::size_t depth = 0;
  HopMeans means = HopMeans::kAssume;
  model::PlacedEntity to;
  // Of `kPass`, the service that runs as it: "lambda.amazonaws.com".
  std::string service = {};
  // The statements on every side.
  std::vector<Why> why = {};
  // Keys of the request on which it depends.
  std::set<std::string> keys = {};
};

class Reaching {
 public:
  explicit Reaching(World& world);

  // Every role that the actor reaches, each by one of its shortest chains, in
  // the order in which it reaches them.
  std::vector<Hop> From(const Actor& actor);

  // The roles that it may assume itself, with the verdicts; those that depend
  // on something, too.
  std::vector<std::pair<model::PlacedEntity, Verdict>> AssumableBy(
      const Actor& actor);

 private:
  std::vector<std::string> AllowedPatterns(const Actor& actor,
                                           std::string_view action);
  std::vector<model::PlacedEntity> RolesLike(const std::string& pattern);
  std::vector<Hop> HopsOf(const Actor& actor);
  bool MayOne(const Actor& actor, std::string_view alternatives);
  void Pass(const Actor& actor, std::vector<Hop>& hops);
  std::optional<std::string> ServiceOf(
      const std::vector<const analysis::EscalationMethod*>& methods,
      model::EntityRef role, model::AccountId account);

  World& world_;
  const model::Topology& topology_;
  std::map<model::AccountId, std::vector<model::EntityRef>> roles_in_;
  // By role: whether its trust lets in anybody who has an account.
  std::vector<bool> trusts_people_;
};

}  // namespace iamgen::simulation
