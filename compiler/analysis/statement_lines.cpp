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
  constexpr std::size_t kPartition = 1;
  constexpr std::size_t kService = 2;
  constexpr std::size_t kRegion = 3;
  constexpr std::size_t kAccount = 4;
  std::string form;
  std::size_t field = 0;
  while (!arn.empty()) {
    const std::size_t end = arn.starts_with("${") ? arn.find('}') : 0;
    if (end == 0 || end == std::string_view::npos) {
      field += arn.front() == ':' ? 1 : 0;
      form += arn.front();
      arn.remove_prefix(1);
      continue;
    }
    if (field == kService) {
      return {};
    }
    form += field == kPartition ? "{{partition}}"
            : field == kRegion  ? "{{region}}"
            : field == kAccount
                ? "{{account.id}}"
                : "<" + std::string(arn.substr(2, end - 2)) + ">";
    arn.remove_prefix(end + 1);
  }
  return form;
}

}  // namespace iamgen::analysis
