// Accounts in which all is alike, as one: a picture of forty boxes that say the
// same is no help.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/trust_graph.h"
#include "model/topology.h"

namespace iamgen::driver {

// Above so many accounts those that are alike are one box.
inline constexpr std::size_t kMostAccountsApart = 20;

// Accounts that are drawn as one, and how they are called together.
struct AlikeBox {
  // "dev and 9 alike".
  std::string name;
  std::vector<std::string> aliases;
};

struct FoldedTrust {
  // Of each kind of accounts one, with its nodes and links.
  analysis::TrustGraph graph;
  // The accounts and the name alone, for words; the one that is left has the
  // name of its box.
  model::Topology topology;
  std::vector<AlikeBox> boxes;
};

// Accounts are alike if they have nodes of the same names and the same links to
// the same others or within; where a condition names the account itself, it
// says "(own id)".
FoldedTrust FoldAlike(const analysis::TrustGraph& graph,
                      const model::Topology& topology);

}  // namespace iamgen::driver
