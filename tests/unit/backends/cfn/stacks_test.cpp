// What is divided, what moves when something is added, and in which order.
#include "backends/cfn/stacks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "unit/modelling.h"

namespace iamgen::backends::cfn {
namespace {

using iamgen::testing::Modelling;

constexpr const char* kHead =
    "iamgen: 1\nmaster: { id: \"111111111111\" }\n"
    "children: { dev: { id: \"222222222222\" } }\n";

// Roles R0, R1, ... in dev; every seventh trusts one before it, and each has
// the policy of its number if there are as many.
std::string Roles(std::size_t count, std::size_t policies) {
  std::string text = kHead;
  text += policies == 0 ? "" : "policies:\n";
  for (std::size_t i = 0; i < policies; ++i) {
    text += "  P" + std::to_string(i) +
            ": { statements: [ { allow: s3:GetObject, on: \"arn:aws:s3:::b/" +
            std::to_string(i) + "\" } ] }\n";
  }
  text += "roles:\n";
  for (std::size_t i = 0; i < count; ++i) {
    text += "  R" + std::to_string(i) + ": { in: dev, trusted_by: [ { " +
            (i % 7 == 6 ? "role: R" + std::to_string(i * 31 % i)
                        : std::string("service: ecs-tasks")) +
            " } ]";
    if (i < policies) {
      text += ", policies: [P" + std::to_string(i) + "]";
    }
    text += " }\n";
  }
  return text;
}

// Paths and resources, in the order of writing.
std::vector<std::pair<std::string, std::size_t>> Written(
    const std::string& text, Style style, const char* target = "cfn") {
  Modelling made(text);
  EXPECT_EQ(made.Findings(), "");
  made.Derive();
  std::vector<std::pair<std::string, std::size_t>> files;
  const std::vector<model::AccountId> accounts = {made.Account("master"),
                                                  made.Account("dev")};
  const Backend& backend = *Find(target);
  const Request request{*made.topology, made.sources, accounts, style};
  const Writer keep = [&](const File& file) {
    if (file.resources > 0) {
      EXPECT_EQ(file.capability, "CAPABILITY_NAMED_IAM");
      if (style.split) {
        EXPECT_LE(file.bytes.size(), kMostBytes) << file.path;
      }
      files.emplace_back(file.path, file.resources);
    }
    return support::Status(support::Done{});
  };
  EXPECT_TRUE((backend.emit_shared != nullptr
                   ? backend.emit_shared(request, keep)
                   : backend.emit(request, keep))
                  .ok());
  return files;
}

using Files = std::vector<std::pair<std::string, std::size_t>>;

TEST(Split, OneStackUpToTheLimit) {
  for (const bool split : {false, true}) {
    EXPECT_EQ(Written(Roles(500, 0), {.split = split}),
              (Files{{"cfn/dev.template.yaml", 500}}));
  }
  EXPECT_EQ(Written(Roles(501, 0), {}),
            (Files{{"cfn/dev.template.yaml", 501}}));
  const Files divided = Written(Roles(501, 0), {.split = true});
  ASSERT_GE(divided.size(), 2U);
  std::size_t sum = 0;
  for (const auto& [path, resources] : divided) {
    EXPECT_LE(resources, 500U) << path;
    sum += resources;
  }
  EXPECT_EQ(sum, 501U);
}

TEST(Split, PoliciesComeFirst) {
  const Files divided = Written(Roles(300, 300), {.split = true});
  ASSERT_GE(divided.size(), 2U);
  EXPECT_EQ(divided[0].first, "cfn/dev.policies-2.template.yaml");
  EXPECT_EQ(divided[1].first, "cfn/dev.template.yaml");
}

// "CloudFormation quotas": 1 MB, in a bucket.
TEST(Split, ByBytes) {
  std::string text = std::string(kHead) + "roles:\n";
  for (std::size_t i = 0; i < 300; ++i) {
    text += "  R" + std::to_string(i) +
            ": { in: dev, trusted_by: [ { service: ecs-tasks } ], inline: { "
            "i: [ { allow: s3:GetObject, on: [";
    for (std::size_t j = 0; j < 40; ++j) {
      text +=
          (j == 0 ? "" : ", ") +
          ("\"arn:aws:s3:::" + std::string(60, 'b') + "/" + std::to_string(j)) +
          "/{{account.id}}/*\"";
    }
    text += "] } ] } }\n";
  }
  EXPECT_EQ(Written(text, {}).size(), 1U);
  EXPECT_GE(Written(text, {.split = true}).size(), 2U);
}

TEST(Split, OfTheSharedTemplate) {
  const Files divided = Written(Roles(501, 0), {.split = true}, "cfn-stackset");
  ASSERT_GE(divided.size(), 2U);
  EXPECT_EQ(divided[0].first, "cfn-stackset/children.template.yaml");
  EXPECT_EQ(divided[1].first, "cfn-stackset/children.2.template.yaml");
}

TEST(Split, APartIsNoOtherAccount) {
  std::string text = Roles(501, 0);
  text.replace(text.find(" } }\nroles"), 4,
               " }, dev.2: { id: \"333333333333\" } }");
  Modelling made(text);
  ASSERT_EQ(made.Findings(), "");
  const std::vector<model::AccountId> accounts = {made.Account("dev")};
  const auto done = Find("cfn")->emit(
      {*made.topology, made.sources, accounts, {.split = true}},
      [](const File&) { return support::Status(support::Done{}); });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.message(),
            "a part of `dev` and the account `dev.2` would have one file: "
            "cfn/dev.2.template.yaml");
}

// Where each unit stands.
using Places = std::map<Unit, std::string>;

class Growing {
 public:
  explicit Growing(const std::string& text) : made_(text) {
    EXPECT_EQ(made_.Findings(), "");
    made_.Derive();
    all_ = TakeCensus(*made_.topology)[made_.Account("dev").index];
  }

