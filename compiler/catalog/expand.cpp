// Knows which actions a pattern covers.
#include <algorithm>
#include <array>
#include <string>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "catalog/folding.h"
#include "catalog/text_pool.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

// In small letters, with one `*` for a run of them: a run would be tried over
// and over against every action.
std::string Plain(std::string_view pattern) {
  std::string plain;
  for (const char c : pattern) {
    if (c != '*' || plain.empty() || plain.back() != '*') {
      plain += static_cast<char>(Folded(c));
    }
  }
  return plain;
}

// `pattern` is plain.
bool Fits(std::string_view pattern, std::string_view text) {
  std::array<char, TextPool::kLongest> small;
  std::transform(text.begin(), text.end(), small.begin(),
                 [](char c) { return static_cast<char>(Folded(c)); });
  return support::GlobMatches(pattern, {small.data(), text.size()});
}

// The actions that a pattern may cover: those whose names end as `rest` says
// after their first `skip` letters.
struct Candidates {
  IdRange<ActionId> range;
  std::size_t skip = 0;
  std::string rest = "*";
};

Candidates CandidatesOf(const Catalogue& catalogue, std::string_view pattern) {
  const std::string plain = Plain(pattern);
  if (plain == "*") {
    return {.range = catalogue.Actions()};
  }
  const std::size_t colon = plain.find(':');
  const auto service = catalogue.FindService(
      std::string_view(plain).substr(0, std::min(colon, plain.size())));
  if (colon == std::string::npos || !service) {
    return {};
  }
  const std::string_view name = std::string_view(plain).substr(colon + 1);
  const std::size_t wildcard = name.find_first_of("*?");
  if (wildcard == std::string_view::npos) {
    const auto action = catalogue.FindAction(*service, name);
    return action ? Candidates{.range = {action->index, action->index + 1}}
                  : Candidates();
  }
  return {
      .range = catalogue.ActionsStarting(*service, name.substr(0, wildcard)),
      .skip = wildcard,
      .rest = std::string(name.substr(wildcard))};
}

}  // namespace

bool Catalogue::Expand(std::string_view pattern, ActionSet& into) const {
  const Candidates candidates = CandidatesOf(*this, pattern);
  if (candidates.rest == "*") {
    into.Add(candidates.range);
    return !candidates.range.empty();
  }
  bool any = false;
  for (const ActionId action : candidates.range) {
    if (Fits(candidates.rest, NameOf(action).substr(candidates.skip))) {
      into.Add(action);
      any = true;
    }
  }
  return any;
}

bool Catalogue::Matches(std::string_view pattern) const {
  const Candidates candidates = CandidatesOf(*this, pattern);
  if (candidates.rest == "*") {
    return !candidates.range.empty();
  }
  return std::any_of(
      candidates.range.begin(), candidates.range.end(), [&](ActionId action) {
        return Fits(candidates.rest, NameOf(action).substr(candidates.skip));
      });
}

bool Catalogue::MatchesOtherAction(std::string_view pattern) const {
  const std::string plain = Plain(pattern);
  for (std::uint32_t i = 0; i < table_.Count(Section::kOtherActions); ++i) {
    const auto row = table_.Get<OtherActionRow>(Section::kOtherActions, i);
    if (Fits(plain, table_.Text(row.name))) {
      return true;
    }
  }
  return false;
}

}  // namespace iamgen::catalog
