// A pattern can only cover what begins as it does.
#include "policy/cover_index.h"

#include <algorithm>
#include <utility>

#include "support/text.h"

namespace iamgen::policy {

CoverIndex::CoverIndex(std::vector<std::string> texts, Letters letters)
    : texts_(std::move(texts)) {
  constexpr std::size_t kMostOfOneStart = 32;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (letters == Letters::kAnyCase) {
      texts_[i] = support::Lower(texts_[i]);
    }
    const std::string& text = texts_[i];
    first_.emplace(text, i);
    const std::size_t wild = text.find_first_of("*?");
    if (wild == std::string::npos) {
      continue;
    }
    auto& sharing = by_start_[text.substr(0, wild)];
    if (sharing.size() < kMostOfOneStart) {
      sharing.push_back(i);
      longest_start_ = std::max(longest_start_, wild);
    }
  }
}

std::optional<std::size_t> CoverIndex::CoverOf(std::size_t at) const {
  const std::string& text = texts_[at];
  const std::size_t first = first_.find(text)->second;
  if (first != at) {
    return first;
  }
  // What begins earlier is wider, so that it is found first.
  const std::size_t most = std::min(text.size(), longest_start_);
  for (std::size_t size = 0; size <= most; ++size) {
    const auto found = by_start_.find(text.substr(0, size));
    if (found == by_start_.end()) {
      continue;
    }
    for (const std::size_t other : found->second) {
      const bool same = Covers(text, texts_[other]);
      if (other != at && Covers(texts_[other], text) && (!same || other < at)) {
        return other;
      }
    }
  }
  return std::nullopt;
}

}  // namespace iamgen::policy
