// Sets of accounts as tables show them.
#pragma once

#include <string>
#include <vector>

#include "model/topology.h"

namespace iamgen::driver {

// "all", "children", or the aliases, of which a line has room for a few.
std::string AccountsIn(const model::Topology& topology,
                       const std::vector<model::AccountId>& members);

}  // namespace iamgen::driver
