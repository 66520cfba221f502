// Knows from edges and pasted trust policies which services roles are for.
#include "analysis/passable_roles.h"

#include <string_view>
#include <utility>

#include "analysis/trust_words.h"
#include "model/evaluate.h"

namespace iamgen::analysis {
namespace {

// What stands before the colon of the actions by which a service is told to
// use a role: "ecs" of "ecs-tasks.amazonaws.com".
std::string PrefixFor(std::string_view principal) {
  const std::string_view label = principal.substr(0, principal.find('.'));
  constexpr std::pair<std::string_view, std::string_view> kOthers[] = {
      {"ecs-tasks", "ecs"},
      {"edgelambda", "lambda"},
      {"spotfleet", "ec2"},
      {"vpc-flow-logs", "ec2"}};
  for (const auto& [from, to] : kOthers) {
    if (label == from) {
      return std::string(to);
    }
  }
  return std::string(label);
}

}  // namespace

PassableRoles::PassableRoles(const model::Topology& topology,
                             const std::vector<model::RoleId>& administrators)
    : topology_(topology) {
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.source == model::SourceKind::kService && edge.target.valid() &&
        edge.target_accounts.valid() &&
        !topology.account_sets[edge.target_accounts].members.empty()) {
      services_of_[edge.target].insert(model::Evaluate(
          topology, edge.source_name.value,
          topology.account_sets[edge.target_accounts].members.front()));
    }
  }
  ForEachPastedStatement(
      topology, [&](model::RoleId role, const model::Statement& one) {
        const model::AccountSetId in = topology.roles[role].accounts;
        if (one.effect != model::Effect::kAllow || !in.valid() ||
            topology.account_sets[in].members.empty()) {
          return;
        }
        for (SourceWords& source : PrincipalsOf(
                 topology, one, topology.account_sets[in].members.front())) {
          if (source.type == "service") {
            services_of_[role].insert(std::move(source.name));
          }
        }
      });
  for (const model::RoleId role : administrators) {
    services_of_.erase(role);
  }
}

PassableRoles::Choice PassableRoles::For(
    model::AccountId account, const std::set<std::string>& prefixes) const {
  Choice choice = ChoiceOf(account, &prefixes);
  return choice.roles.empty() ? ChoiceOf(account, nullptr) : choice;
}

PassableRoles::Choice PassableRoles::ChoiceOf(
    model::AccountId account, const std::set<std::string>* prefixes) const {
  constexpr std::size_t kMost = 8;
  Choice choice;
  choice.by_service = prefixes != nullptr;
  std::set<std::string> services;
  for (const auto& [role, trusted] : services_of_) {
    const model::AccountSetId in = topology_.roles[role].accounts;
    if (!in.valid() || !topology_.account_sets[in].Contains(account)) {
      continue;
    }
    std::set<std::string> meant;
    for (const std::string& service : trusted) {
      if (prefixes == nullptr || prefixes->contains(PrefixFor(service))) {
        meant.insert(service);
      }
    }
    if (meant.empty()) {
      continue;
    }
    if (choice.roles.size() == kMost) {
      ++choice.more;
      continue;
    }
    choice.roles.push_back(role);
    services.merge(meant);
  }
  choice.services.assign(services.begin(), services.end());
  return choice;
}

}  // namespace iamgen::analysis
