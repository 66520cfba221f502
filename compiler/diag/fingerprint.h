// What makes a finding of this run the same as one of another run, whatever
// has moved in between.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "diag/diagnostic.h"

namespace iamgen::diag {

// The rule, the entity and the account: never the place, and never the words,
// which hold numbers that change.
struct FindingKey {
  std::string rule;
  std::string entity;
  std::string account;

  friend auto operator<=>(const FindingKey&, const FindingKey&) = default;
};

FindingKey KeyOf(const Diagnostic& diagnostic);

// 32 hexadecimal digits for each finding, all different: several findings of
// one key are numbered in their order.
std::vector<std::string> Fingerprints(
    std::span<const Diagnostic* const> diagnostics);

}  // namespace iamgen::diag
