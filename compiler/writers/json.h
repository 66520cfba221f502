// Trees to JSON: the layout and the escapes.
#pragma once

#include "writers/rope.h"
#include "writers/value.h"

namespace iamgen::writers {

// Prints the value alone: no indentation before it and no newline after it, so
// that it can stand after a key of a document that is put together from ropes.
//
// `indent` is 0 for one line without blanks, which is how IAM counts a policy's
// size, or the number of blanks a level. Lines after the first are indented as
// those of a value `level` levels deep. The layout is that of nlohmann's
// `dump(indent)` and, for 0, `dump()`.
//
// Strings are escaped by `support::AppendJsonEscaped`; that differs from
// nlohmann's escapes in three characters that IAM never has (backspace, form
// feed and delete).
Rope WriteJson(const Value& value, int indent, int level = 0);

}  // namespace iamgen::writers
