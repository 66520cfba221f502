// Which resources Deny statements take away as a whole.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "policy/parsed_statement.h"

namespace iamgen::analysis {

// Compares at most so many pairs of resources in its life; past that it knows
// of no more denials. Nobody writes so many, and time stays linear for those
// who do.
class DeniedResources {
 public:
  // Whether everything that `resource` names is denied by one of `denies`, none
  // of which has a condition or is on `*`.
  bool Contain(const policy::ParsedResource& resource,
               std::span<const policy::ParsedStatement* const> denies);

  [[nodiscard]] bool spent() const { return comparisons_ == 0; }

 private:
  // `pattern` is the text of the resource with its variables as wildcards.
  bool IsDenied(const std::string& text, const std::string& pattern,
                const policy::ParsedStatement& deny);

  std::size_t comparisons_ = 200'000;
};

}  // namespace iamgen::analysis
