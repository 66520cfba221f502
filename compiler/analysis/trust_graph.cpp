// Edges for sets of accounts become links from node to node.
#include "analysis/trust_graph.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analysis/trust_words.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::analysis {
namespace {

using model::AccountId;
using model::EntityKind;
using model::SourceKind;
using model::Topology;

class Builder {
 public:
  Builder(const Topology& topology, const std::vector<AccountId>& accounts)
      : topology_(topology), wanted_(accounts.begin(), accounts.end()) {}

  TrustGraph Build() && {
    for (const model::TrustEdge& edge : topology_.edges) {
      if (edge.target.valid()) {
        AddEdge(edge);
      } else {
        AddEdgeOutside(edge);
      }
    }
    ForEachPastedStatement(topology_, [&](model::RoleId role,
                                          const model::Statement& one) {
      ForEach(topology_.roles[role].accounts, [&](AccountId account) {
        for (const SourceWords& source :
             PrincipalsOf(topology_, one, account)) {
          Link(source, {}, RoleOf(role, account), account,
               ConditionsOf(topology_, one, account), Halves::kAll, one.span);
        }
      });
    });
    return std::move(graph_);
  }

 private:
  template <typename Look>
  void ForEach(model::AccountSetId set, Look look) const {
    if (set.valid()) {
      for (const AccountId account : topology_.account_sets[set].members) {
        look(account);
      }
    }
  }

  [[nodiscard]] SourceWords RoleOf(model::RoleId role,
                                   AccountId account) const {
    return {NameIn(topology_, {EntityKind::kRole, role.index}, account),
            "role"};
  }

  // Whose principals give themselves their half.
  static bool IsOutside(SourceKind kind) {
    return kind == SourceKind::kExternal || kind == SourceKind::kAccount ||
           kind == SourceKind::kOrganization || kind == SourceKind::kArn;
  }

  static Halves HalvesOf(const model::TrustEdge& edge) {
    if (edge.source != SourceKind::kEntity) {
      return IsOutside(edge.source) ? Halves::kOtherOutside : Halves::kAll;
    }
    const bool trust = edge.derive || edge.written_at_target;
    const bool permission = edge.derive || edge.written_at_source;
    return trust && permission ? Halves::kAll
           : trust             ? Halves::kTrustAlone
                               : Halves::kPermissionAlone;
  }

  void AddEdge(const model::TrustEdge& edge) {
    const Halves halves = HalvesOf(edge);
    ForEach(edge.target_accounts, [&](AccountId account) {
      const SourceWords source = SourceOf(topology_, edge, account);
      const auto link = [&](std::optional<AccountId> home) {
        SourceWords from = source;
        if (edge.source == SourceKind::kEntity && home) {
          from.name = NameIn(topology_, edge.source_entity, *home);
        }
        Link(from, home, RoleOf(edge.target, account), account,
             ConditionsOf(topology_, edge, account), halves, edge.span);
      };
      if (edge.same_account) {
        link(account);
      } else if (edge.source_accounts.valid()) {
        ForEach(edge.source_accounts, link);
      } else {
        link({});
      }
    });
  }

  // To a role of another account, which is known by its ARN.
  void AddEdgeOutside(const model::TrustEdge& edge) {
    ForEach(edge.source_accounts, [&](AccountId account) {
      const SourceWords source = SourceOf(topology_, edge, account);
      Link(source, account,
           {model::Evaluate(topology_, edge.target_arn.value, account), "arn"},
           {}, ConditionsOf(topology_, edge, account), Halves::kOtherOutside,
           edge.span);
    });
  }

  void Link(const SourceWords& from, std::optional<AccountId> home,
            const SourceWords& to, std::optional<AccountId> account,
            std::vector<std::string> conditions, Halves halves,
            diag::Span span) {
    if (!(home && wanted_.contains(*home)) &&
        !(account && wanted_.contains(*account))) {
      return;
    }
    TrustLink link;
    link.from = PlaceOf(from, home);
    link.to = PlaceOf(to, account);
    link.conditions = std::move(conditions);
    link.halves = halves;
    link.span = span;
    if (links_.emplace(link.from, link.to, link.conditions, link.halves)
            .second) {
      graph_.links.push_back(std::move(link));
    }
  }

  std::size_t PlaceOf(const SourceWords& words,
                      std::optional<AccountId> account) {
    const auto [at, is_new] = places_.emplace(
        std::tuple(account, words.type, words.name), graph_.nodes.size());
    if (is_new) {
      graph_.nodes.push_back(
          {.name = words.name, .type = words.type, .account = account});
    }
    return at->second;
  }

  const Topology& topology_;
  std::set<AccountId> wanted_;
  TrustGraph graph_;
  std::map<std::tuple<std::optional<AccountId>, std::string, std::string>,
           std::size_t>
      places_;
  std::set<
      std::tuple<std::size_t, std::size_t, std::vector<std::string>, Halves>>
      links_;
};

}  // namespace

TrustGraph TrustGraphOf(const Topology& topology,
                        const std::vector<AccountId>& accounts) {
  return Builder(topology, accounts).Build();
}

}  // namespace iamgen::analysis
