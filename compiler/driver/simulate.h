// `iamgen simulate`: may this principal do this?
#pragma once

#include <string>
#include <vector>

#include "diag/source.h"
#include "simulation/world.h"

namespace iamgen::driver {

// What is asked of a topology, as it was written.
struct SimulateRequest {
  std::vector<std::string> by;
  std::vector<std::string> actions;
  std::vector<std::string> on;
  std::vector<std::string> context;
  // "text", "json" or "csv".
  std::string format = "text";
  bool explain = false;
};

// One question and its answer.
struct Simulated {
  simulation::Actor actor;
  simulation::Question question;
  simulation::Verdict verdict;
};

// One answer in full, or a table of several; with `explain`, the story of each.
std::string AsText(const std::vector<Simulated>& all,
                   const simulation::World& world,
                   const diag::SourceMap& sources, bool explain);

std::string AsJson(const std::vector<Simulated>& all,
                   const simulation::World& world,
                   const diag::SourceMap& sources);

std::string AsCsv(const std::vector<Simulated>& all,
                  const simulation::World& world);

}  // namespace iamgen::driver
