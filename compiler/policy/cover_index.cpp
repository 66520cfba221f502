// Entries are spelled so that patterns can compare them, and compared with the
// few that begin as they do.
#include "policy/cover_index.h"

#include <algorithm>
#include <string_view>

#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

// Control characters that no text has. `kUnknown` is the first of them, tabs
// and ends of lines are none.
constexpr std::string_view kStandIns =
    "\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15\x16"
    "\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f";

// The end of what begins with `${` at `at`, behind its brace; or npos.
std::size_t EndOfVariable(std::string_view text, std::size_t at) {
  const std::size_t close = text.find('}', at);
  return close == std::string_view::npos ? close : close + 1;
}

}  // namespace

std::string EntrySpelling::operator()(const std::string& text) {
  if (kind_ == Entries::kActions) {
    return support::Lower(text);
  }
  if (text.find_first_of(kStandIns) != std::string::npos) {
    return "";
  }
  std::string spelled;
  spelled.reserve(text.size());
  std::size_t at = 0;
  for (std::size_t open = text.find("${"); open != std::string::npos;
       open = text.find("${", at)) {
    const std::size_t end = EndOfVariable(text, open);
    if (end == std::string::npos) {
      break;
    }
    spelled.append(text, at, open - at);
    const std::string variable = text.substr(open, end - open);
    const auto known =
        std::find(variables_.begin(), variables_.end(), variable);
    const auto place = static_cast<std::size_t>(known - variables_.begin());
    if (known == variables_.end()) {
      if (variables_.size() == kStandIns.size()) {
        return "";
      }
      variables_.push_back(variable);
    }
    spelled += kStandIns[place];
    at = end;
  }
  spelled.append(text, at);
  return spelled;
}

CoverIndex::CoverIndex(const std::vector<std::string>& texts, Entries kind)
    : covers_(texts.size()) {
  constexpr std::size_t kWork = 4'000'000;
  constexpr std::size_t kWorkOfACharacter = 32;
  EntrySpelling spell(kind);
  std::size_t characters = 0;
  for (const std::string& text : texts) {
    texts_.push_back(spell(text));
    characters += text.size();
    if (!texts_.back().empty()) {
      index_.Add(texts_.back(), static_cast<Place>(texts_.size() - 1));
    }
  }
  work_left_ = kWork + kWorkOfACharacter * characters;
  for (Place at = 0; at < texts_.size(); ++at) {
    if (!texts_[at].empty()) {
      covers_[at] = FindCover(at);
    }
  }
  // From each to the widest. What begins earlier was found first, so that few
  // steps are left.
  constexpr int kMostSteps = 64;
  for (auto& cover : covers_) {
    for (int step = 0; step < kMostSteps && cover && covers_[*cover]; ++step) {
      cover = covers_[*cover];
    }
  }
}

std::optional<CoverIndex::Place> CoverIndex::FindCover(Place at) {
  const std::string& text = texts_[at];
  for (const PatternIndex::Group* group : index_.MayCover(text)) {
    for (const Place other : *group) {
      const std::string& wide = texts_[other];
      if (wide == text) {
        if (other < at) {
          return other;
        }
        continue;
      }
      if (work_left_ == 0) {
        return std::nullopt;
      }
      const bool may_cover = wide.back() == '*' || wide.back() == '?' ||
                             wide.back() == text.back();
      const std::size_t work = may_cover ? wide.size() + text.size() : 1;
      work_left_ -= std::min(work_left_, work);
      // Of two that cover each other the first is taken for the wider.
      if (may_cover && Covers(wide, text) &&
          (other < at || !Covers(text, wide))) {
        return other;
      }
    }
  }
  return std::nullopt;
}

}  // namespace iamgen::policy
