// Looks for `${` and the next `}`.
#include "importers/cfn/sub_text.h"

namespace iamgen::importers::cfn {
namespace {

std::string_view WithoutBlanks(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

}  // namespace

std::vector<SubVariable> FindSubVariables(std::string_view text) {
  std::vector<SubVariable> variables;
  for (std::size_t at = text.find("${"); at != std::string_view::npos;
       at = text.find("${", at)) {
    const std::size_t close = text.find('}', at);
    if (close == std::string_view::npos) {
      break;
    }
    SubVariable variable{at, close + 1, text.substr(at + 2, close - at - 2)};
    if (variable.name.starts_with('!')) {
      variable.literal = true;
      variable.name.remove_prefix(1);
    } else {
      variable.name = WithoutBlanks(variable.name);
    }
    variables.push_back(variable);
    at = close + 1;
  }
  return variables;
}

}  // namespace iamgen::importers::cfn
