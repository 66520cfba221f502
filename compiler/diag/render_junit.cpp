// Findings as JUnit's XML, which Jenkins, GitLab and most others show as tests.
#include <cstdint>
#include <map>
#include <vector>

#include "diag/place.h"
#include "diag/render.h"
#include "support/text.h"

namespace iamgen::diag {
namespace {

using Findings = std::vector<const Diagnostic*>;

// Whether XML 1.0 has the character of well-formed UTF-8 that starts `rest`.
bool IsLegal(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  if (lead < 0x20) {
    return lead == '\t' || lead == '\n' || lead == '\r';
  }
  return !rest.starts_with("\xEF\xBF\xBE") && !rest.starts_with("\xEF\xBF\xBF");
}

// Line ends and tabs are written by number, or reading an attribute would make
// them blanks; between tags, only the carriage return is.
void AppendEscaped(std::string& out, std::string_view bytes, bool attribute) {
  const std::string text = support::WellFormedUtf8(bytes);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!IsLegal(std::string_view(text).substr(i))) {
      out += "\xEF\xBF\xBD";
      i += static_cast<unsigned char>(c) < 0x20 ? 0 : 2;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"' && attribute) {
      out += "&quot;";
    } else if (c == '\r' || (attribute && (c == '\n' || c == '\t'))) {
      out += "&#" + std::to_string(static_cast<int>(c)) + ";";
    } else {
      out += c;
    }
  }
}

void AppendAttribute(std::string& out, std::string_view name,
                     std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  AppendEscaped(out, value, true);
  out += '"';
}

void AppendCounts(std::string& out, std::size_t tests, std::size_t failures) {
  AppendAttribute(out, "tests", std::to_string(tests));
  AppendAttribute(out, "failures", std::to_string(failures));
  AppendAttribute(out, "errors", "0");
}

// Readers look at the first failure of a test alone, so there is one, which
// names all findings of the rule.
void AppendTest(std::string& out, const std::string& path,
                const Findings& findings, const SourceMap& sources) {
  const Diagnostic& first = *findings.front();
  const Place place = PlaceOf(first.span, sources);
  out += "    <testcase";
  AppendAttribute(out, "classname", path);
  AppendAttribute(
      out, "name",
      std::string(first.rule->id) + " " + std::string(first.rule->name));
  AppendAttribute(out, "file", place.path);
  AppendAttribute(out, "line", std::to_string(place.begin.line));
  out += ">\n      <failure";
  AppendAttribute(out, "type", first.rule->id);
  std::string message = first.message;
  if (findings.size() > 1) {
    message += " (and " + std::to_string(findings.size() - 1) + " more)";
  }
  AppendAttribute(out, "message", message);
  out += '>';
  for (const Diagnostic* finding : findings) {
    std::string lines;
    AppendGnuLine(lines, *finding, sources);
    if (!finding->help.empty()) {
      lines += "  help: " + finding->help + "\n";
    }
    AppendEscaped(out, lines, false);
  }
  out += "</failure>\n    </testcase>\n";
}

}  // namespace

std::string RenderJunit(std::span<const Diagnostic* const> diagnostics,
                        const SourceMap& sources) {
  // By file, then by rule. A file may have been read twice.
  std::map<std::string, std::map<std::string_view, Findings>> suites;
  for (const Source& source : sources) {
    suites[ShortPath(source.path())];
  }
  for (const Diagnostic* diagnostic : diagnostics) {
    suites[PlaceOf(diagnostic->span, sources).path][diagnostic->rule->id]
        .push_back(diagnostic);
  }
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::string body;
  for (const auto& [path, rules] : suites) {
    body += "  <testsuite";
    AppendAttribute(body, "name", path);
    AppendCounts(body, rules.empty() ? 1 : rules.size(), rules.size());
    body += ">\n";
    if (rules.empty()) {
      body += "    <testcase";
      AppendAttribute(body, "classname", path);
      AppendAttribute(body, "name", "no findings");
      body += "/>\n";
    }
    for (const auto& [rule, findings] : rules) {
      AppendTest(body, path, findings, sources);
    }
    body += "  </testsuite>\n";
    tests += rules.empty() ? 1 : rules.size();
    failures += rules.size();
  }
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"iamgen\"";
  AppendCounts(out, tests, failures);
  out += ">\n" + body + "</testsuites>\n";
  return out;
}

}  // namespace iamgen::diag
