// Findings as GitLab's code quality report, which a merge request compares with
// the one of its target branch.
#include "diag/fingerprint.h"
#include "diag/json_text.h"
#include "diag/place.h"
#include "diag/render.h"

namespace iamgen::diag {
namespace {

std::string_view LevelOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "blocker";
    case Severity::kSecurity:
      return "critical";
    case Severity::kWarning:
      return "major";
    case Severity::kSuggestion:
      return "info";
  }
  return "blocker";
}

}  // namespace

std::string RenderGitlab(std::span<const Diagnostic* const> diagnostics,
                         const SourceMap& sources) {
  const auto fingerprints = Fingerprints(diagnostics);
  std::string out;
  {
    JsonList list(out, true);
    for (std::size_t i = 0; i < diagnostics.size(); ++i) {
      const Diagnostic& diagnostic = *diagnostics[i];
      const Place place = PlaceOf(diagnostic.span, sources);
      list.Next();
      JsonObject issue(out);
      issue.Text("description", diagnostic.message);
      issue.Text("check_name", diagnostic.rule->id);
      issue.Text("fingerprint", fingerprints[i]);
      issue.Text("severity", LevelOf(diagnostic.severity));
      issue.Key("location");
      JsonObject location(out);
      location.Text("path", place.path);
      location.Key("lines");
      JsonObject lines(out);
      lines.Number("begin", place.begin.line);
      lines.Number("end", place.end.line);
    }
  }
  out += '\n';
  return out;
}

}  // namespace iamgen::diag
