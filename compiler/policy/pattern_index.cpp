// A pattern covers only what begins as it does, so that it is found by the hash
// of its beginning; the hashes of all beginnings of a text come from one walk.
#include "policy/pattern_index.h"

#include <algorithm>

namespace iamgen::policy {
namespace {

// Fowler, Noll and Vo's, which takes one character after the other.
constexpr std::uint64_t kNoText = 0xcbf29ce484222325U;

std::uint64_t Next(std::uint64_t hash, char one) {
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  return (hash ^ static_cast<unsigned char>(one)) * kPrime;
}

std::uint64_t HashOf(std::string_view text) {
  std::uint64_t hash = kNoText;
  for (const char one : text) {
    hash = Next(hash, one);
  }
  return hash;
}

}  // namespace

void PatternIndex::Add(std::string_view pattern, Id id) {
  literals_[HashOf(pattern)].push_back(id);
  const std::size_t wild = pattern.find_first_of("*?");
  if (wild == std::string_view::npos) {
    return;
  }
  by_start_[HashOf(pattern.substr(0, wild))].push_back(id);
  if (lengths_.size() <= wild) {
    lengths_.resize(wild + 1, false);
  }
  lengths_[wild] = true;
}

std::vector<const PatternIndex::Group*> PatternIndex::MayCover(
    std::string_view text) const {
  std::vector<const Group*> groups;
  const auto same = literals_.find(HashOf(text));
  if (same != literals_.end()) {
    groups.push_back(&same->second);
  }
  std::uint64_t hash = kNoText;
  const std::size_t most = std::min(text.size() + 1, lengths_.size());
  for (std::size_t size = 0; size < most; ++size) {
    if (size > 0) {
      hash = Next(hash, text[size - 1]);
    }
    if (lengths_[size]) {
      const auto found = by_start_.find(hash);
      if (found != by_start_.end()) {
        groups.push_back(&found->second);
      }
    }
  }
  return groups;
}

}  // namespace iamgen::policy
