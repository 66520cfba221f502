// Pictures of who may assume what, in languages that other programs draw.
#pragma once

#include <string>

#include "analysis/trust_graph.h"
#include "model/topology.h"

namespace iamgen::driver {

// Graphviz: accounts are clusters, what no account has stands beside them.
std::string AsDot(const analysis::TrustGraph& graph,
                  const model::Topology& topology);

// A flowchart of Mermaid, with a subgraph for each account.
std::string AsMermaid(const analysis::TrustGraph& graph,
                      const model::Topology& topology);

}  // namespace iamgen::driver
