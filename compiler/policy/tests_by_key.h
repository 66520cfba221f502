// The tests of a statement by the keys that they are of, for those who look at
// one key after the other.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "policy/parsed_statement.h"

namespace iamgen::policy {

class TestsByKey {
 public:
  explicit TestsByKey(const ParsedStatement& statement);

  // Of exactly this key, in small letters, in the order of the document.
  [[nodiscard]] std::span<const ParsedTest* const> Of(
      std::string_view key) const;

  // Of all keys that start so: "aws:resourcetag/".
  [[nodiscard]] std::span<const ParsedTest* const> Starting(
      std::string_view start) const;

  // All, those of one key side by side.
  [[nodiscard]] std::span<const ParsedTest* const> All() const {
    return sorted_;
  }

 private:
  std::vector<const ParsedTest*> sorted_;
};

}  // namespace iamgen::policy
