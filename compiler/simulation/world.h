// A topology as IAM sees it: whoever asks for something is answered by the
// policies of every side that the topology knows.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/entity_arns.h"
#include "catalog/catalogue.h"
#include "evaluation/decide.h"
#include "model/topology.h"
#include "simulation/actor.h"
#include "simulation/policy_library.h"
#include "simulation/question.h"

namespace iamgen::simulation {

// A statement with a say, and the policy that it stands in.
struct Why {
  evaluation::Reason reason;
  Held held;
  // What the actor has: the statement may be of a policy that nobody else does.
  std::shared_ptr<const Belongings> belongings;
};

enum class CaveatKind : std::uint8_t {
  // The resource may have a policy of its own that the topology does not show.
  kResourcePolicy,
  // Nobody here knows a policy of the principal's.
  kPrincipalPolicy
};

// Something that the answer does not take into account.
struct Caveat {
  CaveatKind kind = CaveatKind::kResourcePolicy;
  // "the policy of bucket `b`".
  std::string what;
};

struct Verdict {
  evaluation::Decision decision;
  // In the order of `decision.reasons`.
  std::vector<Why> why;
  std::vector<Caveat> caveats;
  // Whose policy let the caller in, or did not: "the trust policy of role
  // `Apply` of `dev`"; empty: none has a say.
  std::string resource_policy;
  // Where what has that policy is defined.
  diag::Span resource_span;
};

// What the caller's own policies and those above it come to: whether they let
// it ask for this at all.
evaluation::Truth CallersSide(const Verdict& verdict);

// The same of the policy of what it acts on, by whatever way.
evaluation::Truth ResourcesSide(const Verdict& verdict);

class World {
 public:
  World(const model::Topology& topology, const catalog::Catalogue& catalogue);

  // Looks from now on only at what policies say of these actions. For who asks
  // many principals about few.
  void Focus(std::vector<std::string> actions);

  Verdict Ask(const Actor& actor, const Question& question);

  // The same question about an entity of the topology.
  [[nodiscard]] Question About(std::string action, model::EntityRef entity,
                               model::AccountId account) const;

  // Fills in what the topology knows of `question.resource`.
  void Recognise(Question& question);

  // An actor by its ARN, the name of a service, "anonymous" or
  // "federated:PROVIDER"; principals of the topology are found. nullopt: it
  // makes no requests.
  std::optional<Actor> FindActor(std::string_view written);

  [[nodiscard]] const model::Topology& topology() const { return topology_; }

  [[nodiscard]] const catalog::Catalogue& catalogue() const {
    return catalogue_;
  }

  // Who besides the principals of the topology is let in by the policy of what
  // the question is about, as that policy writes them: "ec2.amazonaws.com",
  // "federated:PROVIDER", "anonymous", "arn:aws:iam::999999999999:root".
  std::vector<std::string> OthersNamed(const Question& question);

  // Calls `look` with every statement that may have a say when the actor asks,
  // whatever it does, but those of roles' trust policies.
  void ForEachStatement(
      const Actor& actor,
      const std::function<void(const evaluation::CompiledStatement&)>& look);

  // The patterns of resources that have policies in the topology, with the
  // ARNs of what is in them.
  [[nodiscard]] std::vector<std::string> ResourcePatterns() const;

 private:
  struct KnownResource {
    const model::ResourcePolicy* resource = nullptr;
    model::AccountId account;
    std::string arn;
  };

  // The policy that a resource has, and whose it is.
  struct ResourceSide {
    const evaluation::CompiledPolicy* policy = nullptr;
    Held held;
    std::string owner;
    std::optional<model::AccountId> account;
    std::string title;
    diag::Span span;
    std::vector<Caveat> caveats;
  };

  std::shared_ptr<const Belongings> Of(const Actor& actor);
  ResourceSide SideOf(const Actor& actor, const Question& question);
  [[nodiscard]] const KnownResource* FindResource(std::string_view arn,
                                                  bool of_many) const;

  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  PolicyLibrary library_;
  analysis::EntityArns arns_;
  std::vector<KnownResource> resources_;
  std::map<std::string, model::AccountId> accounts_;
  // Of the last who asked.
  std::optional<std::pair<model::EntityRef, model::AccountId>> last_;
  std::shared_ptr<const Belongings> belongings_;
  std::map<model::AccountId, std::vector<std::vector<Held>>> resource_controls_;
};

}  // namespace iamgen::simulation
