// Findings for programs: the gnu line form and the JSON object.
#include <algorithm>

#include "diag/render.h"
#include "support/text.h"

namespace iamgen::diag {
namespace {

class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }

  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  ~JsonObject() { out_ += '}'; }

  void Text(std::string_view key, std::string_view value) {
    Key(key);
    out_ += '"';
    support::AppendJsonEscaped(out_, value);
    out_ += '"';
  }

  void Number(std::string_view key, std::size_t value) {
    Key(key);
    out_ += std::to_string(value);
  }

  void Key(std::string_view key) {
    if (!first_) {
      out_ += ',';
    }
    first_ = false;
    out_ += '"';
    out_ += key;
    out_ += "\":";
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void Place(JsonObject& object, const SourceMap& sources, Span span,
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
  Place(object, sources, diagnostic.span, true);
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
  out += '[';
  for (const Related& related : diagnostic.related) {
    if (&related != diagnostic.related.data()) {
      out += ',';
    }
    JsonObject place(out);
    Place(place, sources, related.span, false);
    place.Text("message", related.message);
  }
  out += ']';
}

}  // namespace

std::string RenderGnu(std::span<const Diagnostic* const> diagnostics,
                      const SourceMap& sources) {
  std::string out;
  for (const Diagnostic* diagnostic : diagnostics) {
    const std::string place = sources.Describe(diagnostic->span);
    out += place.empty() ? "iamgen" : place;
    out += ": ";
    out += NameOf(diagnostic->severity);
    out += ": ";
    // One line a finding, whatever a name holds.
    std::string message = diagnostic->message;
    std::replace_if(
        message.begin(), message.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    out += message;
    out += " [";
    out += diagnostic->rule->id;
    out += "]\n";
  }
  return out;
}

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
    out += '[';
    for (std::size_t i = 0; i < diagnostics.size(); ++i) {
      out += i == 0 ? "\n" : ",\n";
      Finding(out, *diagnostics[i], sources);
    }
    out += diagnostics.empty() ? "]" : "\n]";
  }
  out += '\n';
  return out;
}

}  // namespace iamgen::diag
