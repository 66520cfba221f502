// Counts what the entities and the accounts have.
#include "analysis/quotas.h"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/document_size.h"
#include "catalog/limits.h"
#include "model/identities.h"

namespace iamgen::analysis {
namespace {

class Counter {
 public:
  explicit Counter(const model::Topology& topology)
      : topology_(topology),
        sizes_(topology),
        identities_(model::Identities(topology)) {}

  std::vector<Usage> Run() {
    Sizes();
    Attachments();
    Memberships();
    Tags();
    Accounts();
    Controls(model::ControlKind::kService);
    Controls(model::ControlKind::kResource);
    return std::move(usages_);
  }

 private:
  void Add(std::string_view quota, std::string entity, model::AccountId account,
           std::size_t used, std::size_t most) {
    if (used > 0) {
      usages_.push_back({quota, std::move(entity), account, used, most});
    }
  }

  void AddSize(std::string_view quota, std::string entity,
               const std::vector<const model::Document*>& documents,
               model::AccountSetId accounts, std::size_t most) {
    const Largest largest = sizes_.LargestOf(documents, accounts, 0);
    Add(quota, std::move(entity), largest.account, largest.size, most);
  }

  [[nodiscard]] model::AccountId FirstOf(model::AccountSetId accounts) const {
    return accounts.valid() && !topology_.account_sets[accounts].members.empty()
               ? topology_.account_sets[accounts].members.front()
               : model::AccountId();
  }

  void Sizes() {
    for (const model::ManagedPolicy& policy : topology_.policies) {
      AddSize("managed policy, characters", "policy/" + policy.key,
              {&policy.document}, policy.accounts,
              catalog::kMostManagedPolicySize);
    }
    for (const model::Role& role : topology_.roles) {
      AddSize("trust policy, characters", "role/" + role.key, {&role.trust},
              role.accounts, catalog::kDefaultMostTrustSize);
    }
    Inlines(model::EntityKind::kRole, "inline policies of a role, characters",
            catalog::kMostRoleInlineSize);
    Inlines(model::EntityKind::kGroup, "inline policies of a group, characters",
            catalog::kMostGroupInlineSize);
    Inlines(model::EntityKind::kUser, "inline policies of a user, characters",
            catalog::kMostUserInlineSize);
  }

  void Inlines(model::EntityKind kind, std::string_view quota,
               std::size_t most) {
    for (const model::IdentityView& one : identities_) {
      if (one.entity.kind != kind || one.inlines.empty()) {
        continue;
      }
      std::vector<const model::Document*> documents;
      for (const model::InlinePolicy& policy : one.inlines) {
        documents.push_back(&policy.document);
      }
      AddSize(quota, one.Described(), documents, one.accounts, most);
    }
  }

  void Attachments() {
    const auto add = [&](model::EntityKind kind, std::string_view quota,
                         std::size_t most) {
      for (const model::IdentityView& one : identities_) {
        if (one.entity.kind == kind) {
          Add(quota, one.Described(), FirstOf(one.accounts),
              one.attachments.size(), most);
        }
      }
    };
    add(model::EntityKind::kRole, "managed policies attached to a role",
        catalog::kDefaultPoliciesOnRole);
    add(model::EntityKind::kGroup, "managed policies attached to a group",
        catalog::kMostPoliciesOnGroup);
    add(model::EntityKind::kUser, "managed policies attached to a user",
        catalog::kDefaultPoliciesOnUser);
  }

  void Memberships() {
    for (const model::User& user : topology_.users) {
      Add("groups of a user", "user/" + user.key, FirstOf(user.accounts),
          user.groups.size() + user.external_groups.size(),
          catalog::kMostGroupsOfUser);
    }
  }

  void Tags() {
    for (const model::ManagedPolicy& policy : topology_.policies) {
      Add("tags", "policy/" + policy.key, FirstOf(policy.accounts),
          policy.tags.size(), catalog::kMostTags);
    }
    for (const model::IdentityView& one : identities_) {
      if (one.tags != nullptr) {
        Add("tags", one.Described(), FirstOf(one.accounts), one.tags->size(),
            catalog::kMostTags);
      }
    }
  }

