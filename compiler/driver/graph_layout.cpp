// Boxes and their rows, the ends of links on them, and ways between those.
#include "driver/graph_layout.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "diag/render.h"
#include "driver/graph_boxes.h"
#include "driver/graph_columns.h"
#include "driver/graph_words.h"

namespace iamgen::driver {
namespace {

using analysis::TrustGraph;
using analysis::TrustLink;

constexpr int kRow = 24;
// From one arrow head to the next.
constexpr int kPort = 16;
constexpr int kPadding = 12;
constexpr int kMargin = 24;
constexpr int kNarrowest = 90;
constexpr int kWidest = 240;

int WidthOf(const std::string& text) {
  return static_cast<int>(diag::DisplayWidth(text)) * kLetterWidth;
}

// A node's end on one side of its row.
struct Port {
  // Where the other end is, or the other ends on an average.
  std::int64_t towards = 0;
  std::size_t link = 0;
  bool leaves = false;
};

class Layouter {
 public:
  Layouter(const TrustGraph& graph, const model::Topology& topology)
      : graph_(graph), topology_(topology) {}

  PictureLayout Run() && {
    layout_.routes.resize(graph_.links.size());
    layout_.boxes = BoxesOf(graph_, topology_);
    FindHomes();
    NumberConditions();
    Arrange();
    MeasureColumns();
    PlaceRows();
    PlacePorts(false);
    PlacePorts(true);
    DrawWays();
    return std::move(layout_);
  }

 private:
  struct Home {
    std::size_t box = 0;
    std::size_t row = 0;
  };

  void FindHomes() {
    homes_.resize(graph_.nodes.size());
    for (std::size_t box = 0; box < layout_.boxes.size(); ++box) {
      const auto& rows = layout_.boxes[box].rows;
      for (std::size_t row = 0; row < rows.size(); ++row) {
        homes_[rows[row].node] = {box, row};
      }
    }
  }

  void NumberConditions() {
    std::map<std::string, std::size_t> numbers;
    for (std::size_t i = 0; i < graph_.links.size(); ++i) {
      const auto& conditions = graph_.links[i].conditions;
      std::string text;
      for (std::size_t at = Denies(graph_.links[i]) ? 1 : 0;
           at < conditions.size(); ++at) {
        text += (text.empty() ? "" : "; ") + conditions[at];
      }
      if (text.empty()) {
        continue;
      }
      const auto [found, is_new] =
          numbers.emplace(text, layout_.conditions.size() + 1);
      if (is_new) {
        layout_.conditions.push_back(text);
      }
      layout_.routes[i].condition = found->second;
    }
  }

  // Rows as high as their arrows need, and boxes in columns.
  void Arrange() {
    BoxLinks links;
    for (const TrustLink& link : graph_.links) {
      const std::size_t from = homes_[link.from].box;
      const std::size_t to = homes_[link.to].box;
      if (from != to) {
        ++links[{from, to}];
      }
    }
    // Columns do not depend on heights, which depend on columns: whether arrows
    // come in from the left or from the right.
    std::vector<int> heights(layout_.boxes.size(), 0);
    const std::vector<std::size_t> column_of =
        ColumnsOf(heights, links).column_of;
    for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
      layout_.boxes[i].column = column_of[i];
    }
    FindSides();
    for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
      PictureBox& box = layout_.boxes[i];
      box.height = HeadOf(box) + kPadding / 2;
      for (PictureRow& row : box.rows) {
        const std::size_t ports = std::max(Ports(false, row.node).size(),
                                           Ports(true, row.node).size());
        row.height = std::max(kRow, static_cast<int>(ports) * kPort + 4);
        box.height += row.height;
      }
      heights[i] = box.height;
    }
    columns_ = ColumnsOf(heights, links);
  }

  static int HeadOf(const PictureBox& box) {
    return box.subtitle.empty() ? 32 : 48;
  }

