// What a backend is: a name, and a function from the model to files.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "model/topology.h"
#include "support/result.h"

namespace iamgen::backends {

enum class Format : std::uint8_t { kYaml, kJson };

// What to build, and how.
struct Request {
  // INVARIANT: without errors; both halves of every edge are in it.
  const model::Topology& topology;
  // For comments that name the line an entity comes from.
  const diag::SourceMap& sources;
  // The accounts to build, in the order of the topology.
  std::span<const model::AccountId> accounts;
  Format format = Format::kYaml;
};

// Takes one finished file, by its path below the output folder. The bytes are
// only lent: the next file reuses their buffer.
using Writer = std::function<support::Status(std::string_view path,
                                             std::string_view bytes)>;

struct Backend {
  // As after `--target`.
  std::string_view name;
  std::string_view summary;
  // Built whatever the targets are: data that every target goes with.
  bool always = false;
  support::Status (*emit)(const Request& request, const Writer& write);
};

#define IAMGEN_BACKEND(name)     \
  namespace name {               \
  extern const Backend kBackend; \
  }
#include "backends/backends.def"
#undef IAMGEN_BACKEND

// All of them, sorted by name.
std::span<const Backend* const> All();

// nullptr for a name that is no target.
const Backend* Find(std::string_view name);

}  // namespace iamgen::backends
