// Where a finding stands, as programs that look at a repository want it.
#pragma once

#include <string>
#include <string_view>

#include "diag/diagnostic.h"
#include "diag/source.h"

namespace iamgen::diag {

// The path without `./` and with `..` folded away as far as that goes.
std::string ShortPath(std::string_view path);

// The lines and columns of a span; its end is one behind its last character.
struct Place {
  // As shown, see `ShortPath`.
  std::string path;
  Position begin;
  Position end;
};

// A finding about the run as a whole stands at the start of its first file:
// several formats have no room for one without a file.
Place PlaceOf(Span span, const SourceMap& sources);

}  // namespace iamgen::diag
