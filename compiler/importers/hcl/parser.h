// Reads HCL, as much of it as policies need: what an expression is, not what it
// comes to.
#pragma once

#include "diag/sink.h"
#include "importers/hcl/expression.h"
#include "importers/placed_text.h"

namespace iamgen::importers::hcl {

// A whole file. The first mistake is reported, and what can be read behind it
// is; nesting deeper than a limit ends the reading.
File ParseFile(const PlacedText& source, diag::FileId file, diag::Sink& sink);

// A text that is one template, as strings in the JSON form are.
Expression ParseTemplate(const PlacedText& source, diag::FileId file,
                         std::vector<PolicyVariable>& variables);

}  // namespace iamgen::importers::hcl
