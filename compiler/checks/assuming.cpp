// Whether those who may assume a role are those whom it trusts.
#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/written_documents.h"
#include "checks/assume_rules.h"
#include "checks/check.h"
#include "checks/folded_findings.h"
#include "model/entity.h"
#include "model/entity_pattern.h"
#include "model/evaluate.h"
#include "policy/principal.h"
#include "support/circles.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

constexpr std::string_view kAssumeRole = "sts:AssumeRole";

// Whether the place is a statement that follows from an edge with its other
// half.
bool HasOtherHalf(const model::Document& document, diag::Span span) {
  return std::any_of(document.statements.begin(), document.statements.end(),
                     [&](const model::Statement& one) {
                       return one.has_other_half && one.span == span;
                     });
}

void GrantWithoutTrust(const Subject& subject,
                       const analysis::Principal& principal,
                       const Reporter& report) {
  const model::Topology& topology = subject.topology;
  const auto assume = subject.catalogue.FindAction(kAssumeRole);
  if (!assume || !principal.may.Contains(*assume)) {
    return;
  }
  const model::AccountId first = principal.accounts.first;
  const simulation::Actor actor =
      simulation::ActorOf(topology, principal.entity, first);
  principal.ForEachStatement([&](const policy::ParsedStatement& statement,
                                 const analysis::HeldPolicy& held) {
    if (!statement.allows() || !statement.covered.Contains(*assume) ||
        held.found == nullptr || statement.statement->resource.except ||
        HasOtherHalf(*held.found->document, statement.statement->span)) {
      return;
    }
    for (const policy::ParsedResource& resource : statement.resources) {
      const auto found = subject.arns->Find(resource.value->text);
      if (!found || !found->exact || found->kind != model::EntityKind::kRole ||
          (found->entity == principal.entity && found->account == first)) {
        continue;
      }
      const model::RoleId role{found->entity->index};
      const simulation::Verdict verdict = subject.world->Ask(
          actor, subject.world->About(std::string(kAssumeRole), *found->entity,
                                      found->account));
      if (simulation::ResourcesSide(verdict) == evaluation::Truth::kNo) {
        report(resource.value->span,
               "role `" + topology.roles[role].key + "` of `" +
                   topology.accounts[found->account].alias +
                   "` does not trust " +
                   std::string(model::NameOf(principal.entity.kind)) + " `" +
                   principal.key + "`, which may assume it by this")
            .Also(topology.roles[role].key_span, "the role is defined here")
            .Help("write the edge once: `assumes:` here or `trusted_by:` there")
            .About(principal.described);
      }
    }
  });
}

// What of a trust policy waits for somebody else's permission.
class TrustsWithoutGrants {
 public:
  explicit TrustsWithoutGrants(const Subject& subject)
      : topology_(subject.topology),
        arns_(*subject.arns),
        world_(*subject.world),
        classes_(subject.topology),
        folded_(subject.topology) {
    for (std::size_t i = 0; i < topology_.accounts.size(); ++i) {
      const model::AccountId id = topology_.accounts.IdAt(i);
      if (topology_.accounts[id].built()) {
        accounts_.emplace(topology_.accounts[id].id, id);
      }
    }
  }

  void Look(model::RoleId id) {
    const model::Role& role = topology_.roles[id];
    const bool all_whole =
        std::all_of(role.trust.statements.begin(), role.trust.statements.end(),
                    [](const model::Statement& one) {
                      return one.has_other_half || !NamesAws(one);
                    });
    if (!role.accounts.valid() || all_whole) {
      return;
    }
    const analysis::FoundDocument trust = analysis::TrustOf(topology_, id);
    for (const analysis::AlikeAccounts& alike :
         classes_.PartsOf({&role.trust}, role.accounts)) {
      diag::Sink found;
      const policy::Document document =
          analysis::Written(topology_, trust, alike.first);
      const model::PlacedEntity target{{model::EntityKind::kRole, id.index},
                                       alike.first};
      for (const policy::Statement& statement : document.statements) {
        if (statement.allows() && !HasOtherHalf(role.trust, statement.span)) {
          Look(statement, target, found);
        }
      }
      folded_.Take(found,
                   {.entity = trust.entity,
                    .accounts = alike,
                    .of_accounts =
                        topology_.account_sets[role.accounts].members.size()});
    }
  }

  void Report(diag::Sink& sink) { folded_.Report(sink); }

 private:
  static bool NamesAws(const model::Statement& statement) {
    return statement.principal && !statement.principal->anyone &&
           std::any_of(statement.principal->principals.begin(),
                       statement.principal->principals.end(),
                       [](const model::Principals& one) {
                         return one.type == model::PrincipalType::kAws;
                       });
  }

