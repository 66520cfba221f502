// Which targets and accounts a command is about.
#pragma once

#include <vector>

#include "backends/backend.h"
#include "driver/options.h"
#include "model/topology.h"

namespace iamgen::driver {

// The targets asked for, each once, in the order of the registry, with those
// that are always built. False and a complaint for a name that is none, or for
// none at all.
bool ChooseTargets(const Options& options,
                   std::vector<const backends::Backend*>& targets);

// The accounts asked for, by alias or id, in the order of the topology; all
// that are built, if none are. False and a complaint for a name that is none.
bool ChooseAccounts(const Options& options, const model::Topology& topology,
                    std::vector<model::AccountId>& chosen);

}  // namespace iamgen::driver
