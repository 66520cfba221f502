// Texts linted and compiled in memory, for the tests of checks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/rule.h"

namespace iamgen::tests {

struct Found {
  std::string id;
  diag::Severity severity = diag::Severity::kError;
  std::string message;
  std::string help;
  // What it points at.
  std::string text;
};

// What checking `text` finds, sorted as it would be shown. `as` is what
// `diag::Example` calls it: a word of `lint --as`, "topology", "cfn", "tf" or
// "tf.json". Every rule that is off is asked for if `all`.
std::vector<Found> Lint(std::string_view as, std::string_view text,
                        bool all = false);

// The text after every fix, as often as there is one; at most ten times.
std::string Repaired(std::string_view as, std::string_view text,
                     bool all = false);

// Their ids, each once, sorted.
std::vector<std::string> IdsOf(const std::vector<Found>& found);

}  // namespace iamgen::tests
