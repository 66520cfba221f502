// Takes variables apart.
#include "policy/variables.h"

#include <algorithm>
#include <cctype>

#include "policy/document.h"

namespace iamgen::policy {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool IsKeyCharacter(char one) {
  constexpr std::string_view kOthers = ":/-_.+=@";
  return std::isalnum(static_cast<unsigned char>(one)) != 0 ||
         kOthers.find(one) != std::string_view::npos;
}

VariableFault FaultOfDefault(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) {
    return VariableFault::kMissingQuote;
  }
  text.remove_prefix(first);
  return text.size() >= 2 && text.front() == '\'' && text.back() == '\''
             ? VariableFault::kNone
             : VariableFault::kMissingQuote;
}

Variable Parse(std::string_view whole) {
  Variable variable;
  variable.whole = whole;
  const std::string_view inside = whole.substr(2, whole.size() - 3);
  if (inside == "*" || inside == "?" || inside == "$") {
    return variable;
  }
  const std::size_t comma = inside.find(',');
  const std::string_view name = inside.substr(0, comma);
  if (name.find_first_not_of(kSpace) == std::string_view::npos) {
    variable.fault = VariableFault::kEmpty;
    return variable;
  }
  variable.name = name;
  // What a tag is called may hold blanks, nothing else may.
  const std::string_view fixed = name.substr(0, name.find('/'));
  if (fixed.find_first_of(kSpace) != std::string_view::npos ||
      kSpace.find(name.back()) != std::string_view::npos) {
    variable.fault = VariableFault::kSpace;
  } else if (!std::all_of(fixed.begin(), fixed.end(), IsKeyCharacter)) {
    variable.fault = VariableFault::kSymbol;
  } else if (comma != std::string_view::npos) {
    variable.fault = FaultOfDefault(inside.substr(comma + 1));
  }
  return variable;
}

}  // namespace

std::vector<Variable> VariablesOf(std::string_view text) {
  std::vector<Variable> variables;
  std::size_t at = text.find("${");
  while (at != std::string_view::npos) {
    const std::size_t close = text.find('}', at);
    if (close == std::string_view::npos) {
      Variable open;
      open.whole = text.substr(at);
      open.fault = VariableFault::kMissingBrace;
      open.offset = at;
      variables.push_back(open);
      break;
    }
    Variable variable = Parse(text.substr(at, close + 1 - at));
    variable.offset = at;
    // What is not known may be any of its parts.
    if (variable.whole.find(kUnknown) == std::string_view::npos) {
      variables.push_back(variable);
    }
    at = text.find("${", close);
  }
  return variables;
}

}  // namespace iamgen::policy
