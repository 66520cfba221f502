// Looks for the shortest beginnings that only listed actions have.
#include "analysis/action_patterns.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/action_set.h"

namespace iamgen::analysis {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// The beginnings of a name that end with a word, the shortest first: of
// "GetBucketAcl" the empty one, "Get", "GetBucket" and all of it.
std::vector<std::string_view> BeginningsOf(std::string_view name) {
  std::vector<std::string_view> beginnings;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool starts = IsUpper(name[i]) && (i == 0 || !IsUpper(name[i - 1]));
    if (i == 0 || starts) {
      beginnings.push_back(name.substr(0, i));
    }
  }
  beginnings.push_back(name);
  return beginnings;
}

}  // namespace

void WriteAsPatterns(model::Texts& actions,
                     const catalog::Catalogue& catalogue) {
  catalog::ActionSet listed(catalogue);
  std::vector<std::optional<catalog::ActionId>> ids;
  for (const model::LocatedText& one : actions) {
    // FindAction knows no wildcards, so that a pattern is none.
    ids.push_back(one.value.IsLiteral()
                      ? catalogue.FindAction(one.value.literal())
                      : std::nullopt);
    if (ids.back()) {
      listed.Add(*ids.back());
    }
  }
  const auto all_listed = [&](catalog::IdRange<catalog::ActionId> range) {
    for (const catalog::ActionId one : range) {
      if (!listed.Contains(one)) {
        return false;
      }
    }
    return true;
  };
  std::set<std::string> written;
  model::Texts left;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    std::string pattern;
    if (ids[i]) {
      const catalog::ServiceId service = catalogue.ServiceOf(*ids[i]);
      for (const std::string_view start :
           BeginningsOf(catalogue.NameOf(*ids[i]))) {
        const auto range = catalogue.ActionsStarting(service, start);
        if (range.size() > 1 && all_listed(range)) {
          pattern = std::string(catalogue.PrefixOf(service)) + ':' +
                    std::string(start) + '*';
          break;
        }
      }
    }
    if (pattern.empty()) {
      left.push_back(std::move(actions[i]));
    } else if (written.insert(pattern).second) {
      left.push_back(std::move(actions[i]));
      left.back().value = model::Text(pattern);
    }
  }
  actions = std::move(left);
}

}  // namespace iamgen::analysis
