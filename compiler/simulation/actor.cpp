// Gathers the policies of one actor.
#include "simulation/actor.h"

#include <algorithm>
#include <utility>

#include "analysis/generated_names.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "model/identities.h"

namespace iamgen::simulation {
namespace {

using model::EntityKind;

model::IdentityView ViewOf(const model::Topology& topology,
                           model::EntityRef entity) {
  if (entity.kind == EntityKind::kUser) {
    return model::ViewOf(topology, model::UserId{entity.index});
  }
  if (entity.kind == EntityKind::kGroup) {
    return model::ViewOf(topology, model::GroupId{entity.index});
  }
  return model::ViewOf(topology, model::RoleId{entity.index});
}

class Gatherer {
 public:
  Gatherer(const model::Topology& topology, model::AccountId account,
           PolicyLibrary& library, Belongings& into)
      : topology_(topology),
        account_(account),
        library_(library),
        into_(into) {}

  void AddPolicies(const model::IdentityView& identity, model::GroupId group) {
    for (const model::InlinePolicy& policy : identity.inlines) {
      Held held{.policy = library_.In(policy.document, policy::Kind::kIdentity,
                                      account_, &into_.own)};
      held.inlined = &policy;
      held.group = group;
      into_.identity.push_back(std::move(held));
    }
    for (const model::Attachment& attachment : identity.attachments) {
      Held held = Attached(attachment, policy::Kind::kIdentity);
      held.group = group;
      into_.identity.push_back(std::move(held));
    }
  }

  Held Attached(const model::Attachment& attachment, policy::Kind kind) {
    Held held;
    held.managed = attachment.policy;
    if (attachment.policy.valid()) {
      const model::ManagedPolicy& policy =
          topology_.policies[attachment.policy];
      held.policy =
          library_.In(policy.document, policy::Kind::kIdentity, account_);
      return held;
    }
    held.name = model::Evaluate(topology_, attachment.arn.value, account_);
    held.policy = library_.OfAws(held.name);
    held.known = held.policy != nullptr;
    if (!held.known) {
      held.policy = library_.NotKnown(kind);
    }
    return held;
  }

