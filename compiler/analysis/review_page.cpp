// Gathers pages from the model and from what principals may do.
#include "analysis/review_page.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/administrator.h"
#include "analysis/role_trust.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "model/identities.h"

namespace iamgen::analysis {
namespace {

using model::AccountId;
using model::EntityKind;
using model::EntityRef;
using policy::ParsedStatement;

class Pages {
 public:
  Pages(const model::Topology& topology, const catalog::Catalogue& catalogue,
        Access& access, const std::vector<AccountId>& chosen)
      : topology_(topology),
        catalogue_(catalogue),
        access_(access),
        chosen_(topology.accounts.size(), false),
        create_key_(catalogue.FindAction("iam:CreateAccessKey")),
        trust_(topology) {
    for (const AccountId account : chosen) {
      chosen_[account.index] = true;
    }
    for (const model::TrustEdge& edge : topology.edges) {
      if (edge.source == model::SourceKind::kEntity &&
          edge.conditions.mfa.value_or(false)) {
        with_mfa_.insert(edge.source_entity);
      }
    }
    for (const model::IdentityView& view : model::Identities(topology)) {
      Enter(view);
    }
  }

  std::vector<ReviewPage> Make() && {
    std::vector<ReviewPage> roles;
    access_.ForEachPrincipal([&](const Principal& principal) {
      if (principal.entity.kind == EntityKind::kRole) {
        AddPrincipal(principal, roles);
      } else {
        AddPrincipal(principal, pages_);
      }
    });
    for (std::size_t i = 0; i < topology_.groups.size(); ++i) {
      AddGroup(topology_.groups.IdAt(i));
    }
    std::move(roles.begin(), roles.end(), std::back_inserter(pages_));
    for (std::size_t i = 0; i < topology_.policies.size(); ++i) {
      AddPolicy(topology_.policies.IdAt(i));
    }
    return std::move(pages_);
  }

 private:
  struct Holder {
    EntityRef entity;
    bool as_boundary = false;
  };

  // Who holds what.
  void Enter(const model::IdentityView& view) {
    for (const model::Attachment& one : view.attachments) {
      if (one.policy.valid()) {
        holders_[one.policy].push_back({view.entity, false});
      }
    }
    if (view.boundary != nullptr && *view.boundary &&
        (*view.boundary)->policy.valid()) {
      holders_[(*view.boundary)->policy].push_back({view.entity, true});
    }
    if (view.entity.kind == EntityKind::kUser) {
      const model::UserId user{view.entity.index};
      for (const model::Membership& one : topology_.users[user].groups) {
        users_[one.group].push_back({user, one.accounts});
      }
    }
  }

  // Of the accounts that are alike, those that were chosen.
  [[nodiscard]] std::vector<AccountId> ChosenOf(
      const AlikeAccounts& alike, model::AccountSetId whole) const {
    std::vector<AccountId> accounts =
        alike.members.empty() ? topology_.account_sets[whole].members
                              : alike.members;
    std::erase_if(accounts, [&](AccountId id) { return !chosen_[id.index]; });
    return accounts;
  }

  ReviewPage Begin(EntityRef entity, std::vector<AccountId> accounts) const {
    ReviewPage page(entity, catalogue_);
    page.key = model::KeyOf(topology_, entity);
    page.span = model::KeySpanOf(topology_, entity);
    page.accounts = std::move(accounts);
    return page;
  }

  void Take(const Principal& principal, ReviewPage& page) const {
    page.may = principal.may;
    page.services = ServicesOf(page.may, catalogue_);
    PlacesOfServices places(catalogue_);
    principal.ForEachStatement([&](const ParsedStatement& one,
                                   const HeldPolicy& held) {
      places.See(one, held.found == nullptr ? held.span : one.statement->span);
    });
    places.Enter(page.services);
    page.complete = principal.complete;
    page.administrator = access_.IsAdministrator(principal);
    page.makes_own_keys = create_key_ && page.may.Contains(*create_key_);
    const auto asks = [](const ParsedPolicy* policy) {
      return policy != nullptr &&
             std::any_of(policy->statements.begin(), policy->statements.end(),
                         [](const ParsedStatement& one) {
                           return !one.TestsOf("aws:multifactorauth").empty();
                         });
    };
    page.asks_for_mfa =
        std::any_of(principal.policies.begin(), principal.policies.end(),
                    [&](const HeldPolicy& one) { return asks(one.parsed); }) ||
        asks(principal.boundary.parsed) ||
        std::any_of(principal.controls.begin(), principal.controls.end(), asks);
  }

