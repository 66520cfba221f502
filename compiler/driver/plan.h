// What there is to deploy, in which order, and what stands in the way.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/quotas.h"
#include "driver/emit.h"
#include "model/topology.h"

namespace iamgen::driver {

// A file that is deployed by itself, or a folder that is, by its first file.
struct PlannedStack {
  std::string target;
  // Below the output folder.
  std::string path;
  // Of CloudFormation; 0 elsewhere.
  std::size_t resources = 0;
  // Of the file, or of all files of its folder.
  std::size_t bytes = 0;
  std::size_t files = 1;
  std::string capability;
  std::string command;
  // What is too much, and what to do about it.
  std::vector<std::string> over;
  // Whether that keeps it from being deployed.
  bool refused = false;
};

// A kind of entity, and how many there are.
struct Counted {
  std::string_view one;
  std::string_view many;
  std::size_t count = 0;
};

struct PlannedAccount {
  model::AccountId account;
  std::vector<Counted> counts;
  // In the order of deployment.
  std::vector<PlannedStack> stacks;
};

struct Plan {
  // Of several accounts together.
  std::vector<PlannedStack> shared;
  // Why entities are not in a template of all children: "role/Web is not in
  // `dev`".
  std::vector<std::string> apart;
  // What the targets have their users know.
  std::vector<std::string> remarks;
  std::vector<std::vector<PlannedAccount>> waves;
  std::vector<analysis::Usage> usages;

  [[nodiscard]] bool Refused() const;
};

// Renders every file, without writing any. Accounts that were not asked for are
// left out. Fails where a backend does.
support::Result<Plan> PlanOf(const Emission& emission);

// For people.
std::string AsText(const Plan& plan, const model::Topology& topology,
                   const Options& options);

std::string AsJson(const Plan& plan, const model::Topology& topology);

}  // namespace iamgen::driver
