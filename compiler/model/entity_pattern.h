// `KIND/NAME@ACCOUNTS`: entities as claims, suppressions and commands name
// them, with globs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/topology.h"
#include "support/result.h"

namespace iamgen::model {

// "role", "user", "group", "policy", "lambda_job", "instance_profile"; of the
// last two it is the role that policies speak of.
std::vector<EntityRef> EntitiesNamed(const Topology& topology,
                                     std::string_view kind,
                                     std::string_view name);

// The keys of a kind, for "did you mean".
std::vector<std::string_view> KeysNamed(const Topology& topology,
                                        std::string_view kind);

// Whether "master", "children", "all", an id or an alias with globs selects the
// account.
bool Selects(std::string_view selector, const Account& account);

using PlacedEntity = std::pair<EntityRef, AccountId>;

// "role/Deploy", "user/*@dev-*": what it names, entity by entity in every
// account that it is in. Fails where that is nothing.
support::Result<std::vector<PlacedEntity>> FindPlaced(const Topology& topology,
                                                      std::string_view pattern);

}  // namespace iamgen::model
