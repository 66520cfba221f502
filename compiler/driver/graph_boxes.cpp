// Accounts from the topology, and everything else by its kind.
#include "driver/graph_boxes.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "driver/graph_words.h"

namespace iamgen::driver {
namespace {

using analysis::TrustGraph;
using analysis::TrustLink;
using analysis::TrustNode;

constexpr std::size_t kLongest = 44;

// What no account has, from who asks most often to who asks least.
struct OutsideKind {
  std::string_view type;
  std::string_view title;
};

constexpr OutsideKind kOutside[] = {
    {"service", "AWS services"},       {"oidc", "OIDC providers"},
    {"saml", "SAML providers"},        {"federated", "identity providers"},
    {"organization", "organizations"}, {"arn", "ARNs"},
    {"role", "roles elsewhere"},       {"user", "users elsewhere"},
    {"account", "accounts elsewhere"}, {"anyone", "anyone"}};

void AddRow(const TrustGraph& graph, std::size_t node, bool with_type,
            PictureBox& box) {
  const TrustNode& shown = graph.nodes[node];
  box.rows.push_back({.node = node,
                      .label = Shortened(shown.name, kLongest),
                      .type = with_type ? shown.type : std::string()});
}

// Kinds of things stand together.
int RankOf(const TrustNode& node) {
  return node.type == "user" ? 0 : node.type == "group" ? 1 : 2;
}

void AddAccounts(const TrustGraph& graph, const model::Topology& topology,
                 std::vector<PictureBox>& boxes) {
  for (auto& [id, nodes] : NodesByAccount(graph)) {
    const model::Account& account = topology.accounts[id];
    std::vector<std::size_t> sorted = nodes;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](std::size_t a, std::size_t b) {
                       return RankOf(graph.nodes[a]) < RankOf(graph.nodes[b]);
                     });
    PictureBox& box = boxes.emplace_back();
    box.title = Shortened(account.alias, kLongest);
    box.subtitle = account.id + (account.built() ? "" : ", not ours");
    box.outside = !account.built();
    for (const std::size_t node : sorted) {
      AddRow(graph, node, true, box);
    }
  }
}

// Those that are assumed have a box of their own: they stand to the right.
void AddOthers(const TrustGraph& graph, std::vector<PictureBox>& boxes) {
  std::vector<bool> is_target(graph.nodes.size(), false);
  for (const TrustLink& link : graph.links) {
    is_target[link.to] = true;
  }
  std::map<std::tuple<std::size_t, std::string, bool>, std::vector<std::size_t>>
      kinds;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const TrustNode& node = graph.nodes[i];
    if (!node.account) {
      const auto* const found = std::find_if(
          std::begin(kOutside), std::end(kOutside),
          [&](const OutsideKind& one) { return one.type == node.type; });
      kinds[{static_cast<std::size_t>(found - std::begin(kOutside)), node.type,
             is_target[i]}]
          .push_back(i);
    }
  }
  for (const auto& [kind, nodes] : kinds) {
    const std::size_t place = std::get<0>(kind);
    PictureBox& box = boxes.emplace_back();
    box.title = place < std::size(kOutside) ? std::string(kOutside[place].title)
                                            : std::get<1>(kind);
    box.outside = true;
    for (const std::size_t node : nodes) {
      AddRow(graph, node, false, box);
    }
  }
}

}  // namespace

std::vector<PictureBox> BoxesOf(const TrustGraph& graph,
                                const model::Topology& topology) {
  std::vector<PictureBox> boxes;
  AddAccounts(graph, topology, boxes);
  AddOthers(graph, boxes);
  return boxes;
}

}  // namespace iamgen::driver
