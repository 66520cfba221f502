// What a backend is: a name, and a function from the model to files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "model/topology.h"
#include "support/result.h"

namespace iamgen::backends {

// The syntax of CloudFormation templates.
enum class Format : std::uint8_t { kYaml, kJson };

// How the user wants the files written.
struct Style {
  Format format = Format::kYaml;
  // Terraform's JSON syntax instead of its own.
  bool tf_json = false;
  // JSON without white space between its tokens, YAML without comments.
  bool compact = false;
  // Divide what is too large for one deployment.
  bool split = false;
  // Take over entities that exist already.
  bool adopt = false;

  // Blanks that each level of JSON is indented by.
  [[nodiscard]] int indent() const { return compact ? 0 : 2; }
};

// What to build, and how.
struct Request {
  // INVARIANT: without errors; both halves of every edge are in it.
  const model::Topology& topology;
  // For comments that name the line an entity comes from.
  const diag::SourceMap& sources;
  // The accounts to build, in the order of the topology.
  std::span<const model::AccountId> accounts;
  Style style;
};

// One finished file.
struct File {
  // Below the output folder, with `/` between its parts.
  std::string_view path;
  // Only lent: the next file reuses their buffer.
  std::string_view bytes;
  // Whose it is; invalid: of several accounts together.
  model::AccountId account;
  // What it is of, as the manifest names it, one a line: "role/Deploy". Empty:
  // everything that the account has.
  std::string_view entities;
  // Of a CloudFormation template: how many resources it has, and the least that
  // a stack of it asks for. Templates of one account come in the order in which
  // they are deployed.
  std::size_t resources = 0;
  std::string_view capability = {};
};

using Writer = std::function<support::Status(const File& file)>;

struct Backend {
  // As after `--target`.
  std::string_view name;
  std::string_view summary;
  // Built whatever the targets are: data that every target goes with.
  bool always = false;
  // The files of the request's accounts, each account's apart from the others':
  // two calls, each with some of the accounts, write what one call with all of
  // them writes, so accounts may be shared out among threads.
  support::Status (*emit)(const Request& request, const Writer& write);
  // The files of all accounts together, if it has any: called once, with all
  // accounts that are built.
  support::Status (*emit_shared)(const Request& request,
                                 const Writer& write) = nullptr;
  // The command that deploys a file, which lies below `folder`, with `dev` for
  // a profile with credentials of account `dev`. Empty for a file that goes
  // with another, or is not for deploying.
  std::string (*deploy)(const Request& request, const File& file,
                        std::string_view folder) = nullptr;
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
