// Finds, among many patterns, the few that may cover a text, without looking
// at each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace iamgen::policy {

class PatternIndex {
 public:
  using Id = std::uint32_t;
  // Those of equal texts, or of patterns that begin alike: in the order in
  // which they were added.
  using Group = std::vector<Id>;

  // Patterns that differ in letters alone are different ones: fold them first.
  void Add(std::string_view pattern, Id id);

  // Those of the same text, and then those of patterns whose text before the
  // first wildcard begins `text`, the shortest, so the widest, first. Time is
  // linear in the text. The groups last until something is added.
  [[nodiscard]] std::vector<const Group*> MayCover(std::string_view text) const;

 private:
  // Hashes of texts, of which two may be equal: then a group is larger than it
  // need be, and whoever asks compares anyway.
  std::unordered_map<std::uint64_t, Group> literals_;
  std::unordered_map<std::uint64_t, Group> by_start_;
  // Whether the start of some pattern is as long.
  std::vector<bool> lengths_;
};

}  // namespace iamgen::policy
