// The grammar of `Fn::Sub`.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace iamgen::importers::cfn {

// `${Name}`, `${Name.Attribute}`, or `${!Literal}` for the text `${Literal}`.
struct SubVariable {
  // In the text, with the braces.
  std::size_t begin = 0;
  std::size_t end = 0;
  // Without blanks around it, and without the `!`.
  std::string_view name;
  bool literal = false;
};

// The variables of a text in their order. An open `${` without its `}` is
// text.
std::vector<SubVariable> FindSubVariables(std::string_view text);

}  // namespace iamgen::importers::cfn
