// How one principal comes to act as another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/access.h"
#include "analysis/escalation_data.h"
#include "analysis/landscape.h"
#include "diag/span.h"

namespace iamgen::analysis {

enum class Means : std::uint8_t {
  kAssume,   // both halves allow it
  kPass,     // hands the role to something that runs as it
  kCode,     // changes what a Lambda job runs
  kTrust,    // lets itself in
  kSecrets,  // makes keys or a password of a user
};

struct Step {
  // Places in the landscape.
  std::size_t from = 0;
  std::size_t to = 0;
  Means means = Means::kAssume;
  // Of `kPass`.
  const EscalationMethod* method = nullptr;
  // What is decisive: "iam:PassRole".
  std::string_view action;
  // The statement that lets it.
  diag::Span span;
  // The action that puts any policy on the other one, and where it is allowed.
  std::string_view raising = {};
  diag::Span raising_span = {};
};

// What a principal of the landscape, at the place `from`, can become by one
// step. A second factor is what people have: steps that ask for one are none.
std::vector<Step> StepsOf(const Principal& principal, std::size_t from,
                          const Landscape& landscape,
                          const catalog::Catalogue& catalogue);

}  // namespace iamgen::analysis
