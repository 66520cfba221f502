// Puts edges and pasted statements into words.
#include "analysis/role_trust.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "analysis/trust_words.h"
#include "support/text.h"

namespace iamgen::analysis {
namespace {

std::string With(const std::string& text,
                 const std::vector<std::string>& conditions) {
  return conditions.empty()
             ? text
             : text + ", with " + support::Join(conditions, ", ");
}

}  // namespace

RoleTrust::RoleTrust(const model::Topology& topology) : topology_(topology) {
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.target.valid() && (edge.derive || edge.written_at_target)) {
      edges_[edge.target].push_back(&edge);
    }
  }
  ForEachPastedStatement(topology,
                         [&](model::RoleId role, const model::Statement& one) {
                           pasted_[role].push_back(&one);
                         });
}

std::string RoleTrust::Aliases(model::AccountSetId set) const {
  constexpr std::size_t kShown = 3;
  std::string text;
  const auto& members = topology_.account_sets[set].members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i == kShown) {
      return text + " and " + std::to_string(members.size() - kShown) + " more";
    }
    text += (i > 0 ? ", " : "") + topology_.accounts[members[i]].alias;
  }
  return text;
}

std::string RoleTrust::Described(const model::TrustEdge& edge,
                                 model::AccountId account) const {
  if (edge.source == model::SourceKind::kAccount) {
    return "account " + Aliases(edge.source_accounts);
  }
  const SourceWords source = SourceOf(topology_, edge, account);
  const std::string text =
      source.type == "anyone" ? "anyone" : source.type + " " + source.name;
  if (edge.same_account) {
    return text + " of the same account";
  }
  return edge.source == model::SourceKind::kEntity ||
                 edge.source == model::SourceKind::kExternal
             ? text + " of " + Aliases(edge.source_accounts)
             : text;
}

std::vector<std::string> RoleTrust::Of(
    model::RoleId role, const std::vector<model::AccountId>& accounts) const {
  std::vector<std::string> trusted;
  std::set<std::string> seen;
  const auto add = [&](std::string text) {
    if (seen.insert(text).second) {
      trusted.push_back(std::move(text));
    }
  };
  if (const auto found = edges_.find(role); found != edges_.end()) {
    for (const model::TrustEdge* edge : found->second) {
      const model::AccountSet& in =
          topology_.account_sets[edge->target_accounts];
      const auto at =
          std::find_if(accounts.begin(), accounts.end(),
                       [&](model::AccountId one) { return in.Contains(one); });
      if (at != accounts.end()) {
        add(With(Described(*edge, *at), ConditionsOf(topology_, *edge, *at)));
      }
    }
  }
  if (const auto found = pasted_.find(role); found != pasted_.end()) {
    for (const model::Statement* one : found->second) {
      for (const SourceWords& source :
           PrincipalsOf(topology_, *one, accounts.front())) {
        add(With(source.type + " " + source.name,
                 ConditionsOf(topology_, *one, accounts.front())));
      }
    }
  }
  return trusted;
}

}  // namespace iamgen::analysis
