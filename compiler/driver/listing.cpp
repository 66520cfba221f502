// Entities and edges to rows.
#include "driver/listing.h"

#include <algorithm>
#include <functional>
#include <map>

#include "analysis/trust_words.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "model/identities.h"
#include "support/invariant.h"

namespace iamgen::driver {
namespace {

using In = Column::In;
using model::AccountId;
using model::EntityKind;
using model::EntityRef;

class Lister {
 public:
  explicit Lister(const model::Topology& topology) : topology_(topology) {}

  Listing Roles() {
    Begin({{"role"},
           {"arn", false, In::kRecords},
           {"policies", true},
           {"policy_arns", true, In::kRecords},
           {"inline", true},
           {"boundary"}});
    ForEachIdentity(EntityKind::kRole, [&](const model::IdentityView& role,
                                           AccountId account, Row& row) {
      AddPermissions(role, account, row);
      row.cells.push_back(BoundaryOf(role, account));
    });
    return std::move(listing_);
  }

  Listing Users() {
    Begin({{"user"},
           {"arn", false, In::kRecords},
           {"groups", true},
           {"console"},
           {"policies", true},
           {"policy_arns", true, In::kRecords},
           {"inline", true},
           {"boundary"}});
    ForEachIdentity(EntityKind::kUser, [&](const model::IdentityView& view,
                                           AccountId account, Row& row) {
      const model::User& user =
          topology_.users[model::UserId{view.entity.index}];
      Cell groups;
      for (const model::Membership& one : user.groups) {
        if (topology_.account_sets[one.accounts].Contains(account)) {
          groups.push_back(analysis::NameIn(
              topology_, {EntityKind::kGroup, one.group.index}, account));
        }
      }
      for (const model::LocatedText& one : user.external_groups) {
        groups.push_back(model::Evaluate(topology_, one.value, account));
      }
      row.cells.push_back(std::move(groups));
      row.cells.push_back({user.console ? "yes" : "no"});
      AddPermissions(view, account, row);
      row.cells.push_back(BoundaryOf(view, account));
    });
    return std::move(listing_);
  }

  Listing Groups() {
    Begin({{"group"},
           {"arn", false, In::kRecords},
           {"users", true},
           {"policies", true},
           {"policy_arns", true, In::kRecords},
           {"inline", true}});
    ForEachIdentity(EntityKind::kGroup, [&](const model::IdentityView& view,
                                            AccountId account, Row& row) {
      row.cells.push_back(UsersOf(view.entity.index, account));
      AddPermissions(view, account, row);
    });
    return std::move(listing_);
  }

  Listing Jobs() {
    Begin({{"job"},
           {"role"},
           {"triggers", true},
           {"policies", true},
           {"customisation", true}});
    for (const model::LambdaJob& job : topology_.jobs) {
      Cell kinds = job.trigger_kinds;
      kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
      Cell names;
      for (const model::EnvironmentEntry& entry : job.environment) {
        names.push_back(entry.name);
      }
      InEach(job.accounts, [&](AccountId account) {
        Add(account,
            {{model::Evaluate(topology_, job.name.value, account)},
             {analysis::NameIn(topology_, {EntityKind::kRole, job.role.index},
                               account)},
             kinds,
             job.incomplete ? Cell{"(incomplete)"} : job.policy_names,
             names});
      });
    }
    return std::move(listing_);
  }

  Listing Policies() {
    Begin({{"policy"},
           {"arn", false, In::kRecords},
           {"attached to", true},
           {"boundary of", true}});
    const auto identities = model::Identities(topology_);
    for (std::size_t i = 0; i < topology_.policies.size(); ++i) {
      const model::PolicyId id = topology_.policies.IdAt(i);
      // One that is used in inline policies alone is in no account itself.
      const model::AccountSetId home = topology_.policies[id].accounts;
      if (!home.valid() || topology_.account_sets[home].members.empty()) {
        Add({}, {{topology_.policies[id].key}, {""}, {}, {}});
        continue;
      }
      InEach(home, [&](AccountId account) {
        const EntityRef self{EntityKind::kPolicy, id.index};
        Cell attached;
        Cell bounded;
        for (const model::IdentityView& one : identities) {
          if (!LivesIn(one.accounts, account)) {
            continue;
          }
          const std::string name =
              std::string(model::NameOf(one.entity.kind)) + "/" +
              analysis::NameIn(topology_, one.entity, account);
          if (std::any_of(one.attachments.begin(), one.attachments.end(),
                          [&](const model::Attachment& attachment) {
                            return attachment.policy == id;
                          })) {
            attached.push_back(name);
          }
          if (one.boundary != nullptr && *one.boundary &&
              (**one.boundary).policy == id) {
            bounded.push_back(name);
          }
        }
        Add(account, {{analysis::NameIn(topology_, self, account)},
                      {model::ArnOf(topology_, self, account)},
                      std::move(attached),
                      std::move(bounded)});
      });
    }
    return std::move(listing_);
  }

