// Looks for the actions of each method among what is allowed.
#include "analysis/escalation.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "policy/arn_formats.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::analysis {
namespace {

using enum EscalationScope;

constexpr EscalationMethod kMethods[] = {
#define IAMGEN_ESCALATION(id, name, scope, actions, services) \
  {id, name, scope, actions, services},
#include "analysis/escalation_methods.def"
#undef IAMGEN_ESCALATION
};

// Cuts the next word off.
std::string_view CutWord(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

bool Restricts(const policy::ParsedTest& test) {
  return test.op && !test.op->negated && !test.op->if_exists &&
         test.op->family != policy::OperatorFamily::kNull;
}

// Keys that pin what an action may do to something harmless.
bool IsPinned(const policy::ParsedStatement& statement,
              std::string_view action) {
  const bool attaches = action.starts_with("iam:Attach");
  const bool bounded = attaches || action.starts_with("iam:Put") ||
                       action.starts_with("iam:Create");
  return std::any_of(
      statement.tests.begin(), statement.tests.end(),
      [&](const policy::ParsedTest& test) {
        return Restricts(test) &&
               ((attaches && test.key == "iam:policyarn") ||
                (bounded && test.key == "iam:permissionsboundary"));
      });
}

// Whether a statement lets a role be passed to one of the services.
bool PassesTo(const policy::ParsedStatement& statement,
              std::string_view services) {
  const auto tests = statement.TestsOf("iam:passedtoservice");
  const bool restricted = std::any_of(
      tests.begin(), tests.end(),
      [](const policy::ParsedTest* one) { return Restricts(*one); });
  if (!restricted) {
    return true;
  }
  std::string_view rest = services;
  while (!rest.empty()) {
    const std::string_view service = CutWord(rest, ' ');
    for (const policy::ParsedTest* test : tests) {
      for (const policy::Value& value : test->values()) {
        if (policy::Matches(value.text, service)) {
          return true;
        }
      }
    }
  }
  return false;
}

// An action of a method, looked up.
struct Wanted {
  std::string_view name;
  std::optional<catalog::ActionId> action;
};

// Groups of alternatives, for each method in the order of the list.
using Lookups = std::vector<std::vector<std::vector<Wanted>>>;

const Lookups& LookupsOf(const catalog::Catalogue& catalogue) {
  static std::mutex mutex;
  static std::unordered_map<const catalog::Catalogue*, Lookups> known;
  const std::lock_guard lock(mutex);
  Lookups& lookups = known[&catalogue];
  if (lookups.empty()) {
    for (const EscalationMethod& method : kMethods) {
      auto& groups = lookups.emplace_back();
      std::string_view rest = method.actions;
      while (!rest.empty()) {
        auto& group = groups.emplace_back();
        std::string_view alternatives = CutWord(rest, ' ');
        while (!alternatives.empty()) {
          const std::string_view name = CutWord(alternatives, '|');
          group.push_back({name, catalogue.FindAction(name)});
        }
      }
    }
  }
  return lookups;
}

// Whether one of the statement's resources can be one that the action works on.
bool Reaches(const policy::ParsedStatement& statement, catalog::ActionId action,
             const catalog::Catalogue& catalogue) {
  const auto uses = catalogue.ResourcesOf(action);
  if (statement.statement->resource.except || statement.OnEverything() ||
      !statement.statement->resource.complete() || uses.empty()) {
    return true;
  }
  const policy::ArnFormats& formats = policy::ArnFormats::Of(catalogue);
  for (const policy::ParsedResource& resource : statement.resources) {
    const policy::ResourcePattern pattern =
        policy::PatternOf(resource.value->text);
    for (const catalog::ResourceUse use : uses) {
      for (const policy::ArnFormat& format : formats.OfType(use.type)) {
        if (policy::Meet(pattern, format)) {
          return true;
        }
      }
    }
  }
  return false;
}

class Finder {
 public:
  Finder(const Grants& grants, const catalog::Catalogue& catalogue)
      : grants_(grants), catalogue_(catalogue) {}

  std::optional<Escalation> Try(
      const EscalationMethod& method,
      const std::vector<std::vector<Wanted>>& groups) {
    Escalation found{.method = &method, .steps = {}};
    for (const std::vector<Wanted>& group : groups) {
      std::optional<EscalationStep> step;
      for (const Wanted& wanted : group) {
        step = step ? step : Allowed(wanted, method.services);
      }
      if (!step) {
        return std::nullopt;
      }
      found.steps.push_back(*step);
    }
    if (!method.services.empty() && grants_.passable &&
        !grants_.passable(method.services)) {
      return std::nullopt;
    }
    return found;
  }

 private:
  std::optional<EscalationStep> Allowed(const Wanted& wanted,
                                        std::string_view services) const {
    const auto action = wanted.action;
    const std::string_view name = wanted.name;
    if (!action || grants_.denied.Contains(*action) ||
        (grants_.within && !grants_.within->Contains(*action))) {
      return std::nullopt;
    }
    for (const policy::ParsedStatement* one : grants_.allows) {
      if (one->covered.Contains(*action) && !IsPinned(*one, name) &&
          (name != "iam:PassRole" || PassesTo(*one, services)) &&
          Reaches(*one, *action, catalogue_)) {
        return EscalationStep{*action, one};
      }
    }
    return std::nullopt;
  }

  const Grants& grants_;
  const catalog::Catalogue& catalogue_;
};

std::set<std::uint32_t> ActionsOf(const Escalation& one) {
  std::set<std::uint32_t> actions;
  for (const EscalationStep& step : one.steps) {
    actions.insert(step.action.index);
  }
  return actions;
}

}  // namespace

std::span<const EscalationMethod> EscalationMethods() { return kMethods; }

Grants GrantsOf(std::span<const policy::ParsedStatement> statements,
                const catalog::Catalogue& catalogue) {
  Grants grants{.allows = {},
                .denied = catalog::ActionSet(catalogue),
                .within = std::nullopt,
                .passable = nullptr};
  for (const policy::ParsedStatement& one : statements) {
    if (one.allows()) {
      grants.allows.push_back(&one);
    } else if (one.denies() && !one.IsConditional() && one.OnEverything()) {
      grants.denied |= one.covered;
    }
  }
  return grants;
}

std::vector<Escalation> FindEscalations(const Grants& grants,
                                        EscalationScope scope,
                                        const catalog::Catalogue& catalogue) {
  std::vector<Escalation> found;
  std::vector<std::set<std::uint32_t>> sets;
  // Without any of these there is nothing to look for.
  catalog::ActionSet any(catalogue);
  for (const policy::ParsedStatement* one : grants.allows) {
    any |= one->covered;
  }
  if (any.empty()) {
    return found;
  }
  Finder finder(grants, catalogue);
  const Lookups& lookups = LookupsOf(catalogue);
  for (std::size_t i = 0; i < lookups.size(); ++i) {
    if (kMethods[i].scope == scope) {
      auto one = finder.Try(kMethods[i], lookups[i]);
      if (one) {
        sets.push_back(ActionsOf(*one));
        found.push_back(*std::move(one));
      }
    }
  }
  std::vector<Escalation> smallest;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool contains = std::any_of(
        sets.begin(), sets.end(), [&](const std::set<std::uint32_t>& other) {
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
