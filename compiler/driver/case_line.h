// The line of a case without its policies, which are long and known from lines
// before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iamgen::driver {

class KnownPolicies;

// The size of the object, list or text that `text` begins with, as far as
// brackets and quotes tell. 0: it has no end, or is another value.
std::size_t SizeOfJsonValue(std::string_view text);

struct CaseLine {
  // With `{}` in place of each policy.
  std::string text;

  struct Policy {
    // Where its `{}` begins.
    std::uint32_t offset = 0;
    // Of `KnownPolicies`.
    std::size_t number = 0;
  };

  // In order of their offsets.
  std::vector<Policy> policies;

  // Of the one whose place this is. nullopt: it is in no such place.
  [[nodiscard]] std::optional<std::size_t> NumberAt(std::uint32_t offset) const;
};

// nullopt: the line is not what it looks like, and has to be read as a whole.
std::optional<CaseLine> TakePoliciesOut(std::string_view line,
                                        KnownPolicies& known);

}  // namespace iamgen::driver
