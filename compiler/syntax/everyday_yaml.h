// The reader of the YAML that people write every day, many times as fast as the
// one that knows all of it.
#pragma once

#include <optional>
#include <string_view>

#include "diag/span.h"
#include "syntax/node.h"

namespace iamgen::syntax {

// The tree of a text that keeps to the everyday part of YAML: mappings and
// sequences in block and flow style, scalars that begin and end on one line,
// comments, one `---` at the start. Nothing for any other text, and nothing for
// one with any mistake in it: the reader that knows all of YAML takes it then,
// and alone has messages. `text` has passed `CheckYamlText`.
//
// INVARIANT: a tree from here is, node for node, the one that the other reader
// makes of the text without a finding.
std::optional<Tree> ReadEverydayYaml(std::string_view text, diag::FileId file);

}  // namespace iamgen::syntax