  std::vector<Port>& Ports(bool right, std::size_t node) {
    return ports_[2 * node + (right ? 1 : 0)];
  }

  void FindSides() {
    ports_.resize(2 * graph_.nodes.size());
    leaving_.resize(ports_.size());
    arriving_.resize(graph_.links.size());
    std::vector<bool> leaves(ports_.size(), false);
    for (std::size_t i = 0; i < graph_.links.size(); ++i) {
      const TrustLink& link = graph_.links[i];
      PictureRoute& route = layout_.routes[i];
      const Home from = homes_[link.from];
      const Home to = homes_[link.to];
      route.loops = from.box == to.box;
      route.leftward = route.loops || layout_.boxes[from.box].column >
                                          layout_.boxes[to.box].column;
      const bool out_right = route.loops || !route.leftward;
      Ports(route.leftward, link.to).push_back({0, i, false});
      const std::size_t side = 2 * link.from + (out_right ? 1 : 0);
      if (!leaves[side]) {
        leaves[side] = true;
        ports_[side].push_back({0, i, true});
      }
    }
  }

  void MeasureColumns() {
    const std::size_t count = columns_.items.size();
    std::vector<int> widths(count, 0);
    for (const PictureBox& box : layout_.boxes) {
      int width = std::max(WidthOf(box.title), WidthOf(box.subtitle));
      for (const PictureRow& row : box.rows) {
        width = std::max(
            width, WidthOf(row.label) +
                       (row.type.empty() ? 0 : WidthOf(row.type) + kPadding));
      }
      widths[box.column] = std::max(widths[box.column], width + 2 * kPadding);
    }
    // What is drawn to the right of each column.
    std::vector<int> links(count, 0);
    for (const TrustLink& link : graph_.links) {
      const std::size_t a = layout_.boxes[homes_[link.from].box].column;
      const std::size_t b = layout_.boxes[homes_[link.to].box].column;
      ++links[std::min(a, b)];
    }
    int x = kMargin;
    for (std::size_t i = 0; i < count; ++i) {
      left_.push_back(x);
      right_.push_back(x + widths[i]);
      const bool is_last = i + 1 == count;
      gaps_.push_back(is_last && links[i] == 0
                          ? 0
                          : std::clamp(kNarrowest + 3 * links[i], kNarrowest,
                                       is_last ? kNarrowest : kWidest));
      x += widths[i] + gaps_[i];
    }
    layout_.width = x + kMargin;
  }

  void PlaceRows() {
    int top = 0;
    bool is_first = true;
    for (const auto& items : columns_.items) {
      for (const ColumnItem& item : items) {
        top = is_first ? item.y : std::min(top, item.y);
        is_first = false;
      }
    }
    for (std::size_t column = 0; column < columns_.items.size(); ++column) {
      for (ColumnItem& item : columns_.items[column]) {
        item.y += kMargin - top;
        layout_.height =
            std::max(layout_.height, item.y + item.height + kMargin);
        if (item.passes) {
          passing_[{item.link, column}] = {item.y, item.height};
          continue;
        }
        PictureBox& box = layout_.boxes[item.box];
        box.x = left_[column];
        box.y = item.y;
        box.width = right_[column] - left_[column];
        int y = box.y + HeadOf(box);
        for (PictureRow& row : box.rows) {
          row.y = y;
          y += row.height;
        }
      }
    }
  }

  [[nodiscard]] const PictureRow& RowOf(std::size_t node) const {
    return layout_.boxes[homes_[node].box].rows[homes_[node].row];
  }

  [[nodiscard]] int MiddleOf(std::size_t node) const {
    return RowOf(node).y + RowOf(node).height / 2;
  }

