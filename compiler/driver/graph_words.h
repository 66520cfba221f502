// What every picture of a trust graph says of nodes and links.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "analysis/trust_graph.h"

namespace iamgen::driver {

// The places of each account's nodes, in the order of accounts.
std::map<model::AccountId, std::vector<std::size_t>> NodesByAccount(
    const analysis::TrustGraph& graph);

// Whether the link keeps its source out.
bool Denies(const analysis::TrustLink& link);

// "no permission", "no trust", or nothing: which half the topology lacks.
const char* MissingHalf(const analysis::TrustLink& link);

// "Ann (user of master) may assume Deploy (role of dev)", and a line for each
// condition and for what is missing.
std::string SentenceOf(const analysis::TrustGraph& graph,
                       const analysis::TrustLink& link,
                       const model::Topology& topology);

// The text, cut in its middle where it takes more columns.
std::string Shortened(const std::string& text, std::size_t columns);

}  // namespace iamgen::driver
