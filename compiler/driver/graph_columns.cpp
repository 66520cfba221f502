// Sugiyama's way: break circles, take the longest path, sort by the mean of the
// neighbours, and stand as near to them as the order lets.
#include "driver/graph_columns.h"

#include <algorithm>
#include <cstdint>

namespace iamgen::driver {
namespace {

using Pair = std::pair<std::size_t, std::size_t>;

// Between boxes, and between links that pass.
constexpr int kGap = 28;
constexpr int kPassingGap = 10;
// How far apart links are that pass, and how much room they take at most.
constexpr int kLane = 5;
constexpr int kMostLanes = 90;
constexpr int kSweeps = 8;

// An item's place in `items`, and its neighbours in the columns beside it.
struct Slot {
  std::size_t column = 0;
  std::size_t place = 0;
};

struct Neighbour {
  std::size_t slot = 0;
  std::int64_t weight = 0;
};

// From the top of one item to that of the next.
int StepOf(const std::vector<ColumnItem>& items, std::size_t at) {
  const bool pass =
      at + 1 < items.size() && items[at].passes && items[at + 1].passes;
  return items[at].height + (pass ? kPassingGap : kGap);
}

class Arranger {
 public:
  Arranger(const std::vector<int>& heights, const BoxLinks& links)
      : heights_(heights), links_(links), ahead_(heights.size()) {}

