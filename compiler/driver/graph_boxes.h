// What stands together in a picture of trust.
#pragma once

#include <vector>

#include "analysis/trust_graph.h"
#include "driver/graph_layout.h"
#include "model/topology.h"

namespace iamgen::driver {

// The boxes with their words and rows, which have no place yet: accounts in
// their order, then services, providers and the rest.
std::vector<PictureBox> BoxesOf(const analysis::TrustGraph& graph,
                                const model::Topology& topology);

}  // namespace iamgen::driver
