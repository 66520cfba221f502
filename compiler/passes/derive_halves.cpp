// Trust statements for targets, sts:AssumeRole for sources.
#include "passes/derive_halves.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/entity.h"

namespace iamgen::passes {
namespace {

using model::AccountId;
using model::AccountSetId;
using model::ConditionTest;
using model::EntityKind;
using model::EntityRef;
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
      if (edge.source == model::SourceKind::kEntity &&
          (edge.derive || edge.written_at_source)) {
        AddPermission(edge);
      }
    }
    for (auto& [entity, statements] : permissions_) {
      model::InlinePolicy policy{{Text(kAssumeRolesPolicy), {}}, {}, true};
      policy.name.span = model::KeySpanOf(topology_, entity);
      policy.document.statements = std::move(statements);
      auto& inlines = InlinesOf(entity);
      const auto behind_job = std::find_if(
          inlines.begin(), inlines.end(),
          [](const model::InlinePolicy& one) { return !one.derived; });
      inlines.insert(behind_job, std::move(policy));
    }
    return std::move(topology_);
  }

 private:
  std::vector<model::InlinePolicy>& InlinesOf(EntityRef entity) {
    switch (entity.kind) {
      case EntityKind::kUser:
        return topology_.users[model::UserId{entity.index}].inlines;
      case EntityKind::kGroup:
        return topology_.groups[model::GroupId{entity.index}].inlines;
      case EntityKind::kRole:
      case EntityKind::kPolicy:
      case EntityKind::kInstanceProfile:
      case EntityKind::kOidcProvider:
      case EntityKind::kSamlProvider:
        break;
    }
    // INVARIANT: nothing else is the source of an edge.
    return topology_.roles[model::RoleId{entity.index}].inlines;
  }

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

  // Tests of one operator stand together.
  static void Test(Statement& statement, Text op, Text key, Texts values) {
    if (values.empty()) {
      return;
    }
    ConditionTest test{std::move(op), std::move(key), std::move(values)};
    const auto same = std::find_if(
        statement.conditions.rbegin(), statement.conditions.rend(),
        [&](const ConditionTest& other) { return other.op == test.op; });
    statement.conditions.insert(same == statement.conditions.rend()
                                    ? statement.conditions.end()
                                    : same.base(),
                                std::move(test));
  }

  static void Test(Statement& statement, const char* op, const char* key,
                   Texts values) {
    Test(statement, Text(op), Text(key), std::move(values));
  }

  static void AddActions(Statement& statement, const TrustEdge& edge) {
    const auto add = [&](const char* action) {
      statement.actions.values.push_back({Text(action), edge.span});
    };
    add(edge.source == model::SourceKind::kOidc
            ? "sts:AssumeRoleWithWebIdentity"
        : edge.source == model::SourceKind::kSaml ? "sts:AssumeRoleWithSAML"
                                                  : "sts:AssumeRole");
    if (edge.conditions.tag_session) {
      add("sts:TagSession");
    }
    if (edge.conditions.set_source_identity) {
      add("sts:SetSourceIdentity");
    }
  }

  // What the token has to say ("Available keys for AWS OIDC federation",
  // "Available keys for SAML-based AWS STS federation").
  static void TestToken(Statement& statement, const TrustEdge& edge) {
    const auto key = [&](const char* claim) {
      Text text = edge.source_prefix;
      text.Add(std::string(":") + claim);
      return text;
    };
    // The oldest two have names of their own for both claims.
    const std::string host =
        edge.source_prefix.IsLiteral() ? edge.source_prefix.literal() : "";
    const bool amazon = host == "www.amazon.com";
    const bool facebook = host == "graph.facebook.com";
    Test(statement, Text("StringEquals"),
         key(amazon || facebook ? "app_id" : "aud"), edge.conditions.audience);
    const Texts& subjects = edge.conditions.subject;
    const bool wild =
        std::any_of(subjects.begin(), subjects.end(), [](const auto& subject) {
          return std::any_of(
              subject.value.parts.begin(), subject.value.parts.end(),
              [](const auto& part) {
                const auto* literal = std::get_if<std::string>(&part);
                return literal != nullptr &&
                       literal->find_first_of("*?") != std::string::npos;
              });
        });
    Test(statement, Text(wild ? "StringLike" : "StringEquals"),
         key(amazon     ? "user_id"
             : facebook ? "id"
                        : "sub"),
         subjects);
  }

  // The statement but for its principal.
  static Statement TrustStatement(const TrustEdge& edge) {
    Statement statement;
    statement.span = edge.span;
    statement.sid = edge.sid;
    statement.has_other_half =
        edge.derive && edge.source == model::SourceKind::kEntity;
    AddActions(statement, edge);
    TestToken(statement, edge);
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
      Test(statement, test.op, test.key, test.values);
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
        last.has_other_half &= statement.has_other_half;
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
      case model::SourceKind::kOidc:
      case model::SourceKind::kSaml:
        SetPrincipal(statement, PrincipalType::kFederated,
                     edge.source_entity.index == UINT32_MAX
                         ? edge.source_name
                         : At({.kind = HoleKind::kEntityArn,
                               .entity = edge.source_entity},
                              span));
        break;
      case model::SourceKind::kExternal:
        AddExternal(edge, std::move(statement), span);
        return;
      case model::SourceKind::kEntity:
        AddEntityTrust(edge, statement, span);
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
                           ":" + edge.source_prefix.literal() +
                           edge.source_name.value.literal()),
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

  // Who makes the requests of an entity in the given accounts: the entity, or
  // for a group, which makes none, its users. With `elsewhere`, those accounts
  // without the one being built.
  Texts RequestersOf(EntityRef source, AccountSetId accounts, bool elsewhere,
                     diag::Span span) {
    const auto arn = [&](EntityRef entity, AccountSetId set) {
      return At({.kind = HoleKind::kEntityArn,
                 .entity = entity,
                 .accounts = elsewhere ? set : AccountSetId{},
                 .others_only = elsewhere},
                span);
    };
    if (source.kind != EntityKind::kGroup) {
      return {arn(source, accounts)};
    }
    Texts users;
    for (std::size_t i = 0; i < topology_.users.size(); ++i) {
      const model::UserId id = topology_.users.IdAt(i);
      for (const model::Membership& one : topology_.users[id].groups) {
        if (one.group.index != source.index) {
          continue;
        }
        std::vector<AccountId> where;
        for (const AccountId account :
             topology_.account_sets[accounts].members) {
          if (topology_.account_sets[one.accounts].Contains(account)) {
            where.push_back(account);
          }
        }
        if (!where.empty()) {
          users.push_back(arn({EntityKind::kUser, id.index},
                              elsewhere ? Intern(where) : AccountSetId{}));
        }
      }
    }
    return users;
  }

  // `accounts` parted so that in each part the same entities make the requests:
  // a group has other users in other accounts.
  std::vector<std::vector<AccountId>> WithAlikeRequesters(
      EntityRef source, const std::vector<AccountId>& accounts) const {
    std::vector<std::vector<AccountId>> parts;
    std::map<std::vector<std::size_t>, std::size_t> part_of;
    for (const AccountId account : accounts) {
      std::vector<std::size_t> users;
      for (std::size_t i = 0;
           source.kind == EntityKind::kGroup && i < topology_.users.size();
           ++i) {
        const auto& groups = topology_.users[topology_.users.IdAt(i)].groups;
        if (std::any_of(groups.begin(), groups.end(), [&](const auto& one) {
              return one.group.index == source.index &&
                     topology_.account_sets[one.accounts].Contains(account);
            })) {
          users.push_back(i);
        }
      }
      const auto [part, is_new] =
          part_of.emplace(std::move(users), parts.size());
      if (is_new) {
        parts.emplace_back();
      }
      parts[part->second].push_back(account);
    }
    return parts;
  }

  // A trust in `requesters`, by their ARNs or by their accounts with a test for
  // exactly them. Nobody known: the accounts alone, whose policies decide.
  void AppendTrust(const TrustEdge& edge, Statement statement, Pin pin,
                   LocatedText accounts, Texts requesters) {
    if (pin == Pin::kArn && !requesters.empty()) {
      PrincipalClause clause;
      clause.principals.push_back({PrincipalType::kAws, std::move(requesters)});
      statement.principal = std::move(clause);
    } else {
      SetPrincipal(statement, PrincipalType::kAws, std::move(accounts));
      Test(statement, "ArnEquals", "aws:PrincipalArn", std::move(requesters));
    }
    Append(edge.target, std::move(statement));
  }

  // The pairs within an account, then those across accounts.
  void AddEntityTrust(const TrustEdge& edge, const Statement& base,
                      diag::Span span) {
    const AccountSetId home = topology_.roles[edge.target].accounts;
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
    for (auto& alike : WithAlikeRequesters(edge.source_entity, within)) {
      Statement statement = base;
      const AccountSetId where = Intern(std::move(alike));
      statement.only_in = OnlyIn(where, home);
      // A role that trusts itself does not exist yet when it is created.
      const bool itself =
          edge.source_entity == EntityRef{EntityKind::kRole, edge.target.index};
      AppendTrust(edge, std::move(statement),
                  edge.pin.value_or(itself ? Pin::kAccount : Pin::kArn),
                  RootOfOwn(span),
                  RequestersOf(edge.source_entity, where, false, span));
    }
    if (!across.empty()) {
      Statement statement = base;
      statement.only_in = OnlyIn(Intern(std::move(across)), home);
      AppendTrust(
          edge, std::move(statement), edge.pin.value_or(Pin::kAccount),
          At({.kind = HoleKind::kAccountIds,
              .accounts = edge.source_accounts,
              .others_only = true,
              .as_root = true},
             span),
          RequestersOf(edge.source_entity, edge.source_accounts, true, span));
    }
  }

  // Joins the targets of edges that ask for the same in the same accounts.
  void AddPermission(const TrustEdge& edge) {
    const AccountSetId home = model::AccountsOf(topology_, edge.source_entity);
    Statement statement;
    statement.span = edge.span;
    statement.has_other_half = edge.derive && edge.target.valid();
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
    auto& statements = permissions_[edge.source_entity];
    for (Statement& other : statements) {
      if (other.actions == statement.actions &&
          other.only_in == statement.only_in) {
        auto& values = other.resources->values;
        if (std::find(values.begin(), values.end(), resource) == values.end()) {
          values.push_back(std::move(resource));
        }
        other.has_other_half &= statement.has_other_half;
        return;
      }
    }
    statement.resources = model::Clause{false, {std::move(resource)}};
    statements.push_back(std::move(statement));
  }

  Topology topology_;
  std::map<std::vector<AccountId>, AccountSetId> sets_;
  std::map<EntityRef, std::vector<Statement>> permissions_;
};

}  // namespace

Topology DeriveHalves(Topology topology) {
  return Deriver(std::move(topology)).Run();
}

}  // namespace iamgen::passes
