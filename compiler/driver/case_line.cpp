// Finds policies by the members of a case that hold them. It looks at brackets
// and quotes alone: whatever is wrong is found when the parts are read.
#include "driver/case_line.h"

#include <algorithm>
#include <array>

#include "driver/known_policies.h"

namespace iamgen::driver {
namespace {

constexpr std::array<std::string_view, 7> kHolders = {"identity_policies",
                                                      "resource_policy",
                                                      "permission_boundary",
                                                      "session_policy",
                                                      "scps",
                                                      "rcps",
                                                      "endpoint_policies"};

// The end of a text, behind its closing quote; npos: it has none.
std::size_t EndOfText(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') {
      return at + 1;
    }
    at += text[at] == '\\' ? 1U : 0U;
  }
  return std::string_view::npos;
}

class Taker {
 public:
  Taker(std::string_view line, KnownPolicies& known)
      : line_(line), known_(known) {}

  std::optional<CaseLine> Take() {
    if (!Cut('{')) {
      return std::nullopt;
    }
    do {
      const std::string_view key = Key();
      const bool holder =
          std::find(kHolders.begin(), kHolders.end(), key) != kHolders.end();
      if (key.empty() || !(holder ? Policies(0) : Skip())) {
        return std::nullopt;
      }
    } while (Cut(','));
    if (!Cut('}')) {
      return std::nullopt;
    }
    made_.text += line_.substr(copied_);
    return std::move(made_);
  }

 private:
  char Next() {
    at_ = std::min(line_.find_first_not_of(" \t\r\n", at_), line_.size());
    return at_ < line_.size() ? line_[at_] : '\0';
  }

  bool Cut(char wanted) {
    const bool there = Next() == wanted;
    at_ += there ? 1U : 0U;
    return there;
  }

  // The text between the quotes, before a colon; empty: there is none.
  std::string_view Key() {
    if (Next() != '"') {
      return {};
    }
    const std::size_t end = EndOfText(line_, at_);
    if (end == std::string_view::npos) {
      return {};
    }
    const std::string_view key = line_.substr(at_ + 1, end - at_ - 2);
    at_ = end;
    return Cut(':') ? key : std::string_view();
  }

  bool Skip() {
    const char first = Next();
    if (first == '{' || first == '[' || first == '"') {
      const std::size_t size = SizeOfJsonValue(line_.substr(at_));
      at_ += size;
      return size > 0;
    }
    at_ = std::min(line_.find_first_of(",]}", at_), line_.size());
    return at_ < line_.size();
  }

  bool Policies(int depth) {
    constexpr int kMostDepth = 2;
    if (Next() == '{') {
      return Policy();
    }
    if (Next() != '[' || depth == kMostDepth) {
      return Skip();
    }
    Cut('[');
    if (Cut(']')) {
      return true;
    }
    do {
      if (!Policies(depth + 1)) {
        return false;
      }
    } while (Cut(','));
    return Cut(']');
  }

  bool Policy() {
    std::size_t size = 0;
    const auto number = known_.Find(line_.substr(at_), size);
    if (!number) {
      return false;
    }
    made_.text += line_.substr(copied_, at_ - copied_);
    made_.policies.push_back(
        {static_cast<std::uint32_t>(made_.text.size()), *number});
    made_.text += "{}";
    at_ += size;
    copied_ = at_;
    return true;
  }

  std::string_view line_;
  KnownPolicies& known_;
  std::size_t at_ = 0;
  // How far the line is in `made_`.
  std::size_t copied_ = 0;
  CaseLine made_;
};

}  // namespace

std::size_t SizeOfJsonValue(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    switch (text[at]) {
      case '"':
        at = EndOfText(text, at);
        break;
      case '{':
      case '[':
        ++depth;
        ++at;
        break;
      case '}':
      case ']':
        depth -= depth > 0 ? 1U : 0U;
        ++at;
        break;
      default:
        ++at;
        continue;
    }
    if (depth == 0) {
      return at == std::string_view::npos ? 0 : at;
    }
  }
  return 0;
}

std::optional<std::size_t> CaseLine::NumberAt(std::uint32_t offset) const {
  const auto place = std::lower_bound(
      policies.begin(), policies.end(), offset,
      [](const Policy& one, std::uint32_t at) { return one.offset < at; });
  return place != policies.end() && place->offset == offset
             ? std::optional(place->number)
             : std::nullopt;
}

std::optional<CaseLine> TakePoliciesOut(std::string_view line,
                                        KnownPolicies& known) {
  return Taker(line, known).Take();
}

}  // namespace iamgen::driver