  Columns Run() && {
    BreakCircles();
    AssignColumns();
    AddItems();
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      Sweep(sweep % 2 == 0,
            [&](std::size_t at, bool from_left) { SortColumn(at, from_left); });
    }
    for (auto& items : columns_.items) {
      int y = 0;
      for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].y = y;
        y += StepOf(items, i);
      }
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      Sweep(sweep % 2 == 0, [&](std::size_t at, bool from_left) {
        PlaceColumn(at, from_left);
      });
    }
    return std::move(columns_);
  }

 private:
  // Boxes that are the target of little and the source of much come first; a
  // link back to a box whose links are still being followed is turned around.
  void BreakCircles() {
    const std::size_t count = heights_.size();
    std::vector<std::int64_t> balance(count, 0);
    std::vector<std::vector<std::size_t>> next(count);
    for (const auto& [pair, weight] : links_) {
      balance[pair.first] -= static_cast<std::int64_t>(weight);
      balance[pair.second] += static_cast<std::int64_t>(weight);
      next[pair.first].push_back(pair.second);
    }
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) {
      order[i] = i;
    }
    std::stable_sort(
        order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return balance[a] < balance[b]; });
    enum class State : std::uint8_t { kNew, kOpen, kDone };
    std::vector<State> states(count, State::kNew);
    // A stack of its own: chains of accounts may be long.
    std::vector<Pair> stack;
    for (const std::size_t root : order) {
      if (states[root] != State::kNew) {
        continue;
      }
      states[root] = State::kOpen;
      stack.emplace_back(root, 0);
      while (!stack.empty()) {
        const auto [box, at] = stack.back();
        if (at == next[box].size()) {
          states[box] = State::kDone;
          finished_.push_back(box);
          stack.pop_back();
          continue;
        }
        ++stack.back().second;
        const std::size_t to = next[box][at];
        if (states[to] == State::kOpen) {
          ahead_[to].push_back(box);
          continue;
        }
        ahead_[box].push_back(to);
        if (states[to] == State::kNew) {
          states[to] = State::kOpen;
          stack.emplace_back(to, 0);
        }
      }
    }
  }

  void AssignColumns() {
    auto& column_of = columns_.column_of;
    column_of.assign(heights_.size(), 0);
    std::vector<bool> has_source(heights_.size(), false);
    // What is finished last has nothing before it.
    for (auto box = finished_.rbegin(); box != finished_.rend(); ++box) {
      for (const std::size_t to : ahead_[*box]) {
        column_of[to] = std::max(column_of[to], column_of[*box] + 1);
        has_source[to] = true;
      }
    }
    // Nothing holds these to the left.
    for (std::size_t box = 0; box < heights_.size(); ++box) {
      if (has_source[box] || ahead_[box].empty()) {
        continue;
      }
      std::size_t nearest = SIZE_MAX;
      for (const std::size_t to : ahead_[box]) {
        nearest = std::min(nearest, column_of[to]);
      }
      column_of[box] = nearest - 1;
    }
  }

  std::size_t AddItem(std::size_t column, ColumnItem item) {
    if (columns_.items.size() <= column) {
      columns_.items.resize(column + 1);
      slots_at_.resize(column + 1);
    }
    auto& items = columns_.items[column];
    slots_.push_back({column, items.size()});
    slots_at_[column].push_back(slots_.size() - 1);
    items.push_back(item);
    left_.emplace_back();
    right_.emplace_back();
    return slots_.size() - 1;
  }

  void Join(std::size_t left, std::size_t right, std::size_t weight) {
    right_[left].push_back({right, static_cast<std::int64_t>(weight)});
    left_[right].push_back({left, static_cast<std::int64_t>(weight)});
  }

  void AddItems() {
    for (std::size_t box = 0; box < heights_.size(); ++box) {
      AddItem(columns_.column_of[box], {.box = box, .height = heights_[box]});
    }
    for (const auto& [pair, weight] : links_) {
      const bool turned =
          columns_.column_of[pair.first] > columns_.column_of[pair.second];
      const std::size_t from = turned ? pair.second : pair.first;
      const std::size_t to = turned ? pair.first : pair.second;
      std::size_t last = from;
      for (std::size_t column = columns_.column_of[from] + 1;
           column < columns_.column_of[to]; ++column) {
        const int height =
            static_cast<int>(std::min<std::size_t>(weight * kLane, kMostLanes));
        const std::size_t item =
            AddItem(column, {.passes = true, .link = pair, .height = height});
        Join(last, item, weight);
        last = item;
      }
      Join(last, to, weight);
    }
  }

  template <typename Visit>
  void Sweep(bool from_left, Visit visit) {
    const std::size_t count = columns_.items.size();
    for (std::size_t i = 1; i < count; ++i) {
      visit(from_left ? i : count - 1 - i, from_left);
    }
  }

  [[nodiscard]] const ColumnItem& ItemOf(std::size_t slot) const {
    return columns_.items[slots_[slot].column][slots_[slot].place];
  }

  // The mean of what `value` says of the neighbours on one side, in parts of
  // 1024; `otherwise` if there are none.
  template <typename ValueOf>
  std::int64_t MeanOf(std::size_t slot, bool from_left, ValueOf value,
                      std::int64_t otherwise) const {
    std::int64_t sum = 0;
    std::int64_t weights = 0;
    for (const Neighbour& one : from_left ? left_[slot] : right_[slot]) {
      sum += 1024 * one.weight * value(one.slot);
      weights += one.weight;
    }
    return weights == 0 ? 1024 * otherwise : sum / weights;
  }

  void SortColumn(std::size_t column, bool from_left) {
    const auto& slots = slots_at_[column];
    std::vector<std::pair<std::int64_t, std::size_t>> wanted;
    for (const std::size_t slot : slots) {
      wanted.emplace_back(
          MeanOf(
              slot, from_left,
              [&](std::size_t other) {
                return static_cast<std::int64_t>(slots_[other].place);
              },
              static_cast<std::int64_t>(slots_[slot].place)),
          slot);
    }
    std::stable_sort(
        wanted.begin(), wanted.end(),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<ColumnItem> items;
    std::vector<std::size_t> order;
    for (const auto& one : wanted) {
      items.push_back(ItemOf(one.second));
      order.push_back(one.second);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      slots_[order[i]].place = i;
    }
    columns_.items[column] = std::move(items);
    slots_at_[column] = std::move(order);
  }

  // Least squares in a given order, by joining neighbours that get in each
  // other's way ("pool adjacent violators").
  void PlaceColumn(std::size_t column, bool from_left) {
    struct Pool {
      std::int64_t sum = 0;
      std::int64_t count = 0;
      std::size_t first = 0;
    };

    std::vector<Pool> pools;
    std::vector<std::int64_t> above;
    std::int64_t before = 0;
    const auto middle = [&](std::size_t slot) -> std::int64_t {
      return ItemOf(slot).y + ItemOf(slot).height / 2;
    };
    const auto& slots = slots_at_[column];
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const std::int64_t half = ItemOf(slots[i]).height / 2;
      const std::int64_t wanted =
          MeanOf(slots[i], from_left, middle, middle(slots[i])) / 1024 - half;
      above.push_back(before);
      before += StepOf(columns_.items[column], i);
      Pool pool{wanted - above.back(), 1, i};
      while (!pools.empty() &&
             pools.back().sum * pool.count >= pool.sum * pools.back().count) {
        pool = {pool.sum + pools.back().sum, pool.count + pools.back().count,
                pools.back().first};
        pools.pop_back();
      }
      pools.push_back(pool);
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      while (at + 1 < pools.size() && pools[at + 1].first <= i) {
        ++at;
      }
      columns_.items[column][i].y =
          static_cast<int>(pools[at].sum / pools[at].count + above[i]);
    }
  }

  const std::vector<int>& heights_;
  const BoxLinks& links_;
  // Links without circles.
  std::vector<std::vector<std::size_t>> ahead_;
  std::vector<std::size_t> finished_;
  Columns columns_;
  std::vector<Slot> slots_;
  std::vector<std::vector<std::size_t>> slots_at_;
  std::vector<std::vector<Neighbour>> left_;
  std::vector<std::vector<Neighbour>> right_;
};

}  // namespace

Columns ColumnsOf(const std::vector<int>& heights, const BoxLinks& links) {
  return Arranger(heights, links).Run();
}

}  // namespace iamgen::driver
