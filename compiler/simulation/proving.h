// Proves that somebody may do something, or may not, for every request that a
// claim covers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/action_set.h"
#include "model/entity_pattern.h"
#include "simulation/world.h"

namespace iamgen::simulation {

enum class Proof : std::uint8_t {
  kHolds,
  // A request shows the contrary.
  kFails,
  // Neither is certain.
  kOpen
};

// What a claim of one actor came to. Without `kHolds`, the request that decided
// it: the one that shows the contrary, or one that is open.
struct Outcome {
  Proof proof = Proof::kHolds;
  Question question;
  Verdict verdict;
  // What was not taken into account, where it holds.
  std::vector<Caveat> caveats;
};

// What one claim is about, for one actor: actions with wildcards, and what they
// are done to.
struct Claimed {
  bool allowed = false;
  std::vector<std::string> actions;
  // Entities of the topology.
  std::vector<model::PlacedEntity> targets;
  // ARNs, with wildcards or without, and "*".
  std::vector<std::string> resources;
  std::vector<evaluation::ContextKey> context;
};

class Prover {
 public:
  explicit Prover(World& world) : world_(world) {}

  Outcome Prove(const Actor& actor, const Claimed& claimed);

 private:
  void ProveAction(const Actor& actor, const Claimed& claimed,
                   const std::string& pattern, Outcome& outcome);
  void ProveOn(const Actor& actor, const Claimed& claimed,
               const std::string& action, Outcome& outcome);
  void ProveRoles(const Actor& actor, const Claimed& claimed,
                  const Question& question, Outcome& outcome);
  void ProveQuestion(const Actor& actor, bool allowed, Question question,
                     Outcome& outcome);
  // Looks for one request of many that is allowed, or is not.
  std::optional<std::pair<Question, Verdict>> FindOne(const Actor& actor,
                                                      const Question& question,
                                                      const Verdict& verdict,
                                                      bool allowed);
  bool SearchContext(const Actor& actor, Question& question, bool allowed,
                     Verdict& verdict);
  const std::vector<catalog::ActionSet>& PartsOf(const std::string& pattern,
                                                 const std::string& resource);
  // One action for each way in which the actor's policies tell actions apart,
  // of those that act on such resources.
  std::vector<std::string> Representatives(const Actor& actor,
                                           const std::string& pattern,
                                           const std::string& resource);

  // Of what the representative stands for, an action that acts on the resource;
  // nullopt: none does. What the catalogue does not know acts on anything.
  [[nodiscard]] std::optional<std::string> ActingOn(
      const std::string& representative, const std::string& resource) const;

  World& world_;
  // By pattern and resource.
  std::map<std::pair<std::string, std::string>, std::vector<catalog::ActionSet>>
      parts_;
  // Whom the representatives stand for.
  std::map<std::string, catalog::ActionSet> represented_;
};

}  // namespace iamgen::simulation
