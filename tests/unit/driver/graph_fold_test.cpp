// Which accounts are drawn as one.
#include "driver/graph_fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Trust {
  analysis::TrustGraph graph;
  model::Topology topology;
  std::vector<model::AccountId> accounts;

  explicit Trust(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      model::Account account;
      account.alias = "a" + std::to_string(i);
      account.id = "11111111111" + std::to_string(i);
      accounts.push_back(topology.accounts.Add(account));
    }
  }

  std::size_t Node(const std::string& name, const std::string& type,
                   std::optional<std::size_t> account = {}) {
    graph.nodes.push_back({.name = name, .type = type, .account = {}});
    if (account) {
      graph.nodes.back().account = accounts[*account];
    }
    return graph.nodes.size() - 1;
  }

  void Link(std::size_t from, std::size_t to,
            const std::vector<std::string>& conditions = {}) {
    analysis::TrustLink link;
    link.from = from;
    link.to = to;
    link.conditions = conditions;
    graph.links.push_back(link);
  }
};

TEST(GraphFold, SameLinksToTheSameOthers) {
  Trust trust(4);
  const std::size_t service = trust.Node("ec2", "service");
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t web = trust.Node("Web", "role", i);
    const std::size_t audit = trust.Node("Audit", "role", i);
    trust.Link(service, web,
               {"aws:SourceAccount=11111111111" + std::to_string(i)});
    trust.Link(web, audit);
  }
  trust.Link(service, trust.Node("Web", "role", 3));
  const FoldedTrust folded = FoldAlike(trust.graph, trust.topology);
  ASSERT_EQ(folded.boxes.size(), 1U);
  EXPECT_EQ(folded.boxes[0].name, "a0 and 2 alike");
  EXPECT_THAT(folded.boxes[0].aliases, ElementsAre("a0", "a1", "a2"));
  EXPECT_EQ(folded.graph.nodes.size(), 4U);
  ASSERT_EQ(folded.graph.links.size(), 3U);
  EXPECT_THAT(folded.graph.links[0].conditions,
              ElementsAre("aws:SourceAccount=(own id)"));
  EXPECT_EQ(folded.topology.accounts[trust.accounts[0]].alias,
            "a0 and 2 alike");
  EXPECT_EQ(folded.topology.accounts[trust.accounts[3]].alias, "a3");
}

TEST(GraphFold, NotAccountsThatTrustEachOther) {
  Trust trust(2);
  const std::size_t one = trust.Node("Web", "role", 0);
  const std::size_t other = trust.Node("Web", "role", 1);
  trust.Link(one, other);
  trust.Link(other, one);
  EXPECT_TRUE(FoldAlike(trust.graph, trust.topology).boxes.empty());
}

TEST(GraphFold, NotOtherConditionsOrHalves) {
  Trust trust(3);
  const std::size_t service = trust.Node("ec2", "service");
  trust.Link(service, trust.Node("Web", "role", 0), {"k=1"});
  trust.Link(service, trust.Node("Web", "role", 1), {"k=2"});
  trust.Link(service, trust.Node("Web", "role", 2), {"k=1"});
  trust.graph.links.back().halves = analysis::Halves::kTrustAlone;
  EXPECT_TRUE(FoldAlike(trust.graph, trust.topology).boxes.empty());
}

TEST(GraphFold, OnlyInLargePictures) {
  for (const std::size_t children : {kMostAccountsApart, std::size_t{30}}) {
    std::string topology =
        "iamgen: 1\nmaster: { id: \"111111111111\" }\nchildren:\n";
    for (std::size_t i = 10; i < 10 + children; ++i) {
      topology += "  c" + std::to_string(i) + ": { id: \"2222222222" +
                  std::to_string(i) + "\" }\n";
    }
    topology +=
        "roles:\n  Web: { in: children, trusted_by: [ { service: ec2 } ] }\n";
    const Workplace place;
    place.Write("topology.yaml", topology);
    const Outcome outcome =
        place.Run({"graph", "topology.yaml", "--format", "svg"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    if (children == 30) {
      EXPECT_THAT(outcome.out, HasSubstr(">c10 and 29 alike</text>"));
      EXPECT_THAT(outcome.out, HasSubstr("data-accounts=\"c10, c11, "));
    } else {
      EXPECT_THAT(outcome.out, Not(HasSubstr("alike")));
    }
  }
}

}  // namespace
}  // namespace iamgen::driver
