// Compares ARNs with the forms of resource types, and follows what calls need.
#include "passes/access_lookup.h"

#include <algorithm>

#include "policy/arn_formats.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::passes {
namespace {

using catalog::AccessLevel;
using catalog::ActionId;
using catalog::Catalogue;
using policy::ArnFormat;
using policy::ResourcePattern;

// Whether every resource that the pattern names is one of the format.
bool IsAll(const ArnFormat& format, const ResourcePattern& pattern) {
  return policy::Covers(format.region, pattern.region) &&
         policy::Covers(format.account, pattern.account) &&
         policy::Covers(format.resource, pattern.resource);
}

// Whether a format is a particular case of another.
bool IsNarrower(const ArnFormat& narrow, const ArnFormat& wide) {
  return narrow.resource != wide.resource &&
         policy::Covers(wide.resource, narrow.resource) &&
         policy::Covers(wide.region, narrow.region) &&
         policy::Covers(wide.account, narrow.account);
}

bool UsesOneOf(const Catalogue& catalogue, ActionId action,
               const std::vector<ResourceTypes>& resources) {
  const auto uses = catalogue.ResourcesOf(action);
  return std::any_of(resources.begin(), resources.end(),
                     [&](const ResourceTypes& one) {
                       if (one.types.empty()) {
                         return catalogue.ServiceOf(action) == one.service;
                       }
                       return std::any_of(uses.begin(), uses.end(),
                                          [&](const catalog::ResourceUse& use) {
                                            return one.types.contains(use.type);
                                          });
                     });
}

}  // namespace

std::optional<ResourceTypes> TypesOf(const Catalogue& catalogue,
                                     std::string_view resource,
                                     std::string_view service) {
  const ResourcePattern pattern = policy::PatternOf(resource);
  if (!pattern.has_fields) {
    return std::nullopt;
  }
  const std::string of_arn = support::Lower(pattern.service);
  std::vector<const ArnFormat*> met;
  for (const ArnFormat* format :
       policy::ArnFormats::Of(catalogue).OfService(of_arn)) {
    if (Meet(pattern, *format)) {
      met.push_back(format);
    }
  }
  const auto prefix_of = [&](const ArnFormat* format) {
    return catalogue.PrefixOf(catalogue.ServiceOf(format->type));
  };
  // Several services may have actions on resources of one.
  std::string wanted = support::Lower(service);
  if (wanted.empty()) {
    const bool own = std::any_of(
        met.begin(), met.end(),
        [&](const ArnFormat* one) { return prefix_of(one) == of_arn; });
    wanted = own || met.empty() ? of_arn : std::string(prefix_of(met.front()));
  }
  std::erase_if(met, [&](const ArnFormat* one) {
    return !support::EqualIgnoringCase(prefix_of(one), wanted);
  });
  // Of the types whose form the ARN has, if it has one, those of the most
  // particular form; what its wildcards reach besides is hardly meant.
  const bool has_form =
      std::any_of(met.begin(), met.end(),
                  [&](const ArnFormat* one) { return IsAll(*one, pattern); });
  if (has_form) {
    std::erase_if(met,
                  [&](const ArnFormat* one) { return !IsAll(*one, pattern); });
  }
  ResourceTypes types;
  for (const ArnFormat* one : met) {
    const bool particular =
        !has_form ||
        std::none_of(met.begin(), met.end(), [&](const ArnFormat* other) {
          return IsNarrower(*other, *one);
        });
    if (particular) {
      types.service = catalogue.ServiceOf(one->type);
      types.types.insert(one->type);
    }
  }
  return types.types.empty() ? std::nullopt : std::optional(types);
}

FoundActions ActionsOf(const Catalogue& catalogue,
                       const std::vector<ResourceTypes>& resources,
                       const std::vector<AccessLevel>& levels) {
  FoundActions found{catalog::ActionSet(catalogue),
                     catalog::ActionSet(catalogue), levels};
  std::vector<ActionId> look_at;
  for (const ResourceTypes& one : resources) {
    for (const ActionId action : catalogue.ActionsOf(one.service)) {
      const AccessLevel level = catalogue.LevelOf(action);
      if (!found.actions.Contains(action) &&
          std::find(levels.begin(), levels.end(), level) != levels.end() &&
          UsesOneOf(catalogue, action, {one})) {
        found.actions.Add(action);
        look_at.push_back(action);
        std::erase(found.empty, level);
      }
    }
  }
  while (!look_at.empty()) {
    const ActionId action = look_at.back();
    look_at.pop_back();
    for (const ActionId needed : catalogue.DependsOn(action)) {
      if (found.actions.Contains(needed) || found.beside.Contains(needed)) {
        continue;
      }
      const AccessLevel level = catalogue.LevelOf(needed);
      if (UsesOneOf(catalogue, needed, resources)) {
        found.actions.Add(needed);
      } else if (catalogue.ResourcesOf(needed).empty() &&
                 (level == AccessLevel::kList || level == AccessLevel::kRead)) {
        found.beside.Add(needed);
      } else {
        continue;
      }
      look_at.push_back(needed);
    }
  }
  return found;
}

}  // namespace iamgen::passes
