// How much of each IAM quota a topology uses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/topology.h"

namespace iamgen::analysis {

// One entity, or one account, against one quota ("IAM and AWS STS quotas").
struct Usage {
  // What is counted: "trust policy, characters".
  std::string_view quota;
  // "role/Deploy", "ou/Work/Dev", "root"; empty for what is counted by account.
  std::string entity;
  // Where the most of it is used; the first of equals.
  model::AccountId account;
  std::size_t used = 0;
  std::size_t most = 0;

  // Rounded down, so that 100 is full and more is over.
  [[nodiscard]] std::size_t percent() const { return used * 100 / most; }
};

// Quota by quota, in one order; within a quota entities as they are declared,
// or accounts. Sizes are characters without the white space between tokens, as
// IAM counts, in the account that has the largest; attached control policies
// include the one that AWS attaches. What uses nothing of a quota is left out.
// Linear in entities and accounts.
std::vector<Usage> UsagesOf(const model::Topology& topology);

// The fullest of each quota; the first of equals.
std::vector<Usage> FullestOf(const std::vector<Usage>& usages);

}  // namespace iamgen::analysis
