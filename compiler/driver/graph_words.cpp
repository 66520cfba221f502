// One account of what is one-sided, for all formats.
#include "driver/graph_words.h"

#include <string_view>

#include "diag/render.h"

namespace iamgen::driver {

using analysis::Halves;
using analysis::TrustGraph;
using analysis::TrustLink;

std::map<model::AccountId, std::vector<std::size_t>> NodesByAccount(
    const TrustGraph& graph) {
  std::map<model::AccountId, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (graph.nodes[i].account) {
      places[*graph.nodes[i].account].push_back(i);
    }
  }
  return places;
}

bool Denies(const TrustLink& link) {
  return !link.conditions.empty() && link.conditions.front() == "deny";
}

const char* MissingHalf(const TrustLink& link) {
  switch (link.halves) {
    case Halves::kTrustAlone:
      return "no permission";
    case Halves::kPermissionAlone:
      return "no trust";
    case Halves::kAll:
    case Halves::kOtherOutside:
      break;
  }
  return "";
}

std::string SentenceOf(const TrustGraph& graph, const TrustLink& link,
                       const model::Topology& topology) {
  const auto described = [&](const analysis::TrustNode& node) {
    return node.name + " (" + node.type +
           (node.account ? " of " + topology.accounts[*node.account].alias
                         : std::string()) +
           ")";
  };
  std::string text = described(graph.nodes[link.from]) +
                     (Denies(link) ? " is kept from " : " may assume ") +
                     described(graph.nodes[link.to]);
  for (std::size_t i = Denies(link) ? 1 : 0; i < link.conditions.size(); ++i) {
    text += "\nif " + link.conditions[i];
  }
  if (const std::string missing = MissingHalf(link); !missing.empty()) {
    text += "\n" + missing;
  }
  return text;
}

std::string Shortened(const std::string& text, std::size_t columns) {
  if (diag::DisplayWidth(text) <= columns) {
    return text;
  }
  // Where letters begin.
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      starts.push_back(i);
    }
  }
  starts.push_back(text.size());
  std::size_t head = 0;
  std::size_t tail = starts.size() - 1;
  const auto width = [&] {
    return diag::DisplayWidth(std::string_view(text).substr(0, starts[head])) +
           diag::DisplayWidth(std::string_view(text).substr(starts[tail])) + 1;
  };
  // One more at either end, in turns, as long as it fits.
  for (bool at_head = true; head < tail; at_head = !at_head) {
    head += at_head ? 1 : 0;
    tail -= at_head ? 0 : 1;
    if (width() > columns) {
      head -= at_head ? 1 : 0;
      tail += at_head ? 0 : 1;
      break;
    }
  }
  return text.substr(0, starts[head]) + "…" + text.substr(starts[tail]);
}

}  // namespace iamgen::driver
