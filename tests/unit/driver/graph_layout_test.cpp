// Where things of a picture stand: nothing on something else, and arrows from
// side to side.
#include "driver/graph_layout.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <set>
#include <string>

#include "driver/graph_columns.h"
#include "driver/graph_words.h"

namespace iamgen::driver {
namespace {

using analysis::TrustGraph;
using analysis::TrustLink;

struct Drawn {
  model::Topology topology;
  TrustGraph graph;
  PictureLayout layout;
};

// Roles of some accounts and services, and links between any of them.
Drawn RandomPicture(unsigned seed, std::size_t accounts, std::size_t links) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t most) { return random() % most; };
  Drawn drawn;
  for (std::size_t i = 0; i < accounts; ++i) {
    model::Account account;
    account.alias = "account" + std::to_string(i);
    account.id = "111111111111";
    const model::AccountId id = drawn.topology.accounts.Add(account);
    for (std::size_t j = 0; j < 1 + below(6); ++j) {
      drawn.graph.nodes.push_back(
          {.name = std::string(1 + below(70), 'r') + std::to_string(j),
           .type = below(4) == 0 ? "user" : "role",
           .account = id});
    }
  }
  const std::size_t inside = drawn.graph.nodes.size();
  for (std::size_t j = 0; j < 5; ++j) {
    drawn.graph.nodes.push_back({.name = "service" + std::to_string(j),
                                 .type = j < 3 ? "service" : "arn",
                                 .account = {}});
  }
  for (std::size_t i = 0; i < links; ++i) {
    TrustLink link;
    link.from = below(drawn.graph.nodes.size());
    link.to = below(inside);
    if (below(3) == 0) {
      link.conditions.push_back("k=" + std::to_string(below(4)));
    }
    drawn.graph.links.push_back(std::move(link));
  }
  drawn.layout = LayoutOf(drawn.graph, drawn.topology);
  return drawn;
}

bool Overlap(const PictureBox& a, const PictureBox& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
         b.y < a.y + a.height;
}

bool Holds(const PictureBox& box, const PicturePoint& at) {
  return box.x < at.x && at.x < box.x + box.width && box.y < at.y &&
         at.y < box.y + box.height;
}

// Calls `look` with forty pictures of one to twelve accounts.
template <typename Look>
void ForEachPicture(Look look) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    look(RandomPicture(seed, 1 + seed % 12, 40));
  }
}

TEST(GraphLayout, NothingStandsOnSomethingElse) {
  ForEachPicture([](const Drawn& drawn) {
    const auto& boxes = drawn.layout.boxes;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      EXPECT_GE(boxes[i].x, 0);
      EXPECT_GE(boxes[i].y, 0);
      EXPECT_LE(boxes[i].x + boxes[i].width, drawn.layout.width);
      EXPECT_LE(boxes[i].y + boxes[i].height, drawn.layout.height);
      for (std::size_t j = 0; j < i; ++j) {
        EXPECT_FALSE(Overlap(boxes[i], boxes[j])) << i << " " << j;
      }
      int below = boxes[i].y;
      for (const PictureRow& row : boxes[i].rows) {
        EXPECT_GE(row.y, below);
        below = row.y + row.height;
        const std::size_t letters = row.label.size() + row.type.size();
        EXPECT_LE(static_cast<int>(letters) * kLetterWidth, boxes[i].width);
      }
      EXPECT_LE(below, boxes[i].y + boxes[i].height);
      rows += boxes[i].rows.size();
    }
    EXPECT_EQ(rows, drawn.graph.nodes.size());
  });
}

TEST(GraphLayout, LinksPassBetweenBoxes) {
  ForEachPicture([](const Drawn& drawn) {
    for (const PictureRoute& route : drawn.layout.routes) {
      for (std::size_t i = 1; i + 1 < route.points.size(); i += 2) {
        const PicturePoint& in = route.points[i];
        const PicturePoint& out = route.points[i + 1];
        ASSERT_EQ(in.y, out.y);
        for (const PictureBox& box : drawn.layout.boxes) {
          EXPECT_FALSE(Holds(box, {(in.x + out.x) / 2, in.y})) << box.title;
        }
      }
    }
  });
}

TEST(GraphLayout, ArrowsEndAtTheirRowsAndApart) {
  ForEachPicture([](const Drawn& drawn) {
    std::set<std::pair<int, int>> ends;
    for (std::size_t i = 0; i < drawn.graph.links.size(); ++i) {
      const PictureRoute& route = drawn.layout.routes[i];
      ASSERT_GE(route.points.size(), 2U);
      const PicturePoint& end = route.points.back();
      EXPECT_TRUE(ends.emplace(end.x, end.y).second);
      const auto ends_at = [&](std::size_t node, const PicturePoint& at) {
        for (const PictureBox& box : drawn.layout.boxes) {
          for (const PictureRow& row : box.rows) {
            if (row.node == node) {
              return (at.x == box.x || at.x == box.x + box.width) &&
                     at.y >= row.y && at.y <= row.y + row.height;
            }
          }
        }
        return false;
      };
      EXPECT_TRUE(ends_at(drawn.graph.links[i].from, route.points.front()));
      EXPECT_TRUE(ends_at(drawn.graph.links[i].to, end));
    }
  });
}

TEST(GraphLayout, AreTheSameEachTime) {
  ForEachPicture([](const Drawn& drawn) {
    const PictureLayout again = LayoutOf(drawn.graph, drawn.topology);
    ASSERT_EQ(again.routes.size(), drawn.layout.routes.size());
    for (std::size_t i = 0; i < again.routes.size(); ++i) {
      EXPECT_EQ(again.routes[i].points.back().y,
                drawn.layout.routes[i].points.back().y);
    }
  });
}

TEST(GraphColumns, CirclesAreTurnedAround) {
  const Columns columns =
      ColumnsOf({10, 10, 10}, {{{0, 1}, 1}, {{1, 2}, 1}, {{2, 0}, 1}});
  EXPECT_EQ(columns.column_of, (std::vector<std::size_t>{0, 1, 2}));
  // The link back passes the middle column.
  ASSERT_EQ(columns.items[1].size(), 2U);
  EXPECT_TRUE(columns.items[1][0].passes || columns.items[1][1].passes);
}

TEST(GraphColumns, WhatNothingHoldsStandsByItsTarget) {
  const Columns columns =
      ColumnsOf({10, 10, 10, 10}, {{{0, 1}, 1}, {{1, 2}, 1}, {{3, 2}, 1}});
  EXPECT_EQ(columns.column_of, (std::vector<std::size_t>{0, 1, 2, 1}));
}

TEST(GraphLayout, OfNothing) {
  const PictureLayout layout = LayoutOf({}, {});
  EXPECT_TRUE(layout.boxes.empty());
}

TEST(GraphWords, LongTextsLoseTheirMiddle) {
  EXPECT_EQ(Shortened("abcdefgh", 8), "abcdefgh");
  EXPECT_EQ(Shortened("abcdefghi", 8), "abcd…ghi");
  EXPECT_EQ(Shortened("ääääääääääää", 5), "ää…ää");
  // Each takes two columns.
  EXPECT_EQ(Shortened("東京東京東京", 7), "東京…京");
}

}  // namespace
}  // namespace iamgen::driver
