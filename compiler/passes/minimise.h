// Makes every document smaller, and several of a policy that is too large.
#pragma once

#include "analysis/minimise.h"
#include "model/topology.h"

namespace iamgen::passes {

// Minimises the documents of the topology, one by one. A managed policy that is
// over its quota in some account becomes several, "Name", "Name-2", ..., which
// are attached wherever it was. One that is a permissions boundary, or whose
// ARN stands in some document, stays one: nothing can stand for it.
model::Topology Minimise(model::Topology topology,
                         const analysis::Minimising& how);

}  // namespace iamgen::passes
