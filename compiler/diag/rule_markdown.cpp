// Explanations are prose, then a paragraph of examples that begins "Fires:".
#include "diag/rule_markdown.h"

#include <algorithm>

namespace iamgen::diag {
namespace {

// What Markdown would take for its own, outside of code.
void AppendEscaped(std::string& out, std::string_view text) {
  bool code = false;
  for (const char c : text) {
    if (c == '`') {
      code = !code;
    } else if (!code && std::string_view("\\*_<>[]|#~").find(c) !=
                            std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
}

}  // namespace

std::string FirstParagraph(const Rule& rule) {
  if (rule.explanation.empty()) {
    return std::string(rule.summary);
  }
  std::string text(rule.explanation.substr(0, rule.explanation.find("\n\n")));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string Markdown(const Rule& rule) {
  std::string text = "## ";
  text += rule.id;
  text += ' ';
  text += rule.name;
  text += "\n\n";
  AppendEscaped(text, rule.summary);
  text += '\n';
  constexpr std::string_view kExamples = "\nFires:";
  std::string_view prose = rule.explanation;
  std::string_view examples;
  if (const auto at = prose.find(kExamples); at != std::string_view::npos) {
    examples = prose.substr(at + 1);
    prose = prose.substr(0, at);
  }
  if (!prose.empty()) {
    text += '\n';
    AppendEscaped(text, prose);
    text += prose.ends_with('\n') ? "" : "\n";
  }
  if (!examples.empty()) {
    text += "\n```text\n";
    text += examples;
    text += examples.ends_with('\n') ? "```\n" : "\n```\n";
  }
  return text;
}

}  // namespace iamgen::diag
