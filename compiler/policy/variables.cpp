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
  // A tag may have any letters in its name.
  const std::string_view fixed = name.substr(0, name.find('/'));
  if (name.find_first_of(kSpace) != std::string_view::npos) {
    variable.fault = VariableFault::kSpace;
  } else if (!std::all_of(fixed.begin(), fixed.end(), IsKeyCharacter)) {
    variable.fault = VariableFault::kSymbol;
  } else if (comma != std::string_view::npos) {
    variable.fault = FaultOfDefault(inside.substr(comma + 1));
  }
  return variable;
}

// The brace that ends the variable at the start of the text; one between the
// quotes of a default does not.
std::size_t EndOf(std::string_view text) {
  const std::size_t close = text.find('}');
  const std::size_t quote = text.find('\'');
  if (quote < close && close != std::string_view::npos) {
    const std::size_t end = text.find("'}", quote + 1);
    return end == std::string_view::npos ? close : end + 1;
  }
  return close;
}

}  // namespace

std::vector<Variable> VariablesOf(std::string_view text) {
  std::vector<Variable> variables;
  std::size_t at = text.find("${");
  while (at != std::string_view::npos) {
    // Variables do not nest: where the next one begins, this one has to end.
    const std::size_t next = text.find("${", at + 2);
    const std::string_view rest =
        text.substr(at, next == std::string_view::npos ? next : next - at);
    const std::size_t close = EndOf(rest);
    Variable variable;
    if (close == std::string_view::npos) {
      variable.whole = rest;
      variable.fault = VariableFault::kMissingBrace;
    } else {
      variable = Parse(rest.substr(0, close + 1));
    }
    variable.offset = at;
    // What is not known may be any of its parts.
    if (variable.whole.find(kUnknown) == std::string_view::npos) {
      variables.push_back(variable);
    }
    at = next;
  }
  return variables;
}

}  // namespace iamgen::policy
