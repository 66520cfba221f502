// Trust statements for targets, sts:AssumeRole for sources.
#include "passes/derive_halves.h"

#include <algorithm>
#include <map>
#include <utility>

namespace iamgen::passes {
namespace {

using model::AccountId;
using model::AccountSetId;
using model::ConditionTest;
using model::Hole;
using model::HoleKind;
using model::LocatedText;
using model::Pin;
using model::PrincipalClause;
using model::PrincipalType;
using model::Statement;
using model::Text;
using model::Texts;
using model::Topology;
using model::TrustEdge;

class Deriver {
 public:
  explicit Deriver(Topology topology) : topology_(std::move(topology)) {
    for (std::size_t i = 0; i < topology_.account_sets.size(); ++i) {
      const AccountSetId id = topology_.account_sets.IdAt(i);
      sets_.emplace(topology_.account_sets[id].members, id);
    }
  }

  Topology Run() && {
    const std::vector<TrustEdge> edges = topology_.edges;
    for (const TrustEdge& edge : edges) {
      if (edge.target.valid() && (edge.derive || edge.written_at_target)) {
        AddTrust(edge);
      }
      if (edge.source == model::SourceKind::kRole &&
          (edge.derive || edge.written_at_source)) {
        AddPermission(edge);
      }
    }
    for (auto& [role, statements] : permissions_) {
      model::InlinePolicy policy{{Text(kAssumeRolesPolicy), {}}, {}, true};
      policy.name.span = topology_.roles[role].key_span;
      policy.document.statements = std::move(statements);
      auto& inlines = topology_.roles[role].inlines;
      const auto behind_job = std::find_if(
          inlines.begin(), inlines.end(),
          [](const model::InlinePolicy& one) { return !one.derived; });
      inlines.insert(behind_job, std::move(policy));
    }
    return std::move(topology_);
  }

 private:
  AccountSetId Intern(std::vector<AccountId> members) {
    const auto found = sets_.find(members);
    if (found != sets_.end()) {
      return found->second;
    }
    const AccountSetId added =
        topology_.account_sets.Add(model::AccountSet::Of(members));
    sets_.emplace(std::move(members), added);
    return added;
  }

  // `set` as `only_in` of an entity in `home`: invalid where it is all of it.
  AccountSetId OnlyIn(AccountSetId set, AccountSetId home) const {
    return topology_.account_sets[set].sorted ==
                   topology_.account_sets[home].sorted
               ? AccountSetId{}
               : set;
  }

  static void Test(Statement& statement, const char* op, const char* key,
                   Texts values) {
    if (values.empty()) {
      return;
    }
    ConditionTest test{Text(op), Text(key), std::move(values)};
    const auto same = std::find_if(
        statement.conditions.rbegin(), statement.conditions.rend(),
        [&](const ConditionTest& other) { return other.op == test.op; });
    statement.conditions.insert(same == statement.conditions.rend()
                                    ? statement.conditions.end()
                                    : same.base(),
                                std::move(test));
  }

  static void AddActions(Statement& statement, const TrustEdge& edge) {
    const auto add = [&](const char* action) {
      statement.actions.values.push_back({Text(action), edge.span});
    };
    add("sts:AssumeRole");
    if (edge.conditions.tag_session) {
      add("sts:TagSession");
    }
    if (edge.conditions.set_source_identity) {
      add("sts:SetSourceIdentity");
    }
  }

  // The statement but for its principal.
  static Statement TrustStatement(const TrustEdge& edge) {
    Statement statement;
    statement.span = edge.span;
    statement.sid = edge.sid;
    AddActions(statement, edge);
    const auto& asked = edge.conditions;
    Test(statement, "StringEquals", "sts:ExternalId", asked.external_id);
    if (asked.mfa && *asked.mfa) {
      Test(statement, "Bool", "aws:MultiFactorAuthPresent",
           {{Text("true"), edge.span}});
    }
    Test(statement, "IpAddress", "aws:SourceIp", asked.source_ip);
    Test(statement, "ArnLike", "aws:SourceArn", asked.source_arn);
    Test(statement, "StringEquals", "aws:SourceAccount", asked.source_account);
    for (const ConditionTest& test : asked.when) {
      const auto same = std::find_if(
          statement.conditions.rbegin(), statement.conditions.rend(),
          [&](const ConditionTest& other) { return other.op == test.op; });
      statement.conditions.insert(same == statement.conditions.rend()
                                      ? statement.conditions.end()
                                      : same.base(),
                                  test);
    }
    return statement;
  }

