// Chains of roles.
#include "simulation/reaching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/entity.h"
#include "unit/simulation/asking_of.h"

namespace iamgen::testing {
namespace {

using ::testing::ElementsAre;

// "1 Deploy@master", "3 Fn@dev by lambda.amazonaws.com".
std::vector<std::string> ReachOf(AskingOf& asking, std::string_view who) {
  const model::Topology& topology = asking.world().topology();
  std::vector<std::string> all;
  simulation::Reaching reaching(asking.world());
  const auto actors = simulation::ActorsNamed(asking.world(), who);
  EXPECT_TRUE(actors) << who;
  if (!actors) {
    return all;
  }
  for (const simulation::Hop& hop : reaching.From((*actors).front())) {
    std::string text = std::to_string(hop.depth) + " " +
                       model::KeyOf(topology, hop.to.first) + "@" +
                       topology.accounts[hop.to.second].alias;
    if (!hop.service.empty()) {
      text += " by " + hop.service;
    }
    for (const std::string& key : hop.keys) {
      text += " if " + key;
    }
    EXPECT_FALSE(hop.why.empty()) << text;
    all.push_back(std::move(text));
  }
  return all;
}

TEST(Reaching, FollowsRolesAndWhatRunsAsThem) {
  AskingOf asking(R"(
users: { ann: { in: master, assumes: [ { role: Deploy } ] } }
roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  Apply:
    in: dev
    trusted_by: [ { role: Deploy, in: master } ]
    inline:
      p:
        - { allow: iam:PassRole, on: "{{role:Fn}}" }
        - { allow: [lambda:CreateFunction, lambda:InvokeFunction], on: "*" }
  Fn: { in: dev, trusted_by: [ { service: lambda } ] }
  Not: { in: dev, trusted_by: [ { service: lambda } ] }
  Mfa: { in: prod, trusted_by: [ { role: Fn, in: dev, mfa: true } ] }
  Alone: { in: prod, trusted_by: [ { role: Fn, in: dev, derive: false } ] }
)");

  EXPECT_THAT(ReachOf(asking, "user/ann"),
              ElementsAre("1 Deploy@master", "2 Apply@dev",
                          "3 Fn@dev by lambda.amazonaws.com",
                          "4 Mfa@prod if aws:multifactorauthpresent"));
  EXPECT_THAT(ReachOf(asking, "role/Not"), ElementsAre());
}

TEST(Reaching, EndsWhereRolesAssumeEachOther) {
  AskingOf asking(R"(
roles:
  A: { in: dev, trusted_by: [ { role: B, in: dev } ] }
  B: { in: dev, trusted_by: [ { role: A, in: dev } ] }
)");

  EXPECT_THAT(ReachOf(asking, "role/A"), ElementsAre("1 B@dev"));
}

TEST(Reaching, PatternsOfAPolicyAreLookedThrough) {
  AskingOf asking(R"(
roles:
  Hub:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { a: [ { allow: sts:AssumeRole, on: "arn:aws:iam::*:role/spoke-*" } ] }
  spoke-a: { in: dev, trusted_by: [ { account: master } ] }
  spoke-b: { in: prod, trusted_by: [ { service: ec2 } ] }
  other: { in: dev, trusted_by: [ { account: master } ] }
)");

  EXPECT_THAT(ReachOf(asking, "role/Hub"), ElementsAre("1 spoke-a@dev"));
}

}  // namespace
}  // namespace iamgen::testing