  // Arrows stand in the order of where they come from.
  void PlacePorts(bool right) {
    std::vector<std::pair<std::int64_t, std::int64_t>> means(
        graph_.nodes.size());
    for (std::size_t i = 0; i < graph_.links.size(); ++i) {
      const PictureRoute& route = layout_.routes[i];
      if ((route.loops || !route.leftward) == right) {
        means[graph_.links[i].from].first += MiddleOf(graph_.links[i].to);
        ++means[graph_.links[i].from].second;
      }
    }
    for (std::size_t node = 0; node < graph_.nodes.size(); ++node) {
      auto& ports = Ports(right, node);
      for (Port& port : ports) {
        port.towards = port.leaves
                           ? means[node].first /
                                 std::max<std::int64_t>(means[node].second, 1)
                           : MiddleOf(graph_.links[port.link].from);
      }
      std::stable_sort(
          ports.begin(), ports.end(),
          [](const Port& a, const Port& b) { return a.towards < b.towards; });
      const int first =
          MiddleOf(node) - (static_cast<int>(ports.size()) - 1) * kPort / 2;
      for (std::size_t i = 0; i < ports.size(); ++i) {
        const int y = first + static_cast<int>(i) * kPort;
        if (ports[i].leaves) {
          leaving_[2 * node + (right ? 1 : 0)] = y;
        } else {
          arriving_[ports[i].link] = y;
        }
      }
    }
  }

  void DrawWays() {
    // Links that pass together do so in the order of their ends.
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>>
        together;
    for (std::size_t i = 0; i < graph_.links.size(); ++i) {
      together[{homes_[graph_.links[i].from].box,
                homes_[graph_.links[i].to].box}]
          .push_back(i);
    }
    for (auto& [boxes, links] : together) {
      std::stable_sort(links.begin(), links.end(),
                       [&](std::size_t a, std::size_t b) {
                         return arriving_[a] < arriving_[b];
                       });
      for (std::size_t lane = 0; lane < links.size(); ++lane) {
        DrawWay(links[lane], boxes, lane, links.size());
      }
    }
  }

  void DrawWay(std::size_t place,
               const std::pair<std::size_t, std::size_t>& boxes,
               std::size_t lane, std::size_t lanes) {
    const TrustLink& link = graph_.links[place];
    PictureRoute& route = layout_.routes[place];
    const bool out_right = route.loops || !route.leftward;
    const auto side = [](const PictureBox& box, bool right) {
      return right ? box.x + box.width : box.x;
    };
    route.points.push_back({side(layout_.boxes[boxes.first], out_right),
                            leaving_[2 * link.from + (out_right ? 1 : 0)]});
    std::size_t column = layout_.boxes[boxes.first].column;
    const std::size_t last = layout_.boxes[boxes.second].column;
    const auto step = [&] { column += out_right ? 1 : SIZE_MAX; };
    if (!route.loops) {
      for (step(); column != last; step()) {
        const auto [top, height] = passing_[{boxes, column}];
        const int y = top + static_cast<int>((2 * lane + 1) *
                                             static_cast<std::size_t>(height) /
                                             (2 * lanes));
        const int near = out_right ? left_[column] : right_[column];
        const int far = out_right ? right_[column] : left_[column];
        route.points.push_back({near, y});
        route.points.push_back({far, y});
      }
    }
    route.points.push_back(
        {side(layout_.boxes[boxes.second], route.leftward), arriving_[place]});
  }

  const TrustGraph& graph_;
  const model::Topology& topology_;
  PictureLayout layout_;
  // By node.
  std::vector<Home> homes_;
  // By node, left and right of it.
  std::vector<std::vector<Port>> ports_;
  std::vector<int> leaving_;
  // By link.
  std::vector<int> arriving_;
  Columns columns_;
  std::vector<int> left_;
  std::vector<int> right_;
  std::vector<int> gaps_;
  // Top and height, by boxes and column.
  std::map<std::pair<std::pair<std::size_t, std::size_t>, std::size_t>,
           std::pair<int, int>>
      passing_;
};

}  // namespace

PictureLayout LayoutOf(const TrustGraph& graph,
                       const model::Topology& topology) {
  return Layouter(graph, topology).Run();
}

}  // namespace iamgen::driver
