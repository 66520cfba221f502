// Findings as SARIF 2.1.0, within what GitHub's code scanning takes.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "diag/fingerprint.h"
#include "diag/fix_text.h"
#include "diag/json_text.h"
#include "diag/place.h"
#include "diag/render.h"
#include "diag/rule_markdown.h"
#include "support/text.h"

namespace iamgen::diag {
namespace {

// GitHub refuses a run with more of them.
constexpr std::size_t kMostResults = 25'000;
constexpr std::size_t kMostLocations = 1'000;
constexpr std::size_t kMostDescription = 1'024;
// Beyond which nobody reads a message.
constexpr std::size_t kMostLinks = 10;

std::string_view LevelOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
    case Severity::kSecurity:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kSuggestion:
      return "note";
  }
  return "error";
}

void AddText(std::string& out, JsonObject& parent, std::string_view key,
             std::string_view text) {
  parent.Key(key);
  JsonObject(out).Text("text", text);
}

// A path is a relative URI, an absolute one begins with `file://`. Every byte
// that might mean something else is a percent sign and its code.
std::string UriOf(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9') ||
        std::string_view("-._~/").find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += '%';
      uri += kHex[byte >> 4U];
      uri += kHex[byte & 0xFU];
    }
  }
  return uri;
}

// The first `most` characters.
std::string_view Cut(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U &&
        count++ == most) {
      break;
    }
  }
  return text.substr(0, at);
}

// A message may hold links, `[text](1)`; brackets that are none are escaped.
void AppendMessage(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
}

class SarifRenderer {
 public:
  explicit SarifRenderer(const SourceMap& sources) : sources_(sources) {}

  std::string Render(std::span<const Diagnostic* const> all,
                     std::string_view version) {
    const auto kept = Gravest(all);
    const auto fingerprints = Fingerprints(kept);
    {
      JsonObject log(out_);
      log.Text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      log.Text("version", "2.1.0");
      log.Key("runs");
      JsonList runs(out_);
      runs.Next();
      JsonObject run(out_);
      run.Key("tool");
      Tool(kept, version);
      run.Text("columnKind", "unicodeCodePoints");
      run.Key("invocations");
      Invocation(all.size() - kept.size());
      run.Key("results");
      {
        JsonList results(out_, true);
        for (std::size_t i = 0; i < kept.size(); ++i) {
          results.Next();
          Result(*kept[i], fingerprints[i]);
        }
      }
      run.Key("originalUriBaseIds");
      Bases();
    }
    out_ += '\n';
    return std::move(out_);
  }

