// Spans to paths, lines and columns.
#include "diag/place.h"

#include "support/file_system.h"

namespace iamgen::diag {

std::string ShortPath(std::string_view path) {
  return support::JoinPath("", path);
}

Place PlaceOf(Span span, const SourceMap& sources) {
  if (!span.valid()) {
    return {sources.size() == 0 ? "iamgen" : ShortPath(sources.begin()->path()),
            {},
            {}};
  }
  const Source& source = sources[span.file];
  return {ShortPath(source.path()), source.PositionOf(span.begin),
          source.PositionOf(span.end)};
}

}  // namespace iamgen::diag