  template <typename Store>
  void ByAccount(std::string_view quota, const Store& store, std::size_t most) {
    std::vector<std::size_t> counts(topology_.accounts.size(), 0);
    for (const auto& one : store) {
      if (one.accounts.valid()) {
        for (const model::AccountId id :
             topology_.account_sets[one.accounts].members) {
          ++counts[id.index];
        }
      }
    }
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
      Add(quota, "", model::AccountId{i}, counts[i], most);
    }
  }

  void Accounts() {
    ByAccount("roles of an account", topology_.roles, catalog::kDefaultRoles);
    ByAccount("managed policies of an account", topology_.policies,
              catalog::kDefaultManagedPolicies);
    ByAccount("instance profiles of an account", topology_.profiles,
              catalog::kDefaultInstanceProfiles);
    ByAccount("groups of an account", topology_.groups,
              catalog::kDefaultGroups);
    ByAccount("users of an account", topology_.users, catalog::kMostUsers);
    ByAccount("OIDC providers of an account", topology_.oidc_providers,
              catalog::kDefaultOidcProviders);
    ByAccount("SAML providers of an account", topology_.saml_providers,
              catalog::kMostSamlProviders);
  }

  void Controls(model::ControlKind kind) {
    const bool services = kind == model::ControlKind::kService;
    const std::string prefix = services ? "scp/" : "rcp/";
    std::size_t count = 0;
    std::size_t on_root = 0;
    std::map<std::string, std::size_t> on_ous;
    std::vector<std::size_t> on_accounts(topology_.accounts.size(), 0);
    model::AccountId organization;
    for (const model::ControlPolicy& one : topology_.control_policies) {
      if (one.kind != kind) {
        continue;
      }
      ++count;
      organization = FirstOf(one.accounts);
      on_root += one.on_root ? 1 : 0;
      for (const std::string& path : one.on_ous) {
        ++on_ous[path];
      }
      if (one.on_accounts.valid()) {
        for (const model::AccountId id :
             topology_.account_sets[one.on_accounts].members) {
          ++on_accounts[id.index];
        }
      }
      AddSize(services ? "service control policy, characters"
                       : "resource control policy, characters",
              prefix + one.key, {&one.document}, one.accounts,
              services ? catalog::kMostScpSize : catalog::kMostRcpSize);
    }
    if (!organization.valid()) {
      return;
    }
    // AWS attaches a policy of its own to every target.
    const auto attached = [&](std::string entity, model::AccountId account,
                              std::size_t used) {
      if (used > 0) {
        Add(services ? "service control policies attached to a target"
                     : "resource control policies attached to a target",
            std::move(entity), account, used + 1,
            services ? catalog::kMostScpsOfTarget : catalog::kMostRcpsOfTarget);
      }
    };
    attached("root", organization, on_root);
    for (const auto& [path, used] : on_ous) {
      attached("ou/" + path, organization, used);
    }
    for (std::uint32_t i = 0; i < on_accounts.size(); ++i) {
      attached("", model::AccountId{i}, on_accounts[i]);
    }
    Add(services ? "service control policies of an organization"
                 : "resource control policies of an organization",
        "", organization, count,
        services ? catalog::kMostScps : catalog::kMostRcps);
  }

  const model::Topology& topology_;
  DocumentSizes sizes_;
  std::vector<model::IdentityView> identities_;
  std::vector<Usage> usages_;
};

}  // namespace

std::vector<Usage> UsagesOf(const model::Topology& topology) {
  return Counter(topology).Run();
}

std::vector<Usage> FullestOf(const std::vector<Usage>& usages) {
  std::vector<Usage> fullest;
  for (const Usage& usage : usages) {
    if (fullest.empty() || fullest.back().quota != usage.quota) {
      fullest.push_back(usage);
    } else if (fullest.back().used < usage.used) {
      fullest.back() = usage;
    }
  }
  return fullest;
}

}  // namespace iamgen::analysis
