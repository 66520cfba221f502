// A few accounts that stand for all, where policies are to be followed from one
// account into the next.
#pragma once

#include <set>
#include <vector>

#include "analysis/alike_accounts.h"
#include "analysis/parsed_policies.h"
#include "model/topology.h"

namespace iamgen::analysis {

// Of accounts that hold the same entities of those that count, with policies
// and trust that say the same, two: what leads from an account into one like it
// leads from one of them into the other. In the order of the topology.
std::vector<model::AccountId> TypicalAccounts(
    const model::Topology& topology, const ParsedPolicies& policies,
    const std::set<model::EntityRef>& counting, AccountClasses& classes);

}  // namespace iamgen::analysis
