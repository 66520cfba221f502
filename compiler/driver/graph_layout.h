// Where everything of a picture of trust stands: boxes in columns, so that
// whoever assumes stands to the left of what is assumed as far as that goes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/trust_graph.h"
#include "model/topology.h"

namespace iamgen::driver {

// Lengths are pixels; letters are all equally wide.
inline constexpr int kLetterWidth = 8;

// A node within its box.
struct PictureRow {
  std::size_t node = 0;
  std::string label;
  // What kind of thing it is, where its box does not say so.
  std::string type;
  int y = 0;
  int height = 0;
};

// An account, or what no account has and is of one kind.
struct PictureBox {
  std::string title;
  // The account's id, or nothing.
  std::string subtitle;
  // Not of the topology, or of nobody that it knows.
  bool outside = false;
  std::vector<PictureRow> rows;
  std::size_t column = 0;
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

struct PicturePoint {
  int x = 0;
  int y = 0;
};

// The way of a link. Consecutive points are joined by curves that begin and end
// level.
struct PictureRoute {
  std::vector<PicturePoint> points;
  // Whether its ends stand on the same side of one box.
  bool loops = false;
  // Whether the arrow comes in from the right.
  bool leftward = false;
  // What it asks for, as a place in `conditions` plus one; 0 for nothing.
  std::size_t condition = 0;
};

struct PictureLayout {
  std::vector<PictureBox> boxes;
  // By the place of the link.
  std::vector<PictureRoute> routes;
  // Every list of conditions that some link has, once, joined by "; ".
  std::vector<std::string> conditions;
  int width = 0;
  int height = 0;
};

// The same for the same graph. Time grows with links, and with the columns that
// they cross.
PictureLayout LayoutOf(const analysis::TrustGraph& graph,
                       const model::Topology& topology);

}  // namespace iamgen::driver