  Listing Profiles() {
    Begin({{"instance profile"}, {"arn", false, In::kRecords}, {"role"}});
    for (std::size_t i = 0; i < topology_.profiles.size(); ++i) {
      const auto id = topology_.profiles.IdAt(i);
      const EntityRef self{EntityKind::kInstanceProfile, id.index};
      const EntityRef role{EntityKind::kRole,
                           topology_.profiles[id].role.index};
      InEach(topology_.profiles[id].accounts, [&](AccountId account) {
        Add(account, {{analysis::NameIn(topology_, self, account)},
                      {model::ArnOf(topology_, self, account)},
                      {analysis::NameIn(topology_, role, account)}});
      });
    }
    return std::move(listing_);
  }

  Listing Providers() {
    Begin({{"provider"},
           {"arn", false, In::kRecords},
           {"type"},
           {"audience", true}});
    const auto add = [&](EntityRef self, const char* type,
                         const model::Texts& audience) {
      InEach(model::AccountsOf(topology_, self), [&](AccountId account) {
        Add(account, {{analysis::NameIn(topology_, self, account)},
                      {model::ArnOf(topology_, self, account)},
                      {type},
                      model::EvaluateList(topology_, audience, account)});
      });
    };
    for (std::size_t i = 0; i < topology_.oidc_providers.size(); ++i) {
      const auto id = topology_.oidc_providers.IdAt(i);
      add({EntityKind::kOidcProvider, id.index}, "oidc",
          topology_.oidc_providers[id].client_ids);
    }
    for (std::size_t i = 0; i < topology_.saml_providers.size(); ++i) {
      add({EntityKind::kSamlProvider, topology_.saml_providers.IdAt(i).index},
          "saml", {});
    }
    return std::move(listing_);
  }

  Listing Trust() {
    Begin({{"source"},
           {"type"},
           {"from", true, In::kTable},
           {"source_accounts", true, In::kRecords},
           {"target"},
           {"conditions", true}});
    listing_.account_at = 5;
    for (const model::TrustEdge& edge : topology_.edges) {
      if (edge.target.valid()) {
        AddEdge(edge);
      } else {
        AddEdgeOutside(edge);
      }
    }
    AddPasted();
    return std::move(listing_);
  }

 private:
  void Begin(std::vector<Column> columns) {
    listing_ = {};
    listing_.columns = std::move(columns);
  }

  void Add(std::optional<AccountId> account, std::vector<Cell> cells) {
    listing_.rows.push_back({account, std::move(cells)});
  }

  template <typename Visit>
  void InEach(model::AccountSetId set, Visit visit) const {
    if (set.valid()) {
      for (const AccountId account : topology_.account_sets[set].members) {
        visit(account);
      }
    }
  }

  [[nodiscard]] bool LivesIn(model::AccountSetId set, AccountId account) const {
    return set.valid() && topology_.account_sets[set].Contains(account);
  }

  void ForEachIdentity(EntityKind kind,
                       const std::function<void(const model::IdentityView&,
                                                AccountId, Row&)>& fill) {
    for (const model::IdentityView& view : model::Identities(topology_)) {
      if (view.entity.kind != kind) {
        continue;
      }
      InEach(view.accounts, [&](AccountId account) {
        Row row{account,
                {{analysis::NameIn(topology_, view.entity, account)},
                 {model::ArnOf(topology_, view.entity, account)}}};
        fill(view, account, row);
        listing_.rows.push_back(std::move(row));
      });
    }
  }

  // A policy of the topology by its name, any other by its ARN.
  [[nodiscard]] std::string Shown(const model::Attachment& one,
                                  AccountId account) const {
    return one.policy.valid()
               ? analysis::NameIn(topology_,
                                  {EntityKind::kPolicy, one.policy.index},
                                  account)
               : model::Evaluate(topology_, one.arn.value, account);
  }

  void AddPermissions(const model::IdentityView& view, AccountId account,
                      Row& row) const {
    Cell shown;
    Cell arns;
    for (const model::Attachment& one : view.attachments) {
      shown.push_back(Shown(one, account));
      arns.push_back(one.policy.valid()
                         ? model::ArnOf(topology_,
                                        {EntityKind::kPolicy, one.policy.index},
                                        account)
                         : shown.back());
    }
    Cell inlines;
    for (const model::InlinePolicy& one : view.inlines) {
      const bool here = std::any_of(
          one.document.statements.begin(), one.document.statements.end(),
          [&](const model::Statement& statement) {
            return !statement.only_in.valid() ||
                   LivesIn(statement.only_in, account);
          });
      if (here) {
        inlines.push_back(model::Evaluate(topology_, one.name.value, account));
      }
    }
    row.cells.push_back(std::move(shown));
    row.cells.push_back(std::move(arns));
    row.cells.push_back(std::move(inlines));
  }

