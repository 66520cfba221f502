// Knows where YAML wants quotes, and how wide a line may be.
#include "analysis/statement_lines.h"

#include <cstddef>
#include <utility>

#include "support/text.h"

namespace iamgen::analysis {
namespace {

using Words = std::vector<std::string>;

// Between quotes, where YAML needs them.
std::string Scalar(const std::string& text) {
  if (text.find_first_of("{}[],*&#<>?\"'\\") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  support::AppendJsonEscaped(quoted, text);
  return quoted + "\"";
}

}  // namespace

std::string FlowOf(const Words& words) {
  if (words.size() == 1) {
    return Scalar(words.front());
  }
  std::string text = "[";
  for (const std::string& one : words) {
    text += (text.size() > 1 ? ", " : "") + Scalar(one);
  }
  return text + "]";
}

void AddMember(const std::string& key, const Words& words, Words& lines) {
  constexpr std::size_t kWidth = 76;
  const std::string start =
      (key == "allow" || key == "grant" ? "- " : "  ") + key + ":";
  std::string line = start + " " + FlowOf(words);
  if (line.size() <= kWidth || words.size() == 1) {
    lines.push_back(std::move(line));
    return;
  }
  lines.push_back(start);
  for (const std::string& one : words) {
    lines.push_back("    - " + Scalar(one));
  }
}

std::string FillableForm(std::string_view arn) {
  std::string form;
  while (!arn.empty()) {
    const std::size_t hole = arn.find("${");
    const std::size_t end = arn.find('}', hole);
    form += arn.substr(0, hole);
    if (hole == std::string_view::npos || end == std::string_view::npos) {
      break;
    }
    const std::string_view name = arn.substr(hole + 2, end - hole - 2);
    form += name == "Partition" ? "{{partition}}"
            : name == "Region"  ? "{{region}}"
            : name == "Account" ? "{{account.id}}"
                                : "<" + std::string(name) + ">";
    arn.remove_prefix(end + 1);
  }
  return form;
}

}  // namespace iamgen::analysis