  void Look(const policy::Statement& statement,
            const model::PlacedEntity& target, diag::Sink& found) {
    if (statement.principal.except) {
      return;
    }
    const std::vector<const policy::Value*> named = TestedPrincipals(statement);
    for (const policy::PrincipalGroup& group : statement.principal.groups) {
      if (group.type.text != "AWS") {
        continue;
      }
      for (const policy::Value& value : group.of.values) {
        const auto principal = policy::ParseAwsPrincipal(value.text);
        if (principal.form == policy::PrincipalForm::kAccount &&
            named.empty()) {
          LookAtAccount(value, principal.account, target, found);
        } else if (principal.form == policy::PrincipalForm::kRole ||
                   principal.form == policy::PrincipalForm::kUser) {
          LookAtEntity(value, target, found);
        }
      }
    }
    for (const policy::Value* value : named) {
      LookAtEntity(*value, target, found);
    }
  }

  // The values of tests of who calls.
  static std::vector<const policy::Value*> TestedPrincipals(
      const policy::Statement& statement) {
    std::vector<const policy::Value*> values;
    for (const policy::ConditionBlock& block : statement.condition) {
      for (const policy::ConditionTest& test : block.tests) {
        if (support::EqualIgnoringCase(test.key.text, "aws:PrincipalArn")) {
          for (const policy::Value& value : test.of.values) {
            values.push_back(&value);
          }
        }
      }
    }
    return values;
  }

  // Whether its own policies let somebody assume the role.
  bool May(model::EntityRef entity, model::AccountId account,
           const model::PlacedEntity& target) {
    return simulation::CallersSide(world_.Ask(
               simulation::ActorOf(topology_, entity, account),
               world_.About(std::string(kAssumeRole), target.first,
                            target.second))) != evaluation::Truth::kNo;
  }

  // Those of an account who may assume some role.
  const std::vector<model::EntityRef>& AssumersIn(model::AccountId account) {
    const auto made = assumers_.try_emplace(account);
    std::vector<model::EntityRef>& assumers = made.first->second;
    if (!made.second) {
      return assumers;
    }
    simulation::Question any;
    any.action = kAssumeRole;
    any.of_many = true;
    const auto look = [&](model::EntityKind kind, std::size_t count) {
      for (std::uint32_t i = 0; i < count; ++i) {
        const model::EntityRef entity{kind, i};
        const auto home = model::AccountsOf(topology_, entity);
        if (home.valid() && topology_.account_sets[home].Contains(account) &&
            simulation::CallersSide(world_.Ask(
                simulation::ActorOf(topology_, entity, account), any)) !=
                evaluation::Truth::kNo) {
          assumers.push_back(entity);
        }
      }
    };
    look(model::EntityKind::kRole, topology_.roles.size());
    look(model::EntityKind::kUser, topology_.users.size());
    look(model::EntityKind::kGroup, topology_.groups.size());
    return assumers;
  }

  void LookAtAccount(const policy::Value& value, const std::string& account,
                     const model::PlacedEntity& target, diag::Sink& found) {
    const auto known = accounts_.find(account);
    if (known == accounts_.end() || known->second == target.second) {
      return;
    }
    const auto& assumers = AssumersIn(known->second);
    if (std::any_of(assumers.begin(), assumers.end(),
                    [&](model::EntityRef entity) {
                      return May(entity, known->second, target);
                    })) {
      return;
    }
    found
        .Add(kTrustWithoutGrant, value.span,
             "nobody of `" + topology_.accounts[known->second].alias +
                 "` in the topology may assume the role")
        .Help("name who is to assume it, `{ role: NAME, in: " +
              topology_.accounts[known->second].alias + " }`");
  }

  void LookAtEntity(const policy::Value& value,
                    const model::PlacedEntity& target, diag::Sink& found) {
    const auto named = arns_.Find(value.text);
    if (!named || !named->exact || named->account == target.second ||
        (named->kind != model::EntityKind::kRole &&
         named->kind != model::EntityKind::kUser) ||
        May(*named->entity, named->account, target)) {
      return;
    }
    found
        .Add(kTrustWithoutGrant, value.span,
             std::string(model::NameOf(named->kind)) + " `" +
                 model::KeyOf(topology_, *named->entity) + "` of `" +
                 topology_.accounts[named->account].alias +
                 "` is trusted and has no policy that allows it to assume the "
                 "role")
        .Help("write it as an edge, without `derive: false`");
  }

  const model::Topology& topology_;
  analysis::EntityArns& arns_;
  simulation::World& world_;
  analysis::AccountClasses classes_;
  std::map<model::AccountId, std::vector<model::EntityRef>> assumers_;
  FoldedFindings folded_;
  std::map<std::string, model::AccountId> accounts_;
};

void TrustWithoutGrant(const Subject& subject, const Reporter& report) {
  TrustsWithoutGrants trusts(subject);
  for (std::size_t i = 0; i < subject.topology.roles.size(); ++i) {
    trusts.Look(subject.topology.roles.IdAt(i));
  }
  trusts.Report(report.sink());
}

