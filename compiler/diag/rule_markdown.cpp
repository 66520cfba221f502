// Explanations are prose; some have a last paragraph of examples that begins
// "Fires:".
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

// What the text is written in, after what it is and how it begins.
std::string_view LanguageOf(const Example& example, std::string_view text) {
  if (example.as == "tf") {
    return "hcl";
  }
  const bool may_be_yaml = example.as == "topology" || example.as == "cfn";
  return may_be_yaml && !text.starts_with('{') ? "yaml" : "json";
}

// Fences of tildes: a text may hold the others.
void AppendCode(std::string& out, std::string_view title,
                const Example& example, std::string_view text) {
  out += '\n';
  out += title;
  out += ":\n\n~~~";
  out += LanguageOf(example, text);
  out += '\n';
  out += text;
  out += text.ends_with('\n') ? "~~~\n" : "\n~~~\n";
}

}  // namespace

std::string EscapedForMarkdown(std::string_view text) {
  std::string out;
  AppendEscaped(out, text);
  return out;
}

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
  if (!rule.example.fires.empty()) {
    AppendCode(text, "Fires", rule.example, rule.example.fires);
  }
  if (!rule.example.repaired.empty()) {
    AppendCode(text, "Repaired", rule.example, rule.example.repaired);
  }
  if (!rule.aws.empty()) {
    text += "\nAWS: ";
    AppendEscaped(text, rule.aws);
    text += '\n';
  }
  return text;
}

}  // namespace iamgen::diag
