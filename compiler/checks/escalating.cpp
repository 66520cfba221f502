// What the policies of a principal come to together and none of them alone.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/administrator.h"
#include "analysis/escalation.h"
#include "checks/check.h"
#include "checks/escalating_rules.h"
#include "policy/action_place.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using analysis::Escalation;
using analysis::HeldPolicy;
using analysis::Principal;
using policy::ParsedStatement;

using Holders = std::map<const ParsedStatement*, const HeldPolicy*>;

void AddDenials(const analysis::ParsedPolicy& policy,
                analysis::Grants& grants) {
  for (const ParsedStatement& one : policy.statements) {
    if (one.denies()) {
      grants.denies.push_back(&one);
    }
  }
}

analysis::Grants GrantsOf(const Principal& principal) {
  analysis::Grants grants;
  principal.ForEachStatement(
      [&](const ParsedStatement& one, const HeldPolicy&) {
        if (one.allows()) {
          grants.allows.push_back(&one);
        } else if (one.denies()) {
          grants.denies.push_back(&one);
        }
      });
  if (principal.boundary.parsed != nullptr) {
    AddDenials(*principal.boundary.parsed, grants);
  }
  for (const analysis::ParsedPolicy* control : principal.controls) {
    AddDenials(*control, grants);
  }
  grants.within = principal.bounds;
  *grants.within -= principal.denied_above;
  return grants;
}

// Whether one of its policies gives everything, which is told of that.
bool HoldsEverything(const Principal& principal,
                     const catalog::Catalogue& catalogue) {
  return std::any_of(principal.policies.begin(), principal.policies.end(),
                     [&](const HeldPolicy& held) {
                       return held.parsed != nullptr &&
                              analysis::MakesAdministrator(
                                  held.parsed->statements, catalogue);
                     });
}

// The ways that one of the policies suffices for.
std::set<std::string_view> WaysOfOnePolicy(
    const Principal& principal, const catalog::Catalogue& catalogue) {
  std::set<std::string_view> ways;
  for (const HeldPolicy& held : principal.policies) {
    if (held.parsed == nullptr) {
      continue;
    }
    for (const Escalation& one : analysis::FindEscalations(
             analysis::GrantsOf(held.parsed->statements),
             analysis::EscalationSearch::kPolicies, catalogue)) {
      ways.insert(one.method->id);
    }
  }
  return ways;
}

diag::Span PlaceOfStep(const analysis::EscalationStep& step,
                       const Holders& holders) {
  const HeldPolicy& held = *holders.at(step.statement);
  return held.found == nullptr ? held.span
                               : PlaceOf(*step.statement, step.action);
}

std::string NamesOf(const std::vector<const Escalation*>& ways) {
  std::vector<std::string> names;
  for (const Escalation* one : ways) {
    names.push_back(std::string(one->method->id) + " " +
                    std::string(one->method->name));
  }
  constexpr std::size_t kMost = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(kMost, names.size()); ++i) {
    text += (i == 0 ? "" : ", ") + names[i];
  }
  return names.size() > kMost
             ? text + " and " + support::Count(names.size() - kMost, "other")
             : text;
}

// Ways by the same statements.
void Tell(const Principal& principal, const Holders& holders,
          const std::vector<const Escalation*>& ways, const Reporter& report) {
  const Escalation& first = *ways.front();
  std::vector<std::string> actions;
  for (const analysis::EscalationStep& step : first.steps) {
    actions.emplace_back(step.action);
  }
  const auto keys = first.Keys();
  diag::Span last = PlaceOfStep(first.steps.front(), holders);
  auto finding = report(
      last, std::string(model::NameOf(principal.entity.kind)) + " `" +
                principal.key + "` comes by more rights by " +
                support::QuotedList(actions, actions.size()) +
                ", which no policy gives it alone: " + NamesOf(ways) +
                (keys.empty()
                     ? std::string()
                     : ", under conditions on " + support::QuotedList(keys)));
  finding
      .Help("it takes " + std::string(first.method->needs) +
            "; take an action away, or narrow its resources")
      .About(principal.described);
  for (const analysis::EscalationStep& step : first.steps) {
    const diag::Span place = PlaceOfStep(step, holders);
    if (place != last) {
      finding.Also(place, "`" + std::string(step.action) + "` is allowed here");
    }
    last = place;
  }
}

// Ways by the same statements are one mistake.
struct Together {
  std::vector<const ParsedStatement*> statements;
  std::vector<const Escalation*> ways;
};

void Add(const Escalation& way, std::vector<Together>& by_statements) {
  std::vector<const ParsedStatement*> statements;
  for (const analysis::EscalationStep& step : way.steps) {
    statements.push_back(step.statement);
  }
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()),
                   statements.end());
  const auto same = std::find_if(
      by_statements.begin(), by_statements.end(),
      [&](const Together& other) { return other.statements == statements; });
  if (same != by_statements.end()) {
    same->ways.push_back(&way);
    return;
  }
  Together& added = by_statements.emplace_back();
  added.statements = std::move(statements);
  added.ways.push_back(&way);
}

void EscalationAcrossPolicies(const Subject& subject,
                              const Principal& principal,
                              const Reporter& report) {
  // Of a boundary that nobody here knows, nobody knows what it leaves.
  if (principal.policies.size() < 2 ||
      (principal.bounded && principal.boundary.parsed == nullptr) ||
      subject.access->IsAdministrator(principal) ||
      HoldsEverything(principal, subject.catalogue)) {
    return;
  }
  const analysis::Grants grants = GrantsOf(principal);
  const auto found = analysis::FindEscalations(
      grants, analysis::EscalationSearch::kPolicies, subject.catalogue);
  if (found.empty()) {
    return;
  }
  std::vector<Together> by_statements;
  const auto known = WaysOfOnePolicy(principal, subject.catalogue);
  const bool ended =
      subject.settings.asked.contains(kEscalationAcrossPolicies.id);
  for (const Escalation& one : found) {
    if (!known.contains(one.method->id) && (!one.method->ended || ended)) {
      Add(one, by_statements);
    }
  }
  Holders holders;
  if (!by_statements.empty()) {
    principal.ForEachStatement(
        [&](const ParsedStatement& one, const HeldPolicy& held) {
          holders.emplace(&one, &held);
        });
  }
  for (const Together& one : by_statements) {
    Tell(principal, holders, one.ways, report);
  }
}

constexpr Check kChecks[] = {
    {.rule = kEscalationAcrossPolicies, .look = EscalationAcrossPolicies},
};

}  // namespace

std::span<const Check> EscalationChecks() { return kChecks; }

}  // namespace iamgen::checks
