// Comments that say a finding is meant: `# iamgen: allow RULE -- reason`.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "diag/source.h"

namespace iamgen::driver {

struct AllowComment {
  // Ids or names, as written: "IAM527, IAM528" are two.
  std::vector<std::string> rules;
  bool has_reason = false;
  // The line it speaks of: its own, or, standing alone, the next one that
  // holds more than a comment. 0 where there is none.
  std::size_t line = 0;
  // From its `#` to its end.
  diag::Span span;
};

// A `#` in a quoted or a block scalar is no comment, and JSON has none.
std::vector<AllowComment> FindAllowComments(const diag::Source& source,
                                            diag::FileId file);

}  // namespace iamgen::driver
