// Findings as compilers of GNU show them, for error lists of editors.
#include <algorithm>

#include "diag/render.h"

namespace iamgen::diag {

void AppendGnuLine(std::string& out, const Diagnostic& diagnostic,
                   const SourceMap& sources) {
  const std::size_t start = out.size();
  const std::string place = sources.Describe(diagnostic.span);
  out += place.empty() ? "iamgen" : place;
  out += ": ";
  out += NameOf(diagnostic.severity);
  out += ": ";
  out += diagnostic.message;
  out += " [";
  out += diagnostic.rule->id;
  out += "]";
  // One line a finding, whatever a name holds.
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  out += '\n';
}

std::string RenderGnu(std::span<const Diagnostic* const> diagnostics,
                      const SourceMap& sources) {
  std::string out;
  for (const Diagnostic* diagnostic : diagnostics) {
    AppendGnuLine(out, *diagnostic, sources);
  }
  return out;
}

}  // namespace iamgen::diag
