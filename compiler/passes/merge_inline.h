// Puts the inline policies of entities that ask for it into one.
#pragma once

#include "model/topology.h"

namespace iamgen::passes {

// Where an entity has a name for its merged policy, all of its inline policies,
// the derived ones last, become one of that name. The statements keep their
// order and their meaning; Sids that would stand twice get a number.
model::Topology MergeInline(model::Topology topology);

}  // namespace iamgen::passes