 private:
  // What goes first where there are too many: suggestions, then warnings. The
  // rest stays in order.
  static std::vector<const Diagnostic*> Gravest(
      std::span<const Diagnostic* const> all) {
    std::vector<const Diagnostic*> kept(all.begin(), all.end());
    if (kept.size() <= kMostResults) {
      return kept;
    }
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) {
                       return all[a]->severity < all[b]->severity;
                     });
    order.resize(kMostResults);
    std::sort(order.begin(), order.end());
    kept.clear();
    for (const std::size_t i : order) {
      kept.push_back(all[i]);
    }
    return kept;
  }

  void Tool(std::span<const Diagnostic* const> kept, std::string_view version) {
    std::map<std::string_view, const Rule*> fired;
    for (const Diagnostic* diagnostic : kept) {
      fired.emplace(diagnostic->rule->id, diagnostic->rule);
    }
    JsonObject tool(out_);
    tool.Key("driver");
    JsonObject driver(out_);
    driver.Text("name", "iamgen");
    driver.Text("semanticVersion", version);
    driver.Key("rules");
    JsonList rules(out_, true);
    for (const auto& [id, rule] : fired) {
      rule_index_.emplace(id, rule_index_.size());
      rules.Next();
      Describe(*rule);
    }
  }

  void Describe(const Rule& rule) {
    JsonObject object(out_);
    object.Text("id", rule.id);
    object.Text("name", rule.name);
    AddText(out_, object, "shortDescription",
            Cut(rule.summary, kMostDescription));
    AddText(out_, object, "fullDescription",
            Cut(FirstParagraph(rule), kMostDescription));
    object.Key("help");
    {
      JsonObject help(out_);
      help.Text("text",
                rule.explanation.empty() ? rule.summary : rule.explanation);
      help.Text("markdown", Markdown(rule));
    }
    object.Key("defaultConfiguration");
    JsonObject(out_).Text("level", LevelOf(rule.severity));
    object.Key("properties");
    JsonObject properties(out_);
    const bool security = rule.severity == Severity::kSecurity;
    properties.Key("tags");
    {
      JsonList tags(out_);
      tags.Next();
      AppendJsonText(out_, "iam");
      if (security) {
        tags.Next();
        AppendJsonText(out_, "security");
      }
    }
    // Of ten; GitHub calls 7.0 to 8.9 high.
    if (security) {
      properties.Text("security-severity", "8.0");
    }
  }

  void Invocation(std::size_t left_out) {
    JsonList invocations(out_);
    invocations.Next();
    JsonObject invocation(out_);
    invocation.Key("executionSuccessful");
    out_ += "true";
    if (left_out == 0) {
      return;
    }
    invocation.Key("toolExecutionNotifications");
    JsonList notes(out_);
    notes.Next();
    JsonObject note(out_);
    note.Text("level", "warning");
    AddText(out_, note, "message",
            support::Count(left_out, "finding") +
                " left out: a run has room for 25,000; the gravest are here");
  }

  void Result(const Diagnostic& diagnostic, const std::string& fingerprint) {
    const std::size_t links =
        std::min(diagnostic.related.size(), kMostLocations);
    JsonObject result(out_);
    result.Text("ruleId", diagnostic.rule->id);
    result.Number("ruleIndex", rule_index_[diagnostic.rule->id]);
    result.Text("level", LevelOf(diagnostic.severity));
    AddText(out_, result, "message", MessageOf(diagnostic, links));
    result.Key("locations");
    {
      JsonList locations(out_);
      locations.Next();
      JsonObject location(out_);
      Physical(location, diagnostic.span);
      if (!diagnostic.label.empty()) {
        AddText(out_, location, "message", diagnostic.label);
      }
      if (!diagnostic.entity.empty()) {
        location.Key("logicalLocations");
        JsonList names(out_);
        names.Next();
        JsonObject(out_).Text("fullyQualifiedName", diagnostic.entity);
      }
    }
    if (links > 0) {
      result.Key("relatedLocations");
      JsonList list(out_);
      for (std::size_t i = 0; i < links; ++i) {
        list.Next();
        JsonObject location(out_);
        location.Number("id", i + 1);
        Physical(location, diagnostic.related[i].span);
        AddText(out_, location, "message", diagnostic.related[i].message);
      }
    }
    Fixes(result, diagnostic);
    result.Key("partialFingerprints");
    JsonObject(out_).Text("primaryLocationLineHash", fingerprint);
    result.Key("properties");
    JsonObject properties(out_);
    // As `message`, `level` and `locations` say less than is known.
    properties.Text("severity", NameOf(diagnostic.severity));
    properties.Text("message", diagnostic.message);
    if (!diagnostic.account.empty()) {
      properties.Text("account", diagnostic.account);
    }
    if (!diagnostic.entity.empty()) {
      properties.Text("entity", diagnostic.entity);
    }
  }

  // One fix, with a change of each file for which it has edits.
  void Fixes(JsonObject& result, const Diagnostic& diagnostic) {
    const auto edits = TextEditsOf(diagnostic, sources_);
    if (edits.empty()) {
      return;
    }
    result.Key("fixes");
    JsonList fixes(out_);
    fixes.Next();
    JsonObject fix(out_);
    AddText(out_, fix, "description",
            diagnostic.help.empty() ? diagnostic.message : diagnostic.help);
    fix.Key("artifactChanges");
    JsonList changes(out_);
    for (std::size_t i = 0; i < edits.size();) {
      const FileId file = edits[i].span.file;
      changes.Next();
      JsonObject change(out_);
      change.Key("artifactLocation");
      Artifact(PlaceOf(edits[i].span, sources_).path);
      change.Key("replacements");
      JsonList replacements(out_);
      for (; i < edits.size() && edits[i].span.file == file; ++i) {
        replacements.Next();
        JsonObject replacement(out_);
        replacement.Key("deletedRegion");
        Region(PlaceOf(edits[i].span, sources_));
        AddText(out_, replacement, "insertedContent", edits[i].text);
      }
    }
  }

  // The message, the repair, and where else to look.
  static std::string MessageOf(const Diagnostic& diagnostic,
                               std::size_t links) {
    std::string text;
    AppendMessage(text, diagnostic.message);
    if (!diagnostic.help.empty()) {
      text += "\nhelp: ";
      AppendMessage(text, diagnostic.help);
    }
    for (std::size_t i = 0; i < std::min(links, kMostLinks); ++i) {
      text += "\nsee: [";
      AppendMessage(text, diagnostic.related[i].message);
      text += "](" + std::to_string(i + 1) + ")";
    }
    if (diagnostic.related.size() > kMostLinks) {
      text += "\nand " + support::Count(diagnostic.related.size() - kMostLinks,
                                        "other place");
    }
    return text;
  }

  void Physical(JsonObject& location, Span span) {
    const Place place = PlaceOf(span, sources_);
    location.Key("physicalLocation");
    JsonObject physical(out_);
    physical.Key("artifactLocation");
    Artifact(place.path);
    physical.Key("region");
    Region(place);
  }

  void Region(const Place& place) {
    JsonObject region(out_);
    region.Number("startLine", place.begin.line);
    region.Number("startColumn", place.begin.column);
    region.Number("endLine", place.end.line);
    region.Number("endColumn", place.end.column);
  }

  // A URI has no `..`: a file above the working folder is relative to a base
  // that says how far above.
  void Artifact(std::string_view path) {
    std::size_t above = 0;
    while (path.starts_with("../")) {
      ++above;
      path.remove_prefix(3);
    }
    JsonObject artifact(out_);
    artifact.Text("uri", UriOf(path));
    if (!path.starts_with('/')) {
      artifact.Text("uriBaseId", BaseOf(above));
      highest_ = std::max(highest_, above);
    }
  }

  static std::string BaseOf(std::size_t above) {
    return above == 0 ? "%SRCROOT%" : "ABOVE_" + std::to_string(above);
  }

  void Bases() {
    JsonObject bases(out_);
    for (std::size_t i = 0; i <= highest_; ++i) {
      bases.Key(BaseOf(i));
      JsonObject base(out_);
      AddText(out_, base, "description",
              i == 0 ? "where iamgen was called: the root of the repository"
                     : support::Count(i, "folder") +
                           " above where iamgen was called");
    }
  }

  const SourceMap& sources_;
  std::unordered_map<std::string_view, std::size_t> rule_index_;
  std::size_t highest_ = 0;
  std::string out_;
};

}  // namespace

std::string RenderSarif(std::span<const Diagnostic* const> diagnostics,
                        const SourceMap& sources, std::string_view version) {
  return SarifRenderer(sources).Render(diagnostics, version);
}

}  // namespace iamgen::diag
