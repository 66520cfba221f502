// Finds, for many patterns of one list, those that another of the list covers,
// without comparing each with each.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "policy/pattern.h"

namespace iamgen::policy {

class CoverIndex {
 public:
  CoverIndex(std::vector<std::string> texts, Letters letters);

  // The place of a text of the list that covers the one at `at`: an equal one
  // that stands before it, or a wider one. nullopt: none is known to.
  [[nodiscard]] std::optional<std::size_t> CoverOf(std::size_t at) const;

 private:
  std::vector<std::string> texts_;
  // The first place of each text.
  std::unordered_map<std::string, std::size_t> first_;
  // Patterns by what stands before their first wildcard. Few share it in what
  // people write; of those that many share, some are left out.
  std::unordered_map<std::string, std::vector<std::size_t>> by_start_;
  std::size_t longest_start_ = 0;
};

}  // namespace iamgen::policy
