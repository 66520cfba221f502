// The actions of some access levels for some resources, from the catalogue.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"

namespace iamgen::passes {

// What a resource of a statement can be.
struct ResourceTypes {
  catalog::ServiceId service;
  // Empty: whatever the service has, and what takes no resource.
  std::set<catalog::ResourceTypeId> types;
};

// The types whose form an ARN has, the most particular ones: a stream of a
// table is no table, although its ARN begins as one. An ARN with wildcards in
// place of a form ("arn:aws:iam::111111111111:*") names all that they reach.
// `service` is the prefix of the actions that are meant; empty: the one that
// the ARN names. nullopt: no type of it has such ARNs.
std::optional<ResourceTypes> TypesOf(const catalog::Catalogue& catalogue,
                                     std::string_view resource,
                                     std::string_view service);

struct FoundActions {
  // Those of the levels, and what their calls need on the same resources.
  catalog::ActionSet actions;
  // What they need and takes no resource; lists and reads alone.
  catalog::ActionSet beside;
  // Levels of which there is no action.
  std::vector<catalog::AccessLevel> empty;
};

FoundActions ActionsOf(const catalog::Catalogue& catalogue,
                       const std::vector<ResourceTypes>& resources,
                       const std::vector<catalog::AccessLevel>& levels);

}  // namespace iamgen::passes
