// From the node tree to the typed AST.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diag/sink.h"
#include "diag/source.h"
#include "syntax/ast.h"
#include "syntax/node.h"

namespace iamgen::syntax {

// A file of its own, or one that another includes: that one holds sections
// only.
enum class FileRole : std::uint8_t { kTopology, kIncluded };

// What was asked for.
struct KeyLog {
  // The keys of mappings, by what they are: "a role".
  std::map<std::string, std::set<std::string>, std::less<>> keys;
  // The words that a key takes, by the mapping and the key.
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> words;
};

// Reads a topology. Unknown keys, wrong types and missing keys are reported
// with their place; what is wrong is left out and the rest is read on. Nothing
// comes back only if the file is no topology at all. `log`, if there is one,
// learns all keys that the language has at the places that the file has.
std::optional<Topology> ParseTopology(const Tree& tree, diag::Sink& sink,
                                      FileRole role = FileRole::kTopology,
                                      KeyLog* log = nullptr);

// Reads a policy file or template: a document with `Statement`, a mapping with
// `statements`, a list of statements or a single one, in any spelling.
std::optional<Document> ParseDocument(const Tree& tree, diag::Sink& sink);

}  // namespace iamgen::syntax