  [[nodiscard]] Cell BoundaryOf(const model::IdentityView& view,
                                AccountId account) const {
    return {view.boundary != nullptr && *view.boundary
                ? Shown(**view.boundary, account)
                : std::string()};
  }

  [[nodiscard]] Cell UsersOf(std::uint32_t group, AccountId account) const {
    Cell users;
    for (std::size_t i = 0; i < topology_.users.size(); ++i) {
      const model::UserId id = topology_.users.IdAt(i);
      for (const model::Membership& one : topology_.users[id].groups) {
        if (one.group.index == group && LivesIn(one.accounts, account)) {
          users.push_back(analysis::NameIn(
              topology_, {EntityKind::kUser, id.index}, account));
        }
      }
    }
    for (const model::LocatedText& one :
         topology_.groups[model::GroupId{group}].external_users) {
      users.push_back(model::Evaluate(topology_, one.value, account));
    }
    return users;
  }

  [[nodiscard]] Cell Aliases(model::AccountSetId set) const {
    Cell aliases;
    InEach(set, [&](AccountId account) {
      aliases.push_back(topology_.accounts[account].alias);
    });
    return aliases;
  }

  // Aliases of the accounts that the source is in, by its name there.
  [[nodiscard]] std::map<std::string, Cell> SourcesOf(
      const model::TrustEdge& edge, const std::string& name) const {
    if (edge.same_account) {
      return {{name, {"same"}}};
    }
    if (edge.source != model::SourceKind::kEntity) {
      return {{name, Aliases(edge.source_accounts)}};
    }
    std::map<std::string, Cell> sources;
    InEach(edge.source_accounts, [&](AccountId home) {
      sources[analysis::NameIn(topology_, edge.source_entity, home)].push_back(
          topology_.accounts[home].alias);
    });
    return sources;
  }

  void AddEdge(const model::TrustEdge& edge) {
    InEach(edge.target_accounts, [&](AccountId account) {
      const analysis::SourceWords source =
          analysis::SourceOf(topology_, edge, account);
      for (const auto& [name, from] : SourcesOf(edge, source.name)) {
        Add(account,
            {{name},
             {source.type},
             from,
             edge.same_account ? Cell{topology_.accounts[account].alias} : from,
             {analysis::NameIn(
                 topology_, {EntityKind::kRole, edge.target.index}, account)},
             analysis::ConditionsOf(topology_, edge, account)});
      }
    });
  }

  // To a role of another account, which is known by its ARN.
  void AddEdgeOutside(const model::TrustEdge& edge) {
    std::map<std::string, Cell> from;
    InEach(edge.source_accounts, [&](AccountId account) {
      from[model::Evaluate(topology_, edge.target_arn.value, account)]
          .push_back(topology_.accounts[account].alias);
    });
    for (const auto& [target, aliases] : from) {
      const AccountId home =
          topology_.account_sets[edge.source_accounts].members.front();
      auto [source, type] = analysis::SourceOf(topology_, edge, home);
      Add({}, {{std::move(source)},
               {std::move(type)},
               aliases,
               aliases,
               {target},
               analysis::ConditionsOf(topology_, edge, home)});
    }
  }

  // Statements of a trust policy that was written as it is.
  void AddPasted() {
    analysis::ForEachPastedStatement(
        topology_, [&](model::RoleId role, const model::Statement& one) {
          InEach(topology_.roles[role].accounts,
                 [&](AccountId account) { AddStatement(role, one, account); });
        });
  }

  void AddStatement(model::RoleId role, const model::Statement& statement,
                    AccountId account) {
    const std::string target =
        analysis::NameIn(topology_, {EntityKind::kRole, role.index}, account);
    for (const analysis::SourceWords& source :
         analysis::PrincipalsOf(topology_, statement, account)) {
      Add(account, {{source.name},
                    {source.type},
                    {},
                    {},
                    {target},
                    analysis::ConditionsOf(topology_, statement, account)});
    }
  }

  const model::Topology& topology_;
  Listing listing_;
};

struct Kind {
  const char* name;
  Listing (Lister::*list)();
};

constexpr Kind kKinds[] = {
    {"roles", &Lister::Roles},         {"users", &Lister::Users},
    {"groups", &Lister::Groups},       {"jobs", &Lister::Jobs},
    {"policies", &Lister::Policies},   {"profiles", &Lister::Profiles},
    {"providers", &Lister::Providers}, {"trust", &Lister::Trust}};

}  // namespace

std::vector<std::string> Listable() {
  std::vector<std::string> names;
  for (const Kind& kind : kKinds) {
    names.emplace_back(kind.name);
  }
  return names;
}

Listing ListOf(const model::Topology& topology, std::string_view what) {
  const auto* kind =
      std::find_if(std::begin(kKinds), std::end(kKinds),
                   [&](const Kind& one) { return one.name == what; });
  IAMGEN_INVARIANT(kind != std::end(kKinds));
  Lister lister(topology);
  return (lister.*kind->list)();
}

}  // namespace iamgen::driver
