// Looks for the actions of each method among what is allowed.
#include "analysis/escalation.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <unordered_map>
#include <utility>

#include "analysis/denied_resources.h"
#include "analysis/escalation_limits.h"
#include "catalog/kept.h"
#include "policy/pattern.h"

namespace iamgen::analysis {
namespace {

using policy::ParsedResource;
using policy::ParsedStatement;

// Cuts the next word off.
std::string_view CutWord(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

// The actions of the methods, each once, and of each method the groups of their
// places.
struct Lookups {
  std::vector<SoughtAction> actions;
  std::vector<std::vector<std::vector<std::size_t>>> groups;
};

Lookups LookUp(const catalog::Catalogue& catalogue) {
  Lookups lookups;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const EscalationMethod& method : EscalationMethods()) {
    auto& groups = lookups.groups.emplace_back();
    std::string_view rest = method.actions;
    while (!rest.empty()) {
      auto& group = groups.emplace_back();
      std::string_view alternatives = CutWord(rest, ' ');
      while (!alternatives.empty()) {
        const std::string_view name = CutWord(alternatives, '|');
        const auto [place, is_new] =
            places.emplace(name, lookups.actions.size());
        if (is_new) {
          lookups.actions.push_back({name, catalogue.FindAction(name)});
        }
        group.push_back(place->second);
      }
    }
  }
  return lookups;
}

const Lookups& LookupsOf(const catalog::Catalogue& catalogue) {
  return catalog::Kept<Lookups>(catalogue, LookUp);
}

bool Names(const ParsedStatement& statement, const SoughtAction& action) {
  if (action.id) {
    return statement.covered.Contains(*action.id);
  }
  // The catalogue does not know it; the statement may all the same.
  return !statement.statement->action.except &&
         std::any_of(statement.actions.begin(), statement.actions.end(),
                     [&](const policy::ParsedAction& one) {
                       return !one.unknown && one.well_formed &&
                              policy::Matches(one.value->text, action.name,
                                              policy::Letters::kAnyCase);
                     });
}

class Finder {
 public:
  Finder(const Grants& grants, const catalog::Catalogue& catalogue)
      : grants_(grants),
        catalogue_(catalogue),
        lookups_(LookupsOf(catalogue)),
        allowed_(catalogue),
        at_will_(catalogue),
        candidates_(lookups_.actions.size()) {
    for (const ParsedStatement* one : grants.allows) {
      allowed_ |= one->covered;
      if (!AsksForTags(*one)) {
        at_will_ |= one->covered;
      }
    }
    if (grants.within) {
      allowed_ &= *grants.within;
      at_will_ &= *grants.within;
    }
  }

  // The method at a place of the list.
  std::optional<Escalation> Try(std::size_t at) {
    const EscalationMethod& method = EscalationMethods()[at];
    const auto& groups = lookups_.groups[at];
    const bool possible = std::all_of(
        groups.begin(), groups.end(), [&](const std::vector<std::size_t>& one) {
          return std::any_of(one.begin(), one.end(), [&](std::size_t action) {
            return MayBeAllowed(lookups_.actions[action]);
          });
        });
    if (!possible) {
      return std::nullopt;
    }
    Escalation found{.method = &method, .steps = {}};
    for (const std::vector<std::size_t>& group : groups) {
      std::optional<EscalationStep> step;
      for (const std::size_t action : group) {
        step = step ? step : Allowed(action, method);
      }
      if (!step) {
        return std::nullopt;
      }
      found.steps.push_back(*step);
    }
    return found;
  }

 private:
  // The statements that allow an action on something that is of use, and that
  // no Deny takes back whatever the method is.
  struct Candidates {
    bool known = false;
    std::vector<const ParsedStatement*> allows;
    // Deny statements with conditions that may be in the way.
    std::vector<const ParsedStatement*> denies;
  };

  [[nodiscard]] bool MayBeAllowed(const SoughtAction& action) const {
    return !action.id || allowed_.Contains(*action.id);
  }

  std::optional<EscalationStep> Allowed(std::size_t action,
                                        const EscalationMethod& method) {
    const SoughtAction& sought = lookups_.actions[action];
    if (!MayBeAllowed(sought)) {
      return std::nullopt;
    }
    const Attempt attempt{catalogue_, method, sought, at_will_};
    const Candidates& candidates = CandidatesFor(action, attempt);
    for (const ParsedStatement* one : candidates.allows) {
      const EscalationStep step{sought.name, one};
      const bool stopped =
          !CanMeetConditions(*one, attempt) ||
          std::any_of(candidates.denies.begin(), candidates.denies.end(),
                      [&](const ParsedStatement* deny) {
                        return Stops(*deny, attempt) &&
                               IsLeftNothing(*one, {&deny, 1}, attempt);
                      });
      if (!stopped && (!grants_.reaches || grants_.reaches(method, step))) {
        return step;
      }
    }
    return std::nullopt;
  }

