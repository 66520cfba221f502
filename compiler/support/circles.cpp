// Tarjan's algorithm for strongly connected components.
#include "support/circles.h"

#include <algorithm>
#include <cstddef>

namespace iamgen::support {

std::vector<std::uint32_t> CirclesOf(
    const std::vector<std::vector<std::uint32_t>>& edges) {
  constexpr std::uint32_t kNone = UINT32_MAX;
  const std::size_t count = edges.size();
  std::vector<std::uint32_t> circle(count, kNone);
  std::vector<std::uint32_t> index(count, kNone);
  std::vector<std::uint32_t> low(count, 0);
  std::vector<std::uint32_t> open;

  struct Frame {
    std::uint32_t node;
    std::size_t next_edge;
  };

  std::vector<Frame> frames;
  std::uint32_t next_index = 0;
  std::uint32_t next_circle = 0;
  for (std::uint32_t root = 0; root < count; ++root) {
    if (index[root] != kNone) {
      continue;
    }
    frames.push_back({root, 0});
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const std::uint32_t node = frame.node;
      if (frame.next_edge == 0) {
        index[node] = low[node] = next_index++;
        open.push_back(node);
      }
      bool descended = false;
      while (frame.next_edge < edges[node].size()) {
        const std::uint32_t to = edges[node][frame.next_edge++];
        if (index[to] == kNone) {
          frames.push_back({to, 0});
          descended = true;
          break;
        }
        if (circle[to] == kNone) {
          low[node] = std::min(low[node], index[to]);
        }
      }
      if (descended) {
        continue;
      }
      if (low[node] == index[node]) {
        std::uint32_t member = kNone;
        do {
          member = open.back();
          open.pop_back();
          circle[member] = next_circle;
        } while (member != node);
        ++next_circle;
      }
      frames.pop_back();
      if (!frames.empty()) {
        const std::uint32_t above = frames.back().node;
        low[above] = std::min(low[above], low[node]);
      }
    }
  }
  return circle;
}

}  // namespace iamgen::support
