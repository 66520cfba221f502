// Findings as workflow commands, which GitHub Actions turns into annotations.
#include <algorithm>
#include <vector>

#include "diag/place.h"
#include "diag/render.h"

namespace iamgen::diag {
namespace {

std::string_view CommandOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
    case Severity::kSecurity:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kSuggestion:
      return "notice";
  }
  return "error";
}

// What would end a command is written as its code; in a property, what would
// end that, too.
void AppendEscaped(std::string& out, std::string_view text, bool property) {
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
}

void AppendCommand(std::string& out, const Diagnostic& diagnostic,
                   const SourceMap& sources) {
  out += "::";
  out += CommandOf(diagnostic.severity);
  out += ' ';
  if (diagnostic.span.valid()) {
    const Place place = PlaceOf(diagnostic.span, sources);
    out += "file=";
    AppendEscaped(out, place.path, true);
    out += ",line=" + std::to_string(place.begin.line) +
           ",endLine=" + std::to_string(place.end.line);
    // Columns are only understood within one line.
    if (place.begin.line == place.end.line) {
      out += ",col=" + std::to_string(place.begin.column) +
             ",endColumn=" + std::to_string(place.end.column);
    }
    out += ',';
  }
  out += "title=";
  AppendEscaped(out, diagnostic.rule->id, true);
  out += ' ';
  AppendEscaped(out, diagnostic.rule->name, true);
  out += "::";
  AppendEscaped(out, diagnostic.message, false);
  if (!diagnostic.help.empty()) {
    AppendEscaped(out, "\nhelp: " + diagnostic.help, false);
  }
  out += '\n';
}

}  // namespace

std::string RenderGithub(std::span<const Diagnostic* const> diagnostics,
                         const SourceMap& sources) {
  // Of each kind of annotation, a step shows its first ten.
  std::vector<const Diagnostic*> gravest_first(diagnostics.begin(),
                                               diagnostics.end());
  std::stable_sort(gravest_first.begin(), gravest_first.end(),
                   [](const Diagnostic* a, const Diagnostic* b) {
                     return a->severity < b->severity;
                   });
  std::string out;
  for (const Diagnostic* diagnostic : gravest_first) {
    AppendCommand(out, *diagnostic, sources);
  }
  out += diagnostics.empty() ? "no findings" : Summary(diagnostics, sources);
  out += '\n';
  return out;
}

}  // namespace iamgen::diag