  // The parts of an account with some of the entities.
  std::vector<Part> Divide(const std::function<bool(Unit)>& some) {
    const Residents entities = Filter(all_, some);
    std::vector<Piece> pieces;
    for (const Unit unit : UnitsOf(entities)) {
      pieces.push_back({unit, 1000});
    }
    return Stacks(*made_.topology).Divide(entities, pieces);
  }

  static Places PlacesOf(const std::vector<Part>& parts) {
    Places places;
    for (const Part& part : parts) {
      for (const Unit unit : UnitsOf(part.entities)) {
        EXPECT_TRUE(places.emplace(unit, part.name).second);
      }
    }
    return places;
  }

  [[nodiscard]] const model::Topology& topology() const {
    return *made_.topology;
  }

 private:
  Modelling made_;
  Residents all_;
};

// Those of the first numbers: none needs one of a higher number.
bool IsThere(Unit unit, std::size_t step) { return unit.index < step; }

TEST(Split, WhatIsThereStaysWhenSomethingIsAdded) {
  Growing account(Roles(1400, 700));
  std::size_t most = 0;
  std::vector<Part> before;
  for (std::size_t step = 260; step <= 1400; step += 20) {
    std::vector<Part> after =
        account.Divide([&](Unit unit) { return IsThere(unit, step); });
    most = std::max(most, after.size());
    const Places was = Growing::PlacesOf(before);
    const Places is = Growing::PlacesOf(after);
    // From which stack to which.
    std::set<std::pair<std::string, std::string>> moves;
    for (const auto& [unit, place] : was) {
      if (is.at(unit) != place) {
        moves.emplace(place, is.at(unit));
      }
    }
    std::set<std::string> names;
    for (const Part& part : before) {
      names.insert(part.name);
    }
    std::set<std::string> added;
    for (const Part& part : after) {
      if (!names.contains(part.name)) {
        added.insert(part.name);
      }
    }
    if (before.empty() || added.empty()) {
      EXPECT_TRUE(moves.empty()) << step;
    }
    for (const auto& [from, to] : moves) {
      EXPECT_TRUE(added.contains(to)) << step << ": " << from << " to " << to;
    }
    EXPECT_GE(after.size(), before.size()) << step;
    before = std::move(after);
  }
  EXPECT_GT(most, 5U);
}

TEST(Split, NothingNeedsALaterStack) {
  Growing account(Roles(1400, 700));
  for (const std::size_t step : {400U, 800U, 1400U}) {
    std::map<Unit, std::size_t> order;
    const auto parts =
        account.Divide([&](Unit unit) { return IsThere(unit, step); });
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (const Unit unit : UnitsOf(parts[i].entities)) {
        order.emplace(unit, i);
      }
    }
    for (const auto& [unit, place] : order) {
      for (const Tie& tie : TiesOf(account.topology(), unit)) {
        if (tie.needed) {
          EXPECT_LE(order.at(tie.to), place);
        }
      }
    }
  }
}

TEST(Split, TogetherWhereNamesAreMadeUp) {
  std::string text = Roles(600, 0);
  text +=
      "  Hidden: { in: dev, names: generated, trusted_by: [ { service: "
      "ec2 } ] }\n"
      "  Passes: { in: dev, trusted_by: [ { service: ecs-tasks } ], "
      "inline: { i: [ { allow: iam:PassRole, on: \"{{role:Hidden}}\" } ] "
      "} }\n";
  Growing account(text);
  const Places places =
      Growing::PlacesOf(account.Divide([](Unit) { return true; }));
  EXPECT_EQ(places.at({Kind::kRole, 600}), places.at({Kind::kRole, 601}));
  EXPECT_EQ(places.at({Kind::kRole, 600}), places.at({Kind::kProfile, 0}));
}

TEST(Split, NotWhereOneEntityIsTooLarge) {
  Growing account(Roles(2, 0));
  const std::vector<Piece> pieces = {{{Kind::kRole, 0}, 2'000'000},
                                     {{Kind::kRole, 1}, 1000}};
  const Residents all =
      TakeCensus(account.topology())[model::AccountId{1}.index];
  EXPECT_EQ(Stacks(account.topology()).Divide(all, pieces).size(), 1U);
}

}  // namespace
}  // namespace iamgen::backends::cfn
