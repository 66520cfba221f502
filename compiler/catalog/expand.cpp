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

}  // namespace

void Catalogue::Expand(std::string_view pattern, ActionSet& into) const {
  if (pattern == "*") {
    into.Add(Actions());
    return;
  }
  const std::size_t colon = pattern.find(':');
  if (colon == std::string_view::npos) {
    return;
  }
  const auto service = FindService(pattern.substr(0, colon));
  if (!service) {
    return;
  }
  const std::string name = Plain(pattern.substr(colon + 1));
  const std::size_t wildcard = name.find_first_of("*?");
  if (wildcard == std::string::npos) {
    if (const auto action = FindAction(*service, name)) {
      into.Add(*action);
    }
    return;
  }
  const std::string_view rest = std::string_view(name).substr(wildcard);
  const IdRange<ActionId> range =
      ActionsStarting(*service, std::string_view(name).substr(0, wildcard));
  if (rest == "*") {
    into.Add(range);
    return;
  }
  std::array<char, TextPool::kLongest> small;
  for (const ActionId action : range) {
    const std::string_view text = NameOf(action).substr(wildcard);
    std::transform(text.begin(), text.end(), small.begin(),
                   [](char c) { return static_cast<char>(Folded(c)); });
    if (support::GlobMatches(rest, {small.data(), text.size()})) {
      into.Add(action);
    }
  }
}

}  // namespace iamgen::catalog
