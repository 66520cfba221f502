// Layers of a graph of boxes: which column each is in, and in which order.
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace iamgen::driver {

// From box to box, and how many links there are; no box to itself.
using BoxLinks = std::map<std::pair<std::size_t, std::size_t>, std::size_t>;

// A box, or the place where links pass through a column that they do not end
// in.
struct ColumnItem {
  std::size_t box = 0;
  // Of links that pass.
  bool passes = false;
  std::pair<std::size_t, std::size_t> link = {};
  int height = 0;
  int y = 0;
};

struct Columns {
  // By box.
  std::vector<std::size_t> column_of;
  // From left to right, each from top to bottom.
  std::vector<std::vector<ColumnItem>> items;
};

// `heights` are those of the boxes. Links that would run in circles are turned
// around; all others run to the right.
Columns ColumnsOf(const std::vector<int>& heights, const BoxLinks& links);

}  // namespace iamgen::driver
