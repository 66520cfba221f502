// Findings as one JSON object, of everything that is known of them.
#include <algorithm>

#include "diag/fix_text.h"
#include "diag/json_text.h"
#include "diag/render.h"

namespace iamgen::diag {
namespace {

void AddPlace(JsonObject& object, const SourceMap& sources, Span span,
              bool with_end) {
  if (!span.valid()) {
    return;
  }
  const Source& source = sources[span.file];
  const Position begin = source.PositionOf(span.begin);
  object.Text("file", source.path());
  object.Number("line", begin.line);
  object.Number("column", begin.column);
  if (with_end) {
    const Position end = source.PositionOf(span.end);
    object.Number("end_line", end.line);
    object.Number("end_column", end.column);
    object.Number("offset", span.begin);
    object.Number("end_offset", span.end);
  }
}

void Finding(std::string& out, const Diagnostic& diagnostic,
             const SourceMap& sources) {
  JsonObject object(out);
  object.Text("rule", diagnostic.rule->id);
  object.Text("name", diagnostic.rule->name);
  object.Text("severity", NameOf(diagnostic.severity));
  object.Text("message", diagnostic.message);
  AddPlace(object, sources, diagnostic.span, true);
  if (!diagnostic.account.empty()) {
    object.Text("account", diagnostic.account);
  }
  if (!diagnostic.entity.empty()) {
    object.Text("entity", diagnostic.entity);
  }
  if (!diagnostic.label.empty()) {
    object.Text("label", diagnostic.label);
  }
  if (!diagnostic.help.empty()) {
    object.Text("help", diagnostic.help);
  }
  object.Key("related");
  {
    JsonList list(out);
    for (const Related& related : diagnostic.related) {
      list.Next();
      JsonObject place(out);
      AddPlace(place, sources, related.span, false);
      place.Text("message", related.message);
    }
  }
  const auto edits = TextEditsOf(diagnostic, sources);
  if (!edits.empty()) {
    object.Key("fix");
    JsonObject fix(out);
    fix.Key("edits");
    JsonList list(out);
    for (const TextEdit& edit : edits) {
      list.Next();
      JsonObject change(out);
      AddPlace(change, sources, edit.span, true);
      change.Text("text", edit.text);
    }
  }
}

}  // namespace

std::string RenderJson(std::span<const Diagnostic* const> diagnostics,
                       const SourceMap& sources) {
  const auto count = [&](Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(diagnostics.begin(), diagnostics.end(),
                      [&](const Diagnostic* diagnostic) {
                        return diagnostic->severity == severity;
                      }));
  };
  std::string out;
  {
    JsonObject object(out);
    object.Number("format_version", 1);
    object.Number("errors", count(Severity::kError));
    object.Number("security", count(Severity::kSecurity));
    object.Number("warnings", count(Severity::kWarning));
    object.Number("suggestions", count(Severity::kSuggestion));
    object.Key("diagnostics");
    JsonList list(out, true);
    for (const Diagnostic* diagnostic : diagnostics) {
      list.Next();
      Finding(out, *diagnostic, sources);
    }
  }
  out += '\n';
  return out;
}

}  // namespace iamgen::diag
