// Follows steps backwards from the administrators, nearest first.
#include "analysis/administrator_paths.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "analysis/administrator.h"

namespace iamgen::analysis {
namespace {

bool IsOfPeople(const Inhabitant& one) {
  return one.entity.kind != model::EntityKind::kRole;
}

}  // namespace

AdministratorPaths::AdministratorPaths(const model::Topology& topology,
                                       const catalog::Catalogue& catalogue,
                                       Access& access)
    : landscape_(topology, catalogue, access),
      standings_(landscape_.all().size()),
      into_(landscape_.all().size()) {
  // Accounts that all differ are looked at in pairs of inhabitants only so far;
  // past that whoever was looked at in two accounts is taken to be the same in
  // others, and to get nowhere there.
  constexpr std::size_t kMostPairs = 160'000;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < landscape_.all().size(); ++i) {
    const Inhabitant& one = landscape_.all()[i];
    if (!one.moves) {
      continue;
    }
    std::vector<std::size_t>& places = places_[one.entity];
    places.push_back(i);
    if (pairs > kMostPairs && places.size() > 2) {
      standings_[i].administrator = standings_[places.front()].administrator;
      continue;
    }
    pairs += landscape_.In(one.account).size();
    access.At(one.entity, one.account, [&](const Principal& principal) {
      Standing& standing = standings_[i];
      standing.administrator = access.IsAdministrator(principal);
      standing.holds_everything = std::any_of(
          principal.policies.begin(), principal.policies.end(),
          [&](const HeldPolicy& held) {
            return held.parsed != nullptr &&
                   MakesAdministrator(held.parsed->statements, catalogue);
          });
      if (!standing.administrator) {
        for (const Step& step : StepsOf(principal, i, landscape_, catalogue)) {
          into_[step.to].push_back(steps_.size());
          steps_.push_back(step);
        }
      }
    });
  }
  Spread();
}

void AdministratorPaths::Spread() {
  std::deque<std::size_t> reached;
  for (std::size_t i = 0; i < standings_.size(); ++i) {
    if (standings_[i].administrator) {
      reached.push_back(i);
    }
  }
  const auto take = [&](std::size_t step) {
    Standing& from = standings_[steps_[step].from];
    if (!from.administrator && !from.next) {
      from.next = step;
      reached.push_back(steps_[step].from);
    }
  };
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (!steps_[i].raising.empty() && !standings_[steps_[i].to].administrator) {
      take(i);
    }
  }
  for (; !reached.empty(); reached.pop_front()) {
    const std::size_t at = reached.front();
    for (const std::size_t step : into_[at]) {
      // That people assume a role of administrators is what it is for.
      const bool meant = steps_[step].means == Means::kAssume &&
                         standings_[at].administrator &&
                         IsOfPeople(landscape_.all()[steps_[step].from]);
      if (!meant) {
        take(step);
      }
    }
  }
}

std::vector<const Step*> AdministratorPaths::PathFrom(std::size_t at) const {
  std::vector<const Step*> path;
  while (standings_[at].next) {
    const Step& step = steps_[*standings_[at].next];
    path.push_back(&step);
    if (!step.raising.empty()) {
      break;
    }
    at = step.to;
  }
  return path;
}

std::vector<const Step*> AdministratorPaths::PeopleWhoAssume(
    std::size_t at) const {
  std::vector<const Step*> people;
  for (const std::size_t step : into_[at]) {
    if (steps_[step].means == Means::kAssume &&
        IsOfPeople(landscape_.all()[steps_[step].from])) {
      people.push_back(&steps_[step]);
    }
  }
  return people;
}

std::optional<std::size_t> AdministratorPaths::WhereReached(
    model::EntityRef entity, const model::AccountSet& accounts) const {
  const auto found = places_.find(entity);
  if (found == places_.end()) {
    return std::nullopt;
  }
  std::optional<std::size_t> place;
  for (const std::size_t at : found->second) {
    if (!accounts.Contains(landscape_.all()[at].account)) {
      continue;
    }
    if (standings_[at].administrator) {
      return at;
    }
    if (!place && standings_[at].next) {
      place = at;
    }
  }
  return place;
}

}  // namespace iamgen::analysis
