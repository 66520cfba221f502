// What goes with an element or a member that is removed: commas, dashes, blanks
// and line ends, but no comment.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace iamgen::diag {

// The bytes [begin, end) of a text.
struct Bytes {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Between brackets: JSON, YAML's flow style, Terraform's lists. `name` says
// that [begin, end) is the value of a member, which goes with its name. nullopt
// where it is the only one, or where the text around it is not understood.
std::optional<Bytes> RemovalFromFlow(std::string_view text, Bytes value,
                                     bool name);

// Behind a dash, or behind a name at the start of a line: YAML's block style.
std::optional<Bytes> RemovalFromBlock(std::string_view text, Bytes value,
                                      bool name);

}  // namespace iamgen::diag
