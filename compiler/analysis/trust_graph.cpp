// Edges for sets of accounts become links from node to node.
#include "analysis/trust_graph.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analysis/trust_statements.h"
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
  Builder(const Topology& topology, const std::vector<AccountId>& accounts,
          WithStatements with)
      : topology_(topology),
        wanted_(accounts.begin(), accounts.end()),
        with_statements_(with == WithStatements::kYes),
        texts_(topology) {}

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
          TrustLink link;
          link.conditions = ConditionsOf(topology_, one, account);
          link.span = one.span;
          TrustLink* const added = Link(
              {source, {}, {}}, {RoleOf(role, account), account, KeyOf(role)},
              std::move(link));
          if (added != nullptr && with_statements_) {
            added->trust.push_back(texts_.Of(one, account));
          }
        }
      });
    });
    graph_.statements = texts_.texts();
    return std::move(graph_);
  }

 private:
  struct End {
    SourceWords words;
    std::optional<AccountId> account;
    diag::Span span;
  };

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

  [[nodiscard]] diag::Span KeyOf(model::RoleId role) const {
    return model::KeySpanOf(topology_, {EntityKind::kRole, role.index});
  }

  [[nodiscard]] diag::Span KeyOfSource(const model::TrustEdge& edge) const {
    return edge.source == SourceKind::kEntity
               ? model::KeySpanOf(topology_, edge.source_entity)
               : diag::Span{};
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

  // What all links of an edge have in common.
  static TrustLink LinkOf(const model::TrustEdge& edge, Halves halves) {
    TrustLink link;
    link.halves = halves;
    link.span = edge.span;
    link.source_span = edge.source_span;
    return link;
  }

  void AddEdge(const model::TrustEdge& edge) {
    const TrustLink common = LinkOf(edge, HalvesOf(edge));
    const EdgeStatements statements =
        with_statements_ ? StatementsOf(topology_, edge) : EdgeStatements{};
    ForEach(edge.target_accounts, [&](AccountId account) {
      const SourceWords source = SourceOf(topology_, edge, account);
      const auto link = [&](std::optional<AccountId> home) {
        End from = {source, home, KeyOfSource(edge)};
        if (edge.source == SourceKind::kEntity && home) {
          from.words.name = NameIn(topology_, edge.source_entity, *home);
        }
        TrustLink one = common;
        one.conditions = ConditionsOf(topology_, edge, account);
        AddStatements(
            statements, home, account,
            Link(from,
                 {RoleOf(edge.target, account), account, KeyOf(edge.target)},
                 std::move(one)));
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
    const TrustLink common = LinkOf(edge, Halves::kOtherOutside);
    const EdgeStatements statements =
        with_statements_ ? StatementsOf(topology_, edge) : EdgeStatements{};
    ForEach(edge.source_accounts, [&](AccountId account) {
      TrustLink one = common;
      one.conditions = ConditionsOf(topology_, edge, account);
      AddStatements(
          statements, account, {},
          Link({SourceOf(topology_, edge, account), account, KeyOfSource(edge)},
               {{model::Evaluate(topology_, edge.target_arn.value, account),
                 "arn"},
                {},
                {}},
               std::move(one)));
    });
  }

  void AddStatements(const EdgeStatements& statements,
                     std::optional<AccountId> home,
                     std::optional<AccountId> account, TrustLink* link) {
    if (link == nullptr || !with_statements_) {
      return;
    }
    const auto id_of = [&](std::optional<AccountId> of) {
      return of ? topology_.accounts[*of].id : std::string();
    };
    if (account) {
      link->trust = texts_.In(statements.trust, *account, id_of(home));
    }
    if (home && topology_.accounts[*home].built()) {
      link->permission =
          texts_.In(statements.permission, *home, id_of(account));
    }
  }

  // nullptr: nobody wants it, or it is there.
  TrustLink* Link(const End& from, const End& to, TrustLink link) {
    if (!(from.account && wanted_.contains(*from.account)) &&
        !(to.account && wanted_.contains(*to.account))) {
      return nullptr;
    }
    link.from = PlaceOf(from);
    link.to = PlaceOf(to);
    if (!links_.emplace(link.from, link.to, link.conditions, link.halves)
             .second) {
      return nullptr;
    }
    graph_.links.push_back(std::move(link));
    return &graph_.links.back();
  }

  std::size_t PlaceOf(const End& end) {
    const auto [at, is_new] =
        places_.emplace(std::tuple(end.account, end.words.type, end.words.name),
                        graph_.nodes.size());
    if (is_new) {
      graph_.nodes.push_back({.name = end.words.name,
                              .type = end.words.type,
                              .account = end.account,
                              .span = end.span});
    }
    return at->second;
  }

  const Topology& topology_;
  std::set<AccountId> wanted_;
  bool with_statements_;
  StatementTexts texts_;
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
                        const std::vector<AccountId>& accounts,
                        WithStatements with) {
  return Builder(topology, accounts, with).Build();
}

}  // namespace iamgen::analysis