  static void SetPrincipal(Statement& statement, PrincipalType type,
                           LocatedText value) {
    PrincipalClause clause;
    clause.principals.push_back({type, {std::move(value)}});
    statement.principal = std::move(clause);
  }

  static LocatedText At(const Hole& hole, diag::Span span) {
    Text text;
    text.Add(hole);
    return {std::move(text), span};
  }

  // Adds a statement, or joins its principals to those of the one before if all
  // else is equal: two services of one entry trust alike.
  void Append(model::RoleId role, Statement statement) {
    auto& statements = topology_.roles[role].trust.statements;
    if (!statements.empty()) {
      Statement& last = statements.back();
      Statement with_last_principal = statement;
      with_last_principal.principal = last.principal;
      if (with_last_principal == last && last.principal &&
          !last.principal->anyone &&
          last.principal->principals.front().type ==
              statement.principal->principals.front().type) {
        auto& values = last.principal->principals.front().values;
        for (LocatedText& value :
             statement.principal->principals.front().values) {
          if (std::find(values.begin(), values.end(), value) == values.end()) {
            values.push_back(std::move(value));
          }
        }
        return;
      }
      // One Sid names one statement.
      if (!statement.sid.empty() && last.sid == statement.sid) {
        statement.sid = Text();
      }
    }
    statements.push_back(std::move(statement));
  }

  void AddTrust(const TrustEdge& edge) {
    const AccountSetId home = topology_.roles[edge.target].accounts;
    Statement statement = TrustStatement(edge);
    statement.only_in = OnlyIn(edge.target_accounts, home);
    const diag::Span span =
        edge.source_name.span.valid() ? edge.source_name.span : edge.span;
    switch (edge.source) {
      case model::SourceKind::kService:
        SetPrincipal(statement, PrincipalType::kService, edge.source_name);
        break;
      case model::SourceKind::kArn:
        SetPrincipal(statement, PrincipalType::kAws, edge.source_name);
        break;
      case model::SourceKind::kAnyone:
        SetPrincipal(statement, PrincipalType::kAws, {Text("*"), span});
        break;
      case model::SourceKind::kOrganization:
        SetPrincipal(statement, PrincipalType::kAws, {Text("*"), span});
        Test(statement, "StringEquals", "aws:PrincipalOrgID",
             {edge.source_name});
        break;
      case model::SourceKind::kAccount:
        SetPrincipal(statement, PrincipalType::kAws,
                     edge.same_account ? RootOfOwn(span)
                                       : At({.kind = HoleKind::kAccountIds,
                                             .accounts = edge.source_accounts,
                                             .as_root = true},
                                            span));
        break;
      case model::SourceKind::kExternalRole:
        AddExternal(edge, std::move(statement), span);
        return;
      case model::SourceKind::kRole:
        AddRoleTrust(edge, statement, span);
        return;
    }
    Append(edge.target, std::move(statement));
  }

  static LocatedText RootOfOwn(diag::Span span) {
    Text root("arn:");
    root.Add(Hole{.kind = HoleKind::kPartition});
    root.Add(std::string(":iam::"));
    root.Add(Hole{.kind = HoleKind::kAccountId});
    root.Add(std::string(":root"));
    return {std::move(root), span};
  }

  void AddExternal(const TrustEdge& edge, Statement statement,
                   diag::Span span) {
    Texts arns;
    for (const AccountId id :
         topology_.account_sets[edge.source_accounts].members) {
      const model::Account& account = topology_.accounts[id];
      arns.push_back({Text("arn:" + account.partition + ":iam::" + account.id +
                           ":role/" + edge.source_name.value.literal()),
                      span});
    }
    if (edge.pin == Pin::kArn) {
      PrincipalClause clause;
      clause.principals.push_back({PrincipalType::kAws, std::move(arns)});
      statement.principal = std::move(clause);
    } else {
      SetPrincipal(statement, PrincipalType::kAws,
                   At({.kind = HoleKind::kAccountIds,
                       .accounts = edge.source_accounts,
                       .as_root = true},
                      span));
      Test(statement, "ArnEquals", "aws:PrincipalArn", std::move(arns));
    }
    Append(edge.target, std::move(statement));
  }

