// Gathers the policies of principals and what they come to.
#include "analysis/access.h"

#include <algorithm>
#include <utility>

#include "model/evaluate.h"
#include "policy/pattern.h"

namespace iamgen::analysis {
namespace {

using catalog::ActionSet;
using policy::ParsedStatement;

// An OU holds what is below it, too.
bool IsBelow(std::string_view ou, std::string_view above) {
  return ou.starts_with(above) &&
         (ou.size() == above.size() || ou[above.size()] == '/');
}

// Whether a service control policy stands above the account. None does above
// the management account. "Service control policies (SCPs)".
bool StandsAbove(const model::Topology& topology,
                 const model::ControlPolicy& policy, model::AccountId id) {
  const model::Account& account = topology.accounts[id];
  if (policy.kind != model::ControlKind::kService ||
      account.role == model::AccountRole::kMaster) {
    return false;
  }
  return policy.on_root ||
         (policy.on_accounts.valid() &&
          topology.account_sets[policy.on_accounts].Contains(id)) ||
         std::any_of(
             policy.on_ous.begin(), policy.on_ous.end(),
             [&](const std::string& ou) { return IsBelow(account.ou, ou); });
}

// Whether it speaks of every resource.
bool OnAll(const ParsedStatement& statement) {
  return statement.OnEverything();
}

void AddDenied(const ParsedPolicy& policy, ActionSet& denied) {
  for (const ParsedStatement& one : policy.statements) {
    if (one.denies() && !one.IsConditional() && OnAll(one)) {
      denied |= one.covered;
    }
  }
}

}  // namespace

// Makes the principals of one topology.
class Access::Gatherer {
 public:
  Gatherer(Access& access, const std::function<void(const Principal&)>& look)
      : access_(access),
        topology_(access.topology_),
        look_(look),
        all_(access.catalogue_) {
    access.catalogue_.Expand("*", all_);
  }

  void Gather(const model::IdentityView& identity) {
    if (!identity.accounts.valid() ||
        topology_.account_sets[identity.accounts].members.empty()) {
      return;
    }
    std::vector<const model::Document*> documents;
    const auto see = [&](const model::IdentityView& one) {
      for (const model::InlinePolicy& policy : one.inlines) {
        documents.push_back(&policy.document);
      }
      for (const model::Attachment& attachment : one.attachments) {
        if (attachment.policy.valid()) {
          documents.push_back(&topology_.policies[attachment.policy].document);
        }
      }
    };
    see(identity);
    const model::User* user =
        identity.entity.kind == model::EntityKind::kUser
            ? &topology_.users[model::UserId{identity.entity.index}]
            : nullptr;
    if (user != nullptr) {
      for (const model::Membership& one : user->groups) {
        see(model::ViewOf(topology_, one.group));
      }
    }
    if (identity.boundary != nullptr && *identity.boundary &&
        (*identity.boundary)->policy.valid()) {
      documents.push_back(
          &topology_.policies[(*identity.boundary)->policy].document);
    }
    for (const model::ControlPolicy& policy : topology_.control_policies) {
      documents.push_back(&policy.document);
    }
    for (const AlikeAccounts& alike : access_.classes_.PartsOf(
             documents, identity.accounts, Besides(identity, user))) {
      Add(identity, user, alike);
    }
  }

  void GatherAt(const model::IdentityView& identity, model::AccountId account) {
    const model::User* user =
        identity.entity.kind == model::EntityKind::kUser
            ? &topology_.users[model::UserId{identity.entity.index}]
            : nullptr;
    Add(identity, user, {account, 1});
  }

