// The reference marks types as required in two senses; which of them is meant
// follows from the service and the names.
#include "policy/needs.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace iamgen::policy {
namespace {

// Services whose required types are alternatives: a call has a resource of one
// of them.
constexpr std::array<std::string_view, 8> kAlternatives = {
    "athena",        "bedrock", "drs",    "es",
    "redshift-data", "signin",  "states", "timestream"};

// `listener/app` and `listener/net` are one: some load balancer's listener.
std::string_view KindOf(std::string_view type) {
  return type.substr(0, type.find('/'));
}

}  // namespace

Needs::Needs(const std::vector<const ParsedStatement*>& statements,
             const catalog::Catalogue& catalogue)
    : catalogue_(catalogue), allowed_(catalogue) {
  for (const ParsedStatement* one : statements) {
    const Statement& statement = *one->statement;
    if (one->denies()) {
      continue;
    }
    allowed_ |= one->covered;
    const bool open =
        !statement.effect || !statement.action.complete() ||
        std::any_of(one->actions.begin(), one->actions.end(),
                    [](const ParsedAction& action) { return action.unknown; });
    known_ &= !open;
    const std::size_t at = entries_.size();
    entries_.push_back({.statement = one, .open = open});
    bool listed = !open && !statement.action.except;
    for (const ParsedAction& action : one->actions) {
      listed = listed && (action.action || !action.covers_any);
    }
    if (!listed) {
      wide_.push_back(at);
      continue;
    }
    for (const ParsedAction& action : one->actions) {
      if (action.action) {
        naming_[action.action->index].push_back(at);
      }
    }
  }
}

std::vector<catalog::ActionId> Needs::MissingActions(
    catalog::ActionId action) const {
  std::vector<catalog::ActionId> missing;
  for (const catalog::ActionId one : catalogue_.DependsOn(action)) {
    if (!allowed_.Contains(one)) {
      missing.push_back(one);
    }
  }
  return missing;
}

std::vector<catalog::ResourceTypeId> Needs::MissingTypes(
    catalog::ActionId action) {
  const std::string_view service =
      catalogue_.PrefixOf(catalogue_.ServiceOf(action));
  // What tags, or lists tags, does so to one resource of any type.
  if (catalogue_.NameOf(action).find("Tag") != std::string_view::npos ||
      std::find(kAlternatives.begin(), kAlternatives.end(), service) !=
          kAlternatives.end()) {
    return {};
  }
  std::vector<catalog::ResourceTypeId> required;
  for (const catalog::ResourceUse use : catalogue_.ResourcesOf(action)) {
    if (use.required) {
      required.push_back(use.type);
    }
  }
  if (required.size() < 2) {
    return {};
  }
  std::vector<catalog::ResourceTypeId> missing;
  std::vector<std::string_view> allowed;
  for (const catalog::ResourceTypeId type : required) {
    if (AllowedOn(action, type)) {
      allowed.push_back(KindOf(catalogue_.NameOf(type)));
    } else {
      missing.push_back(type);
    }
  }
  if (allowed.empty()) {
    return {};
  }
  std::erase_if(missing, [&](catalog::ResourceTypeId type) {
    return std::find(allowed.begin(), allowed.end(),
                     KindOf(catalogue_.NameOf(type))) != allowed.end();
  });
  return missing;
}

bool Needs::AllowedOn(catalog::ActionId action, catalog::ResourceTypeId type) {
  const auto meets = [&](std::size_t at) {
    StatementResources& resources =
        resources_
            .try_emplace(at, *entries_[at].statement,
                         ArnFormats::Of(catalogue_))
            .first->second;
    return resources.open() || resources.MeetType(type);
  };
  const auto named = naming_.find(action.index);
  return (named != naming_.end() &&
          std::any_of(named->second.begin(), named->second.end(), meets)) ||
         std::any_of(wide_.begin(), wide_.end(), [&](std::size_t at) {
           return (entries_[at].open ||
                   entries_[at].statement->covered.Contains(action)) &&
                  meets(at);
         });
}

}  // namespace iamgen::policy