// Edges from role to role, and where they lead in a circle.
class Circles {
 public:
  explicit Circles(const model::Topology& topology)
      : topology_(topology), to_(topology.roles.size()) {
    std::vector<std::vector<std::uint32_t>> edges(topology.roles.size());
    for (const model::TrustEdge& edge : topology.edges) {
      if (edge.source == model::SourceKind::kEntity &&
          edge.source_entity.kind == model::EntityKind::kRole &&
          edge.target.valid() && edge.derive &&
          edge.source_entity.index != edge.target.index) {
        edges[edge.source_entity.index].push_back(edge.target.index);
        to_[edge.source_entity.index].push_back(&edge);
      }
    }
    circle_of_ = support::CirclesOf(edges);
  }

  void Tell(const Reporter& report) const {
    std::set<std::uint32_t> told;
    for (std::uint32_t role = 0; role < to_.size(); ++role) {
      if (told.contains(circle_of_[role])) {
        continue;
      }
      const auto way = WayBack(role);
      if (way.empty()) {
        continue;
      }
      told.insert(circle_of_[role]);
      if (Closes(way)) {
        Tell(way, report);
      }
    }
  }

 private:
  using Way = std::vector<const model::TrustEdge*>;

  // The shortest way from a role back to it.
  [[nodiscard]] Way WayBack(std::uint32_t start) const {
    std::map<std::uint32_t, const model::TrustEdge*> reached;
    std::deque<std::uint32_t> next = {start};
    while (!next.empty() && !reached.contains(start)) {
      const std::uint32_t at = next.front();
      next.pop_front();
      for (const model::TrustEdge* edge : to_[at]) {
        if (circle_of_[edge->target.index] == circle_of_[start] &&
            reached.emplace(edge->target.index, edge).second) {
          next.push_back(edge->target.index);
        }
      }
    }
    Way way;
    if (!reached.contains(start)) {
      return way;
    }
    std::uint32_t at = start;
    do {
      const model::TrustEdge* edge = reached[at];
      way.push_back(edge);
      at = edge->source_entity.index;
    } while (at != start);
    std::reverse(way.begin(), way.end());
    return way;
  }

  // Whether some account comes back to itself.
  [[nodiscard]] bool Closes(const Way& way) const {
    const auto members = [&](model::AccountSetId set) {
      return topology_.account_sets[set].members;
    };
    const std::vector<model::AccountId> start =
        members(topology_.roles[model::RoleId{way.front()->source_entity.index}]
                    .accounts);
    std::set<model::AccountId> at(start.begin(), start.end());
    for (const model::TrustEdge* edge : way) {
      std::set<model::AccountId> then;
      if (edge->same_account) {
        for (const model::AccountId id : members(edge->target_accounts)) {
          if (at.contains(id)) {
            then.insert(id);
          }
        }
      } else {
        const auto sources = members(edge->source_accounts);
        if (std::any_of(sources.begin(), sources.end(),
                        [&](model::AccountId id) { return at.contains(id); })) {
          const auto targets = members(edge->target_accounts);
          then.insert(targets.begin(), targets.end());
        }
      }
      at = std::move(then);
    }
    return std::any_of(start.begin(), start.end(),
                       [&](model::AccountId id) { return at.contains(id); });
  }

  void Tell(const Way& way, const Reporter& report) const {
    const auto key = [&](const model::TrustEdge* edge) {
      return "`" + topology_.roles[edge->target].key + "`";
    };
    const std::string start =
        "`" +
        topology_.roles[model::RoleId{way.front()->source_entity.index}].key +
        "`";
    std::string order = start;
    for (const model::TrustEdge* edge : way) {
      order += " assumes " + key(edge) + (edge == way.back() ? "" : ", which");
    }
    auto finding = report(way.back()->span,
                          "roles can assume each other in a circle: " + order);
    finding.Help("leave one of these edges out")
        .About("role/" + topology_.roles[way.back()->target].key);
    for (const model::TrustEdge* edge : way) {
      if (edge != way.back()) {
        finding.Also(edge->span, "by this " + key(edge) + " can be assumed");
      }
    }
  }

  const model::Topology& topology_;
  std::vector<std::vector<const model::TrustEdge*>> to_;
  std::vector<std::uint32_t> circle_of_;
};

void CircularAccess(const model::Topology& topology, const Reporter& report) {
  Circles(topology).Tell(report);
}

constexpr Check kChecks[] = {
    {.rule = kGrantWithoutTrust, .look = GrantWithoutTrust},
    {.rule = kTrustWithoutGrant, .judge = TrustWithoutGrant},
    {.rule = kCircularAccess, .run = CircularAccess},
};

}  // namespace

std::span<const Check> AssumeChecks() { return kChecks; }

}  // namespace iamgen::checks
