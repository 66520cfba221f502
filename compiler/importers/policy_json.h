// JSON whose mistakes are mistakes of a policy.
#pragma once

#include "diag/sink.h"
#include "diag/source.h"
#include "syntax/node.h"

namespace iamgen::importers {

// As `syntax::ReadJson`, and what it finds is reported by the rules of
// policies: a member that stands twice as such, all else as bad JSON.
syntax::Tree ReadJsonOfPolicy(const diag::SourceMap& sources, diag::FileId file,
                              diag::Sink& sink);

}  // namespace iamgen::importers
