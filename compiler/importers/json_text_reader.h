// Reads JSON that stands in a text: in a property of a template, in a heredoc.
#pragma once

#include "diag/sink.h"
#include "importers/datum.h"
#include "importers/placed_text.h"

namespace iamgen::importers {

// `policy::kUnknown` in the text is a part that is not known: within a string
// it stays one, elsewhere it is a whole value that is not known. Reports what
// is wrong with the JSON, at its place in the file, unless it may be what is
// not known that is missing. Unknown if nothing can be made of the text.
Datum ReadJsonText(const PlacedText& placed, diag::Sink& sink);

}  // namespace iamgen::importers
