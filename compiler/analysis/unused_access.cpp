// Holds what pages grant against reports.
#include "analysis/unused_access.h"

#include <algorithm>
#include <set>

#include "model/entity.h"
#include "model/evaluate.h"
#include "support/text.h"

namespace iamgen::analysis {

using model::AccountId;
using model::EntityKind;
using model::EntityRef;

std::string_view NameOf(UseState state) {
  switch (state) {
    case UseState::kUsed:
      return "used";
    case UseState::kUnused:
      return "unused";
    case UseState::kNotReported:
      break;
  }
  return "not reported";
}

const UsageReport* UsageOfPages::Own(EntityRef entity,
                                     AccountId account) const {
  if (model::HasGeneratedName(topology_, entity)) {
    return nullptr;
  }
  const auto found = reports_.find(model::ArnOf(topology_, entity, account));
  return found == reports_.end() ? nullptr : &found->second;
}

// A group that has a policy is its users.
std::optional<UsageReport> UsageOfPages::OfHolder(EntityRef holder,
                                                  AccountId account) const {
  if (const UsageReport* own = Own(holder, account)) {
    return *own;
  }
  if (holder.kind != EntityKind::kGroup) {
    return std::nullopt;
  }
  const model::GroupId group{holder.index};
  if (!topology_.groups[group].external_users.empty()) {
    return std::nullopt;
  }
  UsageReport sum;
  for (std::size_t i = 0; i < topology_.users.size(); ++i) {
    const model::UserId id = topology_.users.IdAt(i);
    for (const model::Membership& one : topology_.users[id].groups) {
      if (one.group == group &&
          topology_.account_sets[one.accounts].Contains(account)) {
        const UsageReport* report = Own({EntityKind::kUser, id.index}, account);
        if (report == nullptr) {
          return std::nullopt;
        }
        sum.Merge(*report);
      }
    }
  }
  return sum;
}

std::optional<UsageReport> UsageOfPages::OfRelated(const ReviewPage& page,
                                                   AccountId account) const {
  if ((page.entity.kind != EntityKind::kGroup &&
       page.entity.kind != EntityKind::kPolicy) ||
      page.more_related) {
    return std::nullopt;
  }
  std::optional<UsageReport> sum;
  for (const EntityRef one : page.related_entities) {
    if (!topology_.account_sets[model::AccountsOf(topology_, one)].Contains(
            account)) {
      continue;
    }
    const auto report = OfHolder(one, account);
    if (!report) {
      return std::nullopt;
    }
    if (!sum) {
      sum.emplace();
    }
    sum->Merge(*report);
  }
  return sum;
}

PageUsage UsageOfPages::Of(const ReviewPage& page) const {
  PageUsage usage;
  UsageReport sum;
  for (const AccountId account : page.accounts) {
    if (const UsageReport* own = Own(page.entity, account)) {
      ++usage.reported;
      sum.Merge(*own);
    } else if (const auto related = OfRelated(page, account)) {
      ++usage.reported;
      usage.of_related = true;
      sum.Merge(*related);
    }
  }
  if (usage.reported == 0) {
    return usage;
  }
  for (const GrantedService& granted : page.services) {
    ServiceUsage& one = usage.services.emplace_back(
        ServiceUsage{.service = granted.service,
                     .state = UseState::kNotReported,
                     .last = {}});
    const auto found =
        sum.services.find(support::Lower(catalogue_.PrefixOf(granted.service)));
    if (found == sum.services.end()) {
      continue;
    }
    one.last = found->second.last;
    one.state = IsUsed(one.last) ? UseState::kUsed : UseState::kUnused;
    if (one.state != UseState::kUsed) {
      continue;
    }
    for (const auto& [name, last] : found->second.actions) {
      const auto action = catalogue_.FindAction(granted.service, name);
      if (action && page.may.Contains(*action) && !IsUsed(last)) {
        one.unused_actions.push_back(*action);
      }
    }
  }
  return usage;
}

std::vector<std::string> UsageOfPages::Strangers() const {
  std::set<std::string, std::less<>> known;
  const auto add = [&](EntityKind kind, std::size_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const EntityRef entity{kind, i};
      const model::AccountSetId set = model::AccountsOf(topology_, entity);
      if (!set.valid() || model::HasGeneratedName(topology_, entity)) {
        continue;
      }
      for (const AccountId account : topology_.account_sets[set].members) {
        std::string arn = model::ArnOf(topology_, entity, account);
        if (reports_.contains(arn)) {
          known.insert(std::move(arn));
        }
      }
    }
  };
  add(EntityKind::kUser, topology_.users.size());
  add(EntityKind::kGroup, topology_.groups.size());
  add(EntityKind::kRole, topology_.roles.size());
  add(EntityKind::kPolicy, topology_.policies.size());
  std::vector<std::string> strangers;
  for (const auto& [arn, report] : reports_) {
    if (!known.contains(arn)) {
      strangers.push_back(arn);
    }
  }
  return strangers;
}

}  // namespace iamgen::analysis