 private:
  // Membership in groups, control policies above, and policies attached by an
  // ARN with holes tell accounts apart that documents do not.
  AccountClasses::Besides Besides(const model::IdentityView& identity,
                                  const model::User* user) {
    const bool open =
        std::any_of(identity.attachments.begin(), identity.attachments.end(),
                    [](const model::Attachment& one) {
                      return std::any_of(
                          one.arn.value.parts.begin(),
                          one.arn.value.parts.end(), [](const auto& part) {
                            const auto* hole = std::get_if<model::Hole>(&part);
                            return hole != nullptr &&
                                   hole->kind != model::HoleKind::kPartition &&
                                   hole->kind != model::HoleKind::kAccountId;
                          });
                    });
    if (!open && (user == nullptr || user->groups.empty()) &&
        topology_.control_policies.empty()) {
      return {};
    }
    return [this, identity, user, open](model::AccountId id) {
      std::string seen;
      if (user != nullptr) {
        for (const model::Membership& one : user->groups) {
          seen += topology_.account_sets[one.accounts].Contains(id) ? '+' : '-';
        }
      }
      for (const model::ControlPolicy& policy : topology_.control_policies) {
        seen += StandsAbove(topology_, policy, id) ? '+' : '-';
      }
      if (open) {
        for (const model::Attachment& one : identity.attachments) {
          seen += model::Evaluate(topology_, one.arn.value, id) + '\n';
        }
      }
      return seen_
          .emplace(std::move(seen), static_cast<std::uint32_t>(seen_.size()))
          .first->second;
    };
  }

  void Add(const model::IdentityView& identity, const model::User* user,
           const AlikeAccounts& alike) {
    Principal principal{.entity = identity.entity,
                        .described = identity.Described(),
                        .key = identity.key,
                        .span = identity.key_span,
                        .accounts = alike,
                        .policies = {},
                        .boundary = {},
                        .bounded = false,
                        .controls = {},
                        .inlines = {},
                        .complete = true,
                        .may = ActionSet(access_.catalogue_),
                        .freely = ActionSet(access_.catalogue_),
                        .bounds = all_,
                        .denied_above = ActionSet(access_.catalogue_)};
    AddPolicies(identity, {}, principal);
    if (user != nullptr) {
      for (const model::Membership& one : user->groups) {
        if (topology_.account_sets[one.accounts].Contains(alike.first)) {
          AddPolicies(model::ViewOf(topology_, one.group), one.group,
                      principal);
        }
      }
      principal.complete &= user->external_groups.empty();
    }
    if (identity.boundary != nullptr && *identity.boundary) {
      principal.bounded = true;
      principal.boundary = Held(**identity.boundary, alike.first);
      principal.complete &= principal.boundary.parsed != nullptr;
    }
    for (const model::ControlPolicy& policy : topology_.control_policies) {
      const FoundDocument* found = access_.policies_.Find(policy.document);
      if (found != nullptr && StandsAbove(topology_, policy, alike.first)) {
        // It is written in the management account and says the same wherever
        // it stands above.
        principal.controls.push_back(&access_.policies_.In(
            *found, topology_.account_sets[found->accounts].members.front()));
      }
    }
    Sum(principal);
    look_(principal);
  }

  HeldPolicy Held(const model::Attachment& attachment,
                  model::AccountId account) {
    HeldPolicy held;
    held.span = attachment.span;
    if (attachment.policy.valid()) {
      held.found = access_.policies_.Find(
          topology_.policies[attachment.policy].document);
      if (held.found != nullptr) {
        held.parsed = &access_.policies_.In(*held.found, account);
      }
      return held;
    }
    held.arn = model::Evaluate(topology_, attachment.arn.value, account);
    held.parsed = access_.policies_.OfAws(held.arn);
    return held;
  }

  void AddPolicies(const model::IdentityView& identity, model::GroupId group,
                   Principal& principal) {
    for (const model::InlinePolicy& policy : identity.inlines) {
      HeldPolicy held;
      held.span = policy.name.span;
      held.group = group;
      held.found = access_.policies_.Find(policy.document);
      if (held.found == nullptr) {
        continue;
      }
      // A group's are those of many.
      if (group.valid()) {
        held.parsed =
            &access_.policies_.In(*held.found, principal.accounts.first);
      } else {
        principal.inlines.push_back(
            access_.policies_.Parse(*held.found, principal.accounts.first));
        held.parsed = principal.inlines.back().get();
      }
      principal.policies.push_back(std::move(held));
    }
    for (const model::Attachment& attachment : identity.attachments) {
      HeldPolicy held = Held(attachment, principal.accounts.first);
      held.group = group;
      // A policy of the topology without statements is known to say nothing.
      principal.complete &= held.parsed != nullptr || attachment.policy.valid();
      principal.policies.push_back(std::move(held));
    }
  }