  // The pairs within an account, then those across accounts.
  void AddRoleTrust(const TrustEdge& edge, const Statement& base,
                    diag::Span span) {
    const AccountSetId home = topology_.roles[edge.target].accounts;
    const model::EntityRef source{model::EntityKind::kRole,
                                  edge.source_role.index};
    std::vector<AccountId> within;
    std::vector<AccountId> across;
    for (const AccountId id :
         topology_.account_sets[edge.target_accounts].members) {
      const model::AccountSet& sources =
          topology_.account_sets[edge.source_accounts];
      const bool own = edge.same_account || sources.Contains(id);
      if (own) {
        within.push_back(id);
      }
      if (!edge.same_account && (!own || sources.members.size() > 1)) {
        across.push_back(id);
      }
    }
    if (!within.empty()) {
      Statement statement = base;
      statement.only_in = OnlyIn(Intern(std::move(within)), home);
      // A role that trusts itself does not exist yet when it is created.
      const bool itself = edge.source_role == edge.target;
      const Pin pin = edge.pin.value_or(itself ? Pin::kAccount : Pin::kArn);
      const LocatedText arn =
          At({.kind = HoleKind::kEntityArn, .entity = source}, span);
      if (pin == Pin::kArn) {
        SetPrincipal(statement, PrincipalType::kAws, arn);
      } else {
        SetPrincipal(statement, PrincipalType::kAws, RootOfOwn(span));
        Test(statement, "ArnEquals", "aws:PrincipalArn", {arn});
      }
      Append(edge.target, std::move(statement));
    }
    if (!across.empty()) {
      Statement statement = base;
      statement.only_in = OnlyIn(Intern(std::move(across)), home);
      const LocatedText arns = At({.kind = HoleKind::kEntityArn,
                                   .entity = source,
                                   .accounts = edge.source_accounts,
                                   .others_only = true},
                                  span);
      if (edge.pin.value_or(Pin::kAccount) == Pin::kArn) {
        SetPrincipal(statement, PrincipalType::kAws, arns);
      } else {
        SetPrincipal(statement, PrincipalType::kAws,
                     At({.kind = HoleKind::kAccountIds,
                         .accounts = edge.source_accounts,
                         .others_only = true,
                         .as_root = true},
                        span));
        Test(statement, "ArnEquals", "aws:PrincipalArn", {arns});
      }
      Append(edge.target, std::move(statement));
    }
  }

  // Joins the targets of edges that ask for the same in the same accounts.
  void AddPermission(const TrustEdge& edge) {
    const AccountSetId home = topology_.roles[edge.source_role].accounts;
    Statement statement;
    statement.span = edge.span;
    AddActions(statement, edge);
    LocatedText resource = edge.target_arn;
    AccountSetId where = edge.source_accounts;
    if (edge.target.valid()) {
      const model::EntityRef target{model::EntityKind::kRole,
                                    edge.target.index};
      Hole hole{.kind = HoleKind::kEntityArn, .entity = target};
      if (edge.same_account) {
        where = edge.written_at_target ? edge.target_accounts
                                       : edge.source_accounts;
      } else {
        hole.accounts = edge.target_accounts;
      }
      resource = At(hole, edge.span);
    }
    statement.only_in = OnlyIn(where, home);
    auto& statements = permissions_[edge.source_role];
    for (Statement& other : statements) {
      if (other.actions == statement.actions &&
          other.only_in == statement.only_in) {
        auto& values = other.resources->values;
        if (std::find(values.begin(), values.end(), resource) == values.end()) {
          values.push_back(std::move(resource));
        }
        return;
      }
    }
    statement.resources = model::Clause{false, {std::move(resource)}};
    statements.push_back(std::move(statement));
  }

  Topology topology_;
  std::map<std::vector<AccountId>, AccountSetId> sets_;
  std::map<model::RoleId, std::vector<Statement>> permissions_;
};

}  // namespace

Topology DeriveHalves(Topology topology) {
  return Deriver(std::move(topology)).Run();
}

}  // namespace iamgen::passes
