// From the node tree to the typed AST.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"
#include "syntax/ast.h"
#include "syntax/node.h"

namespace iamgen::syntax {

// Reads a topology. Unknown keys, wrong types and missing keys are reported
// with their place; what is wrong is left out and the rest is read on. Nothing
// comes back only if the file is no topology at all.
std::optional<Topology> ParseTopology(const Tree& tree, diag::Sink& sink);

// Reads a policy file or template: a document with `Statement`, a mapping with
// `statements`, a list of statements or a single one, in any spelling.
std::optional<Document> ParseDocument(const Tree& tree, diag::Sink& sink);

// The keys `ParseTopology` knows at the top level, for the schema's test.
std::span<const std::string_view> TopLevelKeys();

}  // namespace iamgen::syntax