  const Candidates& CandidatesFor(std::size_t action, const Attempt& attempt) {
    Candidates& candidates = candidates_[action];
    if (candidates.known) {
      return candidates;
    }
    candidates.known = true;
    // Nobody writes more; of a document made to cost time some are left out.
    constexpr std::size_t kMostDenies = 64;
    std::vector<const ParsedStatement*> denies;
    for (const ParsedStatement* one : grants_.denies) {
      if (Names(*one, attempt.action)) {
        auto& list = one->IsConditional() ? candidates.denies : denies;
        if (list.size() < kMostDenies) {
          list.push_back(one);
        }
      }
    }
    for (const ParsedStatement* one : grants_.allows) {
      if (Names(*one, attempt.action) &&
          !IsLeftNothing(*one, denies, attempt)) {
        candidates.allows.push_back(one);
      }
    }
    return candidates;
  }

  // Whether what an Allow leaves is of no use, or denied.
  bool IsLeftNothing(const ParsedStatement& allow,
                     std::span<const ParsedStatement* const> denies,
                     const Attempt& attempt) {
    const bool all_denied = std::any_of(
        denies.begin(), denies.end(),
        [](const ParsedStatement* one) { return one->OnEverything(); });
    if (all_denied) {
      return true;
    }
    if (allow.statement->resource.except) {
      return !LeavesSome(allow, attempt);
    }
    // Values that are not known may name anything.
    return allow.statement->resource.complete() &&
           std::none_of(allow.resources.begin(), allow.resources.end(),
                        [&](const ParsedResource& one) {
                          return IsOfUse(one, attempt) &&
                                 !denied_.Contain(one, denies);
                        });
  }

  const Grants& grants_;
  const catalog::Catalogue& catalogue_;
  const Lookups& lookups_;
  catalog::ActionSet allowed_;
  catalog::ActionSet at_will_;
  std::vector<Candidates> candidates_;
  DeniedResources denied_;
};

std::set<std::string_view> ActionsOf(const Escalation& one) {
  std::set<std::string_view> actions;
  for (const EscalationStep& step : one.steps) {
    actions.insert(step.action);
  }
  return actions;
}

}  // namespace

std::vector<std::string> Escalation::Keys() const {
  std::vector<std::string> keys;
  std::set<std::string_view> taken = {"iam:passedtoservice"};
  for (const EscalationStep& step : steps) {
    for (const policy::ParsedTest& test : step.statement->tests) {
      if (taken.insert(test.key).second) {
        keys.push_back(test.test->key.text);
      }
    }
  }
  return keys;
}

Grants GrantsOf(std::span<const ParsedStatement> statements) {
  Grants grants;
  for (const ParsedStatement& one : statements) {
    if (one.allows()) {
      grants.allows.push_back(&one);
    } else if (one.denies()) {
      grants.denies.push_back(&one);
    }
  }
  return grants;
}

std::vector<Escalation> FindEscalations(const Grants& grants,
                                        EscalationSearch search,
                                        const catalog::Catalogue& catalogue) {
  std::vector<Escalation> found;
  std::vector<std::set<std::string_view>> sets;
  Finder finder(grants, catalogue);
  const auto methods = EscalationMethods();
  for (std::size_t i = 0; i < methods.size(); ++i) {
    if (methods[i].scope == EscalationScope::kTarget &&
        search == EscalationSearch::kPolicies) {
      continue;
    }
    auto one = finder.Try(i);
    if (one) {
      sets.push_back(ActionsOf(*one));
      found.push_back(*std::move(one));
    }
  }
  std::vector<Escalation> smallest;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool contains = std::any_of(
        sets.begin(), sets.end(), [&](const std::set<std::string_view>& other) {
          return other.size() < sets[i].size() &&
                 std::includes(sets[i].begin(), sets[i].end(), other.begin(),
                               other.end());
        });
    if (!contains) {
      smallest.push_back(std::move(found[i]));
    }
  }
  return smallest;
}

}  // namespace iamgen::analysis
