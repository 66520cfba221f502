// Several managed policies for one that is too large.
#pragma once

#include "model/topology.h"

namespace iamgen::passes {

// See `Minimise`.
model::Topology SplitPolicies(model::Topology topology);

}  // namespace iamgen::passes