  void AddPrincipal(const Principal& principal,
                    std::vector<ReviewPage>& pages) const {
    const bool is_user = principal.entity.kind == EntityKind::kUser;
    const model::IdentityView view =
        is_user
            ? model::ViewOf(topology_, model::UserId{principal.entity.index})
            : model::ViewOf(topology_, model::RoleId{principal.entity.index});
    std::vector<AccountId> accounts =
        ChosenOf(principal.accounts, view.accounts);
    if (accounts.empty()) {
      return;
    }
    ReviewPage page = Begin(principal.entity, std::move(accounts));
    Take(principal, page);
    AddPolicies(view, {}, page);
    if (view.boundary != nullptr && *view.boundary) {
      page.boundary = Attached(**view.boundary, page.accounts.front());
    }
    if (is_user) {
      AddMemberships(topology_.users[model::UserId{principal.entity.index}],
                     page);
      page.asks_for_mfa |=
          with_mfa_.contains(page.entity) ||
          std::any_of(
              page.related_entities.begin(), page.related_entities.end(),
              [&](EntityRef group) { return with_mfa_.contains(group); });
    } else {
      page.trusted =
          trust_.Of(model::RoleId{principal.entity.index}, page.accounts);
    }
    Keep(std::move(page), pages);
  }

  // Accounts are told apart by more than a page shows.
  static void Keep(ReviewPage page, std::vector<ReviewPage>& pages) {
    for (auto same = pages.rbegin();
         same != pages.rend() && same->entity == page.entity; ++same) {
      if (SaysTheSame(*same, page)) {
        same->accounts.insert(same->accounts.end(), page.accounts.begin(),
                              page.accounts.end());
        std::sort(same->accounts.begin(), same->accounts.end());
        return;
      }
    }
    pages.push_back(std::move(page));
  }

  ReviewedPolicy Attached(const model::Attachment& one,
                          AccountId account) const {
    ReviewedPolicy policy;
    policy.span = one.span;
    if (one.policy.valid()) {
      policy.name = topology_.policies[one.policy].key;
      return policy;
    }
    policy.kind = ReviewedPolicy::Kind::kExisting;
    policy.name = model::Evaluate(topology_, one.arn.value, account);
    policy.known = access_.policies().OfAws(policy.name) != nullptr;
    return policy;
  }

  void AddPolicies(const model::IdentityView& view, const std::string& group,
                   ReviewPage& page) const {
    const AccountId account = page.accounts.front();
    for (const model::InlinePolicy& one : view.inlines) {
      const auto& statements = one.document.statements;
      if (std::none_of(statements.begin(), statements.end(),
                       [&](const model::Statement& statement) {
                         return model::StandsIn(topology_, statement, account);
                       })) {
        continue;
      }
      page.policies.push_back(
          {.kind = one.derived ? ReviewedPolicy::Kind::kDerived
                               : ReviewedPolicy::Kind::kInline,
           .name = model::Evaluate(topology_, one.name.value, account),
           .span = one.name.span,
           .group = group,
           .known = true});
    }
    for (const model::Attachment& one : view.attachments) {
      page.policies.push_back(Attached(one, account));
      page.policies.back().group = group;
    }
  }

  void AddMemberships(const model::User& user, ReviewPage& page) const {
    page.console = user.console;
    for (const model::Membership& one : user.groups) {
      if (topology_.account_sets[one.accounts].Contains(
              page.accounts.front())) {
        const model::Group& group = topology_.groups[one.group];
        page.related.push_back(group.key);
        page.related_entities.push_back({EntityKind::kGroup, one.group.index});
        AddPolicies(model::ViewOf(topology_, one.group), group.key, page);
      }
    }
    for (const model::LocatedText& one : user.external_groups) {
      page.related.push_back(
          model::Evaluate(topology_, one.value, page.accounts.front()));
      page.more_related = true;
    }
  }

