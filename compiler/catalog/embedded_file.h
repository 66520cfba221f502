// The files that iamgen hands out as they are, as bytes in the executable.
#pragma once

#include <span>
#include <string_view>

namespace iamgen::catalog {

struct EmbeddedFile {
  // Below the folder it is from: "landing-zone/topology.yaml".
  std::string_view path;
  std::string_view bytes;
};

// All sorted by path.

// What the example topologies in examples/ are made of. `<example>/
// topology.yaml` is the topology, everything else is named by it.
std::span<const EmbeddedFile> Examples();

// The JSON Schemas in schemas/.
std::span<const EmbeddedFile> Schemas();

// What the page of `iamgen graph --format html` is made of.
std::span<const EmbeddedFile> GraphPage();

}  // namespace iamgen::catalog