  void Sum(Principal& principal) const {
    ActionSet denied(access_.catalogue_);
    principal.ForEachStatement(
        [&](const ParsedStatement& one, const HeldPolicy&) {
          if (one.allows()) {
            principal.may |= one.covered;
            if (OnAll(one) && !one.IsConditional()) {
              principal.freely |= one.covered;
            }
          }
        });
    for (const HeldPolicy& held : principal.policies) {
      if (held.parsed != nullptr) {
        AddDenied(*held.parsed, denied);
      }
    }
    ActionSet freely_within = all_;
    if (const ParsedPolicy* boundary = principal.boundary.parsed) {
      principal.bounds = ActionSet(access_.catalogue_);
      freely_within = ActionSet(access_.catalogue_);
      for (const ParsedStatement& one : boundary->statements) {
        if (one.allows()) {
          principal.bounds |= one.covered;
          if (OnAll(one) && !one.IsConditional()) {
            freely_within |= one.covered;
          }
        }
      }
      ActionSet kept(access_.catalogue_);
      AddDenied(*boundary, kept);
      principal.bounds -= kept;
    }
    for (const ParsedPolicy* control : principal.controls) {
      AddDenied(*control, principal.denied_above);
    }
    principal.may -= denied;
    principal.may &= principal.bounds;
    principal.may -= principal.denied_above;
    principal.freely &= principal.may;
    principal.freely &= freely_within;
    // What is denied here and there, or under conditions, is not free.
    principal.ForEachStatement(
        [&](const ParsedStatement& one, const HeldPolicy&) {
          if (one.denies()) {
            principal.freely -= one.covered;
          }
        });
    const auto leave_denied = [&](const ParsedPolicy& policy) {
      for (const ParsedStatement& one : policy.statements) {
        if (one.denies()) {
          principal.freely -= one.covered;
        }
      }
    };
    if (principal.boundary.parsed != nullptr) {
      leave_denied(*principal.boundary.parsed);
    }
    for (const ParsedPolicy* control : principal.controls) {
      leave_denied(*control);
    }
  }

  Access& access_;
  const model::Topology& topology_;
  const std::function<void(const Principal&)>& look_;
  ActionSet all_;
  std::map<std::string, std::uint32_t> seen_;
};

Access::Access(const model::Topology& topology,
               const catalog::Catalogue& catalogue)
    : topology_(topology),
      catalogue_(catalogue),
      classes_(topology),
      policies_(topology, catalogue),
      of_administrators_(catalogue) {
  for (const char* action :
       {"iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:CreatePolicyVersion",
        "iam:UpdateAssumeRolePolicy"}) {
    catalogue.Expand(action, of_administrators_);
  }
}

void Access::ForEachPrincipal(
    const std::function<void(const Principal&)>& look) {
  Gatherer gatherer(*this, look);
  for (const model::IdentityView& identity : model::Identities(topology_)) {
    if (identity.entity.kind != model::EntityKind::kGroup) {
      gatherer.Gather(identity);
    }
  }
}

void Access::At(model::EntityRef entity, model::AccountId account,
                const std::function<void(const Principal&)>& look) {
  const auto view = [&] {
    switch (entity.kind) {
      case model::EntityKind::kGroup:
        return model::ViewOf(topology_, model::GroupId{entity.index});
      case model::EntityKind::kUser:
        return model::ViewOf(topology_, model::UserId{entity.index});
      case model::EntityKind::kRole:
      case model::EntityKind::kPolicy:
      case model::EntityKind::kInstanceProfile:
      case model::EntityKind::kOidcProvider:
      case model::EntityKind::kSamlProvider:
        break;
    }
    return model::ViewOf(topology_, model::RoleId{entity.index});
  };
  Gatherer(*this, look).GatherAt(view(), account);
}

bool Access::IsAdministrator(const Principal& principal) const {
  return principal.freely.ContainsAll(of_administrators_) &&
         (!principal.bounded || principal.boundary.parsed != nullptr);
}

}  // namespace iamgen::analysis