  void AddGroup(model::GroupId id) {
    const model::IdentityView view = model::ViewOf(topology_, id);
    if (!view.accounts.valid()) {
      return;
    }
    std::vector<const model::Document*> documents;
    for (const model::InlinePolicy& one : view.inlines) {
      documents.push_back(&one.document);
    }
    for (const model::Attachment& one : view.attachments) {
      if (one.policy.valid()) {
        documents.push_back(&topology_.policies[one.policy].document);
      }
    }
    const auto& members = users_[id];
    std::map<std::string, std::uint32_t> seen;
    const auto by_members = [&](AccountId account) {
      std::string who;
      for (const auto& [user, accounts] : members) {
        who += topology_.account_sets[accounts].Contains(account) ? '+' : '-';
      }
      return seen
          .emplace(std::move(who), static_cast<std::uint32_t>(seen.size()))
          .first->second;
    };
    for (const AlikeAccounts& alike :
         access_.classes().PartsOf(documents, view.accounts, by_members)) {
      std::vector<AccountId> accounts = ChosenOf(alike, view.accounts);
      if (accounts.empty()) {
        continue;
      }
      ReviewPage page = Begin(view.entity, std::move(accounts));
      access_.At(view.entity, page.accounts.front(),
                 [&](const Principal& principal) { Take(principal, page); });
      AddPolicies(view, {}, page);
      for (const auto& [user, in] : members) {
        if (topology_.account_sets[in].Contains(page.accounts.front())) {
          page.related.push_back(topology_.users[user].key);
          page.related_entities.push_back({EntityKind::kUser, user.index});
        }
      }
      for (const model::LocatedText& one :
           topology_.groups[id].external_users) {
        page.related.push_back(
            model::Evaluate(topology_, one.value, page.accounts.front()));
        page.more_related = true;
      }
      Keep(std::move(page), pages_);
    }
  }

  void AddPolicy(model::PolicyId id) {
    const model::ManagedPolicy& policy = topology_.policies[id];
    const FoundDocument* found = access_.policies().Find(policy.document);
    if (found == nullptr) {
      pages_.push_back(Begin({EntityKind::kPolicy, id.index}, {}));
      return;
    }
    for (const AlikeAccounts& alike :
         access_.classes().PartsOf({&policy.document}, found->accounts)) {
      std::vector<AccountId> accounts = ChosenOf(alike, found->accounts);
      if (accounts.empty()) {
        continue;
      }
      ReviewPage page =
          Begin({EntityKind::kPolicy, id.index}, std::move(accounts));
      const ParsedPolicy& parsed =
          access_.policies().In(*found, page.accounts.front());
      for (const ParsedStatement& one : parsed.statements) {
        if (one.allows()) {
          page.may |= one.covered;
        }
      }
      for (const ParsedStatement& one : parsed.statements) {
        if (one.denies() && !one.IsConditional() && one.OnEverything()) {
          page.may -= one.covered;
        }
      }
      page.services = ServicesOf(page.may, catalogue_);
      PlacesOfServices places(catalogue_);
      for (const ParsedStatement& one : parsed.statements) {
        places.See(one, one.statement->span);
      }
      places.Enter(page.services);
      AddHolders(id, page);
      page.bounds_only = page.related_entities.empty();
      page.administrator = !page.bounds_only &&
                           MakesAdministrator(parsed.statements, catalogue_);
      Keep(std::move(page), pages_);
    }
  }

  void AddHolders(model::PolicyId id, ReviewPage& page) const {
    const auto holders = holders_.find(id);
    if (holders == holders_.end()) {
      return;
    }
    for (const Holder& one : holders->second) {
      const model::AccountSet& in =
          topology_.account_sets[model::AccountsOf(topology_, one.entity)];
      if (std::any_of(
              page.accounts.begin(), page.accounts.end(),
              [&](AccountId account) { return in.Contains(account); })) {
        page.related.push_back((one.as_boundary ? "boundary of " : "") +
                               std::string(model::NameOf(one.entity.kind)) +
                               "/" + model::KeyOf(topology_, one.entity));
        if (!one.as_boundary) {
          page.related_entities.push_back(one.entity);
        }
      }
    }
  }

  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  Access& access_;
  std::vector<bool> chosen_;
  std::optional<catalog::ActionId> create_key_;
  RoleTrust trust_;
  // Who may become a role with a second factor.
  std::set<EntityRef> with_mfa_;
  std::map<model::PolicyId, std::vector<Holder>> holders_;
  std::map<model::GroupId,
           std::vector<std::pair<model::UserId, model::AccountSetId>>>
      users_;
  std::vector<ReviewPage> pages_;
};

}  // namespace

bool SaysTheSame(const ReviewPage& a, const ReviewPage& b) {
  return a.entity == b.entity && a.policies == b.policies &&
         a.related == b.related && a.trusted == b.trusted &&
         a.boundary == b.boundary && a.administrator == b.administrator &&
         a.asks_for_mfa == b.asks_for_mfa && a.complete == b.complete &&
         a.services == b.services && a.may == b.may;
}

std::vector<ReviewPage> PagesOf(const model::Topology& topology,
                                const catalog::Catalogue& catalogue,
                                Access& access,
                                const std::vector<AccountId>& chosen) {
  return Pages(topology, catalogue, access, chosen).Make();
}

}  // namespace iamgen::analysis
