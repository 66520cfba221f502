// Where a directed graph goes in circles.
#pragma once

#include <cstdint>
#include <vector>

namespace iamgen::support {

// By node, the number of the circle it is in: two nodes have the same number if
// and only if each can be reached from the other (a strongly connected
// component). Circles are numbered so that an edge from one to another leads to
// the smaller number. Linear in nodes and edges, whatever the depth: the stack
// is not the program's.
std::vector<std::uint32_t> CirclesOf(
    const std::vector<std::vector<std::uint32_t>>& edges);

}  // namespace iamgen::support
