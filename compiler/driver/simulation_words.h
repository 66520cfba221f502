// What answers about principals are told with.
#pragma once

#include <string>

#include "diag/source.h"
#include "diag/span.h"
#include "simulation/world.h"

namespace iamgen::driver {

// "topology.yaml:7:3"; empty for no place.
std::string PlaceOf(diag::Span span, const diag::SourceMap& sources);

// "role/Deploy"; what is not of the topology as it was written.
std::string NameOf(const simulation::Actor& actor,
                   const simulation::World& world);

// "implicit deny", "depends on aws:SourceIp".
std::string AnswerOf(const simulation::Verdict& verdict,
                     const simulation::World& world);

}  // namespace iamgen::driver