 private:
  const model::Topology& topology_;
  model::AccountId account_;
  PolicyLibrary& library_;
  Belongings& into_;
};

Held NotKnown(std::string name, PolicyLibrary& library) {
  return {.policy = library.NotKnown(policy::Kind::kIdentity),
          .managed = {},
          .inlined = nullptr,
          .name = std::move(name),
          .group = {},
          .known = false};
}

// The OUs of an account from the top: "Workloads", "Workloads/Prod".
std::vector<std::string> OusOf(const model::Account& account) {
  std::vector<std::string> ous;
  if (account.ou.empty()) {
    return ous;
  }
  for (std::size_t at = account.ou.find('/'); at != std::string::npos;
       at = account.ou.find('/', at + 1)) {
    ous.push_back(account.ou.substr(0, at));
  }
  ous.push_back(account.ou);
  return ous;
}

}  // namespace

Actor ActorOf(const model::Topology& topology, model::EntityRef entity,
              model::AccountId account) {
  const std::string arn = analysis::KnownArnOf(topology, entity, account);
  Actor actor;
  actor.entity = entity;
  actor.account = account;
  actor.caller.name = arn;
  actor.caller.partition = topology.accounts[account].partition;
  actor.caller.account = topology.accounts[account].id;
  if (entity.kind == EntityKind::kRole) {
    actor.caller.kind = evaluation::CallerKind::kSession;
    actor.caller.role = arn.substr(arn.rfind('/') + 1);
  } else {
    actor.caller.kind = evaluation::CallerKind::kUser;
  }
  return actor;
}

std::string Describe(const model::Topology& topology, const Actor& actor) {
  if (!actor.entity || !actor.account) {
    return "`" + actor.caller.name + "`";
  }
  const bool group = actor.entity->kind == EntityKind::kGroup;
  return std::string(group ? "a member of " : "") +
         std::string(model::NameOf(actor.entity->kind)) + " `" +
         model::KeyOf(topology, *actor.entity) + "` of `" +
         topology.accounts[*actor.account].alias + "`";
}

std::string Describe(const model::Topology& topology, const Held& held) {
  std::string text;
  if (held.managed.valid()) {
    text = "policy `" + topology.policies[held.managed].key + "`";
  } else if (held.inlined != nullptr) {
    const model::Text& name = held.inlined->name.value;
    text = held.inlined->derived
               ? "the policy that follows from its edges and triggers"
               : "inline policy" +
                     (name.IsLiteral() ? " `" + name.literal() + "`" : "");
  } else {
    text = held.name.starts_with("arn:")
               ? "`" + held.name.substr(held.name.rfind('/') + 1) + "`"
               : held.name;
  }
  if (held.group.valid()) {
    text += " of group `" + topology.groups[held.group].key + "`";
  }
  return text;
}

Belongings BelongingsOf(const model::Topology& topology, const Actor& actor,
                        PolicyLibrary& library) {
  Belongings made;
  if (!actor.entity || !actor.account) {
    using evaluation::CallerKind;
    const CallerKind kind = actor.caller.kind;
    if (kind == CallerKind::kUser || kind == CallerKind::kSession ||
        kind == CallerKind::kFederatedUser) {
      made.identity.push_back(NotKnown(
          "policies of `" + actor.caller.name + "`, which no topology has",
          library));
    }
    return made;
  }
  Gatherer gatherer(topology, *actor.account, library, made);
  const model::IdentityView identity = ViewOf(topology, *actor.entity);
  gatherer.AddPolicies(identity, actor.entity->kind == EntityKind::kGroup
                                     ? model::GroupId{actor.entity->index}
                                     : model::GroupId());
  if (actor.entity->kind == EntityKind::kUser) {
    const model::User& user =
        topology.users[model::UserId{actor.entity->index}];
    for (const model::Membership& one : user.groups) {
      if (topology.account_sets[one.accounts].Contains(*actor.account)) {
        gatherer.AddPolicies(model::ViewOf(topology, one.group), one.group);
      }
    }
    for (const model::LocatedText& group : user.external_groups) {
      made.identity.push_back(
          NotKnown("policies of group `" +
                       model::Evaluate(topology, group.value, *actor.account) +
                       "`, which is not of the topology",
                   library));
    }
  }
  if (identity.boundary != nullptr && *identity.boundary) {
    made.boundary =
        gatherer.Attached(**identity.boundary, policy::Kind::kBoundary);
  }
  made.in_management_account =
      topology.accounts[*actor.account].role == model::AccountRole::kMaster;
  made.service_control = ControlsAbove(topology, model::ControlKind::kService,
                                       *actor.account, library);
  return made;
}

std::vector<std::vector<Held>> ControlsAbove(const model::Topology& topology,
                                             model::ControlKind kind,
                                             model::AccountId id,
                                             PolicyLibrary& library) {
  std::vector<std::vector<Held>> levels;
  const bool any = std::any_of(
      topology.control_policies.begin(), topology.control_policies.end(),
      [kind](const model::ControlPolicy& one) { return one.kind == kind; });
  if (!any) {
    return levels;
  }
  const policy::Kind as = kind == model::ControlKind::kService
                              ? policy::Kind::kServiceControl
                              : policy::Kind::kResourceControl;
  const model::Account& account = topology.accounts[id];
  const std::vector<std::string> ous = OusOf(account);
  levels.resize(ous.size() + 2);
  const char* const full = kind == model::ControlKind::kService
                               ? "FullAWSAccess"
                               : "RCPFullAWSAccess";
  for (std::vector<Held>& level : levels) {
    level.push_back({.policy = library.FullAccess(as), .name = full});
  }
  for (const model::ControlPolicy& policy : topology.control_policies) {
    if (policy.kind != kind || !policy.accounts.valid()) {
      continue;
    }
    // It is written in the management account and says the same wherever it
    // stands above.
    const auto held = [&] {
      return Held{
          .policy = library.In(
              policy.document, as,
              topology.account_sets[policy.accounts].members.front()),
          .name = (kind == model::ControlKind::kService ? "scp `" : "rcp `") +
                  policy.key + "`"};
    };
    if (policy.on_root) {
      levels.front().push_back(held());
    }
    for (std::size_t i = 0; i < ous.size(); ++i) {
      if (std::find(policy.on_ous.begin(), policy.on_ous.end(), ous[i]) !=
          policy.on_ous.end()) {
        levels[i + 1].push_back(held());
      }
    }
    if (policy.on_accounts.valid() &&
        topology.account_sets[policy.on_accounts].Contains(id)) {
      levels.back().push_back(held());
    }
  }
  return levels;
}

}  // namespace iamgen::simulation
