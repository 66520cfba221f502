// JSON whose mistakes are mistakes of a policy.
#pragma once

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/placed_text.h"
#include "syntax/node.h"

namespace iamgen::importers {

// Reports what a reader found, by the rules of policies: a member that stands
// twice as such, other mistakes of JSON as bad JSON, all else as it is.
// `places`, if any, says where in a file the text stands that was read; a file
// that is no JSON at all keeps all other rules of its reader.
void ReportAsPolicy(const diag::Sink& found, const diag::SourceMap& sources,
                    const PlacedText* places, bool is_json, diag::Sink& sink);

// As `syntax::ReadJson`, by the rules of policies.
syntax::Tree ReadJsonOfPolicy(const diag::SourceMap& sources, diag::FileId file,
                              diag::Sink& sink);

}  // namespace iamgen::importers
