// Tells accounts apart by what is in them first, then by what documents say.
#include "analysis/typical_accounts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "model/evaluate.h"
#include "model/identities.h"

namespace iamgen::analysis {
namespace {

using model::AccountId;
using model::AccountSetId;

bool HoldsVariable(const model::Text& text) {
  return std::any_of(
      text.parts.begin(), text.parts.end(), [](const auto& part) {
        const auto* hole = std::get_if<model::Hole>(&part);
        return hole != nullptr && hole->kind == model::HoleKind::kVariable;
      });
}

class Typical {
 public:
  Typical(const model::Topology& topology, const ParsedPolicies& policies,
          const std::set<model::EntityRef>& counting, AccountClasses& classes)
      : topology_(topology), counting_(counting), classes_(classes) {
    for (const FoundDocument& one : policies.documents()) {
      const bool of_nobody = one.role == DocumentRole::kResource ||
                             ((one.role == DocumentRole::kTrust ||
                               one.role == DocumentRole::kInline) &&
                              !Counts(one.owner));
      if (!of_nobody) {
        documents_.push_back(one.document);
      }
    }
    for (const model::IdentityView& one : model::Identities(topology)) {
      if (!Counts(one.entity)) {
        continue;
      }
      AddSet(one.accounts);
      for (const model::Attachment& attachment : one.attachments) {
        if (!attachment.policy.valid() && HoldsVariable(attachment.arn.value)) {
          open_.push_back(&attachment.arn.value);
        }
      }
    }
    for (std::uint32_t i = 0; i < topology.users.size(); ++i) {
      if (Counts({model::EntityKind::kUser, i})) {
        for (const model::Membership& one :
             topology.users[model::UserId{i}].groups) {
          AddSet(one.accounts);
        }
      }
    }
    for (const model::ControlPolicy& policy : topology.control_policies) {
      AddSet(policy.on_accounts);
    }
    for (const model::LambdaJob& one : topology.jobs) {
      if (Counts({model::EntityKind::kRole, one.role.index})) {
        AddSet(one.accounts);
      }
    }
    for (const model::InstanceProfile& one : topology.profiles) {
      if (Counts({model::EntityKind::kRole, one.role.index})) {
        AddSet(one.accounts);
      }
    }
    Number();
  }

  std::vector<AccountId> Choose() {
    std::stable_sort(sets_.begin(), sets_.end(),
                     [&](AccountSetId a, AccountSetId b) {
                       return MembersOf(a).size() > MembersOf(b).size();
                     });
    std::set<AccountId> seen;
    std::set<AccountId> first;
    std::set<AccountId> second;
    for (const AccountSetId set : sets_) {
      const std::vector<AccountId>& members = MembersOf(set);
      const bool is_new =
          std::any_of(members.begin(), members.end(),
                      [&](AccountId id) { return !seen.contains(id); });
      if (!is_new) {
        continue;
      }
      seen.insert(members.begin(), members.end());
      if (members.size() <= 2) {
        first.insert(members.begin(), members.end());
        continue;
      }
      Take(
          set, [&](AccountId id) { return number_[IndexOf(id)]; }, first);
      Take(
          set,
          [&](AccountId id) {
            return 2 * number_[IndexOf(id)] + (first.contains(id) ? 1 : 0);
          },
          second);
    }
    first.insert(second.begin(), second.end());
    return {first.begin(), first.end()};
  }

 private:
  [[nodiscard]] bool Counts(model::EntityRef entity) const {
    return entity.kind == model::EntityKind::kGroup ||
           counting_.contains(entity);
  }

  static std::size_t IndexOf(AccountId id) { return id.index; }

  [[nodiscard]] const std::vector<AccountId>& MembersOf(
      AccountSetId set) const {
    return topology_.account_sets[set].members;
  }

  void AddSet(AccountSetId set) {
    if (set.valid() && known_sets_.insert(set).second) {
      sets_.push_back(set);
    }
  }

  // What is in an account, and what stands above it.
  void Number() {
    std::map<std::string, std::uint32_t> numbers;
    for (std::size_t i = 0; i < topology_.accounts.size(); ++i) {
      const AccountId id = topology_.accounts.IdAt(i);
      const model::Account& account = topology_.accounts[id];
      std::string seen;
      if (account.built()) {
        for (const AccountSetId set : sets_) {
          seen += topology_.account_sets[set].Contains(id) ? '+' : '-';
        }
        if (!topology_.control_policies.empty()) {
          seen += account.ou + '\n';
          seen += account.role == model::AccountRole::kMaster ? 'm' : 'c';
        }
        for (const model::Text* text : open_) {
          seen += model::Evaluate(topology_, *text, id) + '\n';
        }
      }
      number_.push_back(numbers
                            .emplace(std::move(seen),
                                     static_cast<std::uint32_t>(numbers.size()))
                            .first->second);
    }
  }

  void Take(AccountSetId set, const AccountClasses::Besides& besides,
            std::set<AccountId>& into) {
    for (const AlikeAccounts& alike :
         classes_.PartsOf(documents_, set, besides)) {
      into.insert(alike.first);
    }
  }

  const model::Topology& topology_;
  const std::set<model::EntityRef>& counting_;
  AccountClasses& classes_;
  std::vector<const model::Document*> documents_;
  std::vector<AccountSetId> sets_;
  std::set<AccountSetId> known_sets_;
  // Texts of attached policies that accounts say differently.
  std::vector<const model::Text*> open_;
  std::vector<std::uint32_t> number_;
};

}  // namespace

std::vector<AccountId> TypicalAccounts(
    const model::Topology& topology, const ParsedPolicies& policies,
    const std::set<model::EntityRef>& counting, AccountClasses& classes) {
  return Typical(topology, policies, counting, classes).Choose();
}

}  // namespace iamgen::analysis
