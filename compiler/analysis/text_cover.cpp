// A pattern can only cover what begins as it does, which keeps the comparisons
// few.
#include "analysis/text_cover.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

#include "policy/arn.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::analysis {
namespace {

// No text of a policy holds it.
constexpr char kMark = '\x02';

void Append(std::string& key, const model::Hole& hole) {
  const std::array<std::uint32_t, 8> fields = {
      static_cast<std::uint32_t>(hole.kind),
      hole.variable.index,
      static_cast<std::uint32_t>(hole.part),
      static_cast<std::uint32_t>(hole.entity.kind),
      hole.entity.index,
      hole.accounts.index,
      static_cast<std::uint32_t>(hole.others_only),
      static_cast<std::uint32_t>(hole.as_root)};
  for (const std::uint32_t field : fields) {
    key += kMark + std::to_string(field);
  }
  key += kMark;
}

bool CoversArn(const std::string& wide, const std::string& narrow) {
  if (policy::IsAnything(wide)) {
    return true;
  }
  const auto left = policy::SplitArn(wide);
  const auto right = policy::SplitArn(narrow);
  // Where it is not an ARN, nobody says how far a wildcard reaches.
  return left && right && policy::Covers(left->prefix, right->prefix) &&
         policy::Covers(left->partition, right->partition) &&
         policy::Covers(left->service, right->service) &&
         policy::Covers(left->region, right->region) &&
         policy::Covers(left->account, right->account) &&
         policy::Covers(left->resource, right->resource);
}

class Dropping {
 public:
  Dropping(model::Texts& texts, Compared as) : texts_(texts), as_(as) {
    entries_.reserve(texts.size());
    for (const model::LocatedText& text : texts) {
      entries_.emplace_back(text.value, as);
    }
  }

  void Run() {
    constexpr std::size_t kMostAlike = 32;
    std::vector<bool> gone(entries_.size(), false);
    std::unordered_set<std::string_view> taken;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const CoverText& one = entries_[i];
      gone[i] = !taken.insert(one.key).second;
      const std::size_t wild = one.pattern.find_first_of("*?");
      if (gone[i] || !one.plain || wild == std::string::npos) {
        continue;
      }
      auto& alike = by_start_[one.pattern.substr(0, wild)];
      if (alike.size() < kMostAlike) {
        alike.push_back(i);
        longest_ = std::max(longest_, wild);
      }
    }
    if (taken.size() == entries_.size() && by_start_.empty()) {
      return;
    }
    model::Texts left;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!gone[i] && !IsCovered(i)) {
        left.push_back(std::move(texts_[i]));
      }
    }
    texts_ = std::move(left);
  }

 private:
  [[nodiscard]] bool IsCovered(std::size_t at) const {
    const CoverText& narrow = entries_[at];
    const std::size_t most = std::min(narrow.pattern.size(), longest_);
    for (std::size_t size = 0; size <= most; ++size) {
      const auto found = by_start_.find(narrow.pattern.substr(0, size));
      if (found == by_start_.end()) {
        continue;
      }
      for (const std::size_t other : found->second) {
        // Of two that cover each other the first stays.
        if (other != at && Covers(entries_[other], narrow, as_) &&
            (other < at || !narrow.plain ||
             !Covers(narrow, entries_[other], as_))) {
          return true;
        }
      }
    }
    return false;
  }

  model::Texts& texts_;
  const Compared as_;
  std::vector<CoverText> entries_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_start_;
  std::size_t longest_ = 0;
};

}  // namespace

CoverText::CoverText(const model::Text& text, Compared as) {
  std::string with_variables;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      const std::string spelled =
          as == Compared::kAsActions ? support::Lower(*literal) : *literal;
      key += spelled;
      with_variables += spelled;
    } else {
      Append(key, std::get<model::Hole>(part));
      with_variables += '*';
      plain = false;
    }
  }
  plain = plain && with_variables.find("${") == std::string::npos;
  pattern = policy::VariablesAsWildcards(with_variables);
}

bool Covers(const CoverText& wide, const CoverText& narrow, Compared as) {
  if (wide.key == narrow.key) {
    return true;
  }
  return wide.plain && (as == Compared::kAsActions
                            ? policy::Covers(wide.pattern, narrow.pattern)
                            : CoversArn(wide.pattern, narrow.pattern));
}

void DropCovered(model::Texts& texts, Compared as) {
  if (texts.size() > 1) {
    Dropping(texts, as).Run();
  }
}

}  // namespace iamgen::analysis
