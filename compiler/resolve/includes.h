// The files that make up one topology.
#pragma once

#include "diag/sink.h"
#include "resolve/resolve.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// `ast` with the sections of every file it includes, and of those that they
// include. Files are taken in the order of their paths, whatever the order in
// which they are named, so that the output does not depend on it.
syntax::Topology WithIncludes(syntax::Topology ast, const Inputs& inputs,
                              diag::Sink& sink);

// Where a file named at `text` lies: relative to the file that names it.
// Reports and gives nothing where that leads out of the topology's folder and
// `inputs` does not allow it.
std::optional<std::string> PathFrom(const syntax::Text& text,
                                    const Inputs& inputs, diag::Sink& sink);

}  // namespace iamgen::resolve
