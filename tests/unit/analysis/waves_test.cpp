// Waves of accounts, and the circles that keep them from being deployed.
#include "analysis/waves.h"

#include <gtest/gtest.h>

#include <string>

#include "model/entity.h"
#include "support/circles.h"
#include "unit/modelling.h"

namespace iamgen::analysis {
namespace {

class Waved {
 public:
  explicit Waved(const std::string& text) : made_(text) {
    EXPECT_EQ(made_.Findings(), "") << text;
    made_.Derive();
    result_ = WavesOf(*made_.topology);
  }

  // "master | dev prod".
  [[nodiscard]] std::string Waves() const {
    std::string text;
    for (const auto& wave : result_.waves) {
      text += text.empty() ? "" : " | ";
      for (std::size_t i = 0; i < wave.size(); ++i) {
        text += (i == 0 ? "" : " ") + Alias(wave[i]);
      }
    }
    return text;
  }

  // "dev>master role/A!, master>dev role/B": what waits for what; `!` is the
  // repair, `?` one that is not enough.
  [[nodiscard]] std::string Circles() const {
    std::string text;
    for (const Circle& circle : result_.circles) {
      text += text.empty() ? "" : " | ";
      for (std::size_t i = 0; i < circle.waits.size(); ++i) {
        const Wait& wait = circle.waits[i];
        text += (i == 0 ? "" : ", ") + Alias(wait.account) + ">" +
                Alias(wait.for_account) + " " + wait.holder;
        if (i == circle.repair) {
          text += circle.enough ? "!" : "?";
        }
      }
    }
    return text;
  }

 private:
  [[nodiscard]] std::string Alias(model::AccountId id) const {
    return made_.topology->accounts[id].alias;
  }

  iamgen::testing::Modelling made_;
  struct Waves result_;
};

TEST(Waves, NobodyWaitsByDefault) {
  EXPECT_EQ(Waved("roles:\n"
                  "  A: { in: dev, trusted_by: [ { role: B, in: master } ] }\n"
                  "  B: { in: master, trusted_by: [ { role: A, in: dev } ] }\n")
                .Waves(),
            "master dev prod");
}

TEST(Waves, APinnedRoleComesFirst) {
  const Waved waved(
      "roles:\n"
      "  A: { in: dev, trusted_by: [ { role: B, in: prod, pin: arn } ] }\n"
      "  B: { in: prod, trusted_by: [ { role: C, in: master, pin: arn } ] }\n"
      "  C: { in: master, trusted_by: [ { service: ec2 } ] }\n");
  EXPECT_EQ(waved.Waves(), "master | prod | dev");
  EXPECT_EQ(waved.Circles(), "");
}

TEST(Waves, WithinAnAccountNobodyWaits) {
  EXPECT_EQ(Waved("roles:\n"
                  "  A: { in: children, trusted_by: [ { role: B } ] }\n"
                  "  B: { in: children, trusted_by: [ { service: ec2 } ] }\n")
                .Waves(),
            "master dev prod");
}

// The account among those that it trusts is its own affair.
TEST(Waves, OneOfManyThatAreTrustedAndTrust) {
  const Waved waved(
      "roles:\n"
      "  A: { in: all, trusted_by: [ { role: B, in: dev, pin: arn } ] }\n"
      "  B: { in: dev, trusted_by: [ { service: ec2 } ] }\n");
  EXPECT_EQ(waved.Waves(), "dev | master prod");
  EXPECT_EQ(waved.Circles(), "");
}

TEST(Waves, AnArnWrittenOutOrdersAsWell) {
  const std::string role =
      "roles:\n"
      "  A:\n"
      "    in: dev\n"
      "    trust_policy:\n"
      "      Version: \"2012-10-17\"\n"
      "      Statement:\n"
      "        - { Effect: Allow, Action: sts:AssumeRole,\n"
      "            Principal: { AWS: \"arn:aws:iam::333333333333:role/B\" } "
      "}\n";
  EXPECT_EQ(Waved(role + "  B: { in: prod, trusted_by: [ { service: ec2 } ] }")
                .Waves(),
            "master prod | dev");
  // Somebody else's role.
  EXPECT_EQ(Waved(role + "  C: { in: prod, trusted_by: [ { service: ec2 } ] }")
                .Waves(),
            "master dev prod");
}

TEST(Waves, ACircleNamesEveryStepAndTheRepair) {
  const Waved waved(
      "roles:\n"
      "  A: { in: dev, trusted_by: [ { role: B, in: master, pin: arn } ] }\n"
      "  B: { in: master, trusted_by: [ { service: ec2 } ] }\n"
      "  C: { in: master, trusted_by: [ { role: D, in: dev, pin: arn } ] }\n"
      "  D: { in: dev, trusted_by: [ { service: ec2 } ] }\n");
  EXPECT_EQ(waved.Waves(), "prod");
  EXPECT_EQ(waved.Circles(), "master>dev role/C!, dev>master role/A");
}

// Each of two accounts trusts the other by one edge: nothing else repairs it.
TEST(Waves, AccountsThatAllTrustEachOther) {
  const Waved waved(
      "roles:\n"
      "  A: { in: children, trusted_by: [ { role: B, in: children,\n"
      "       pin: arn } ] }\n"
      "  B: { in: children, trusted_by: [ { service: ec2 } ] }\n");
  EXPECT_EQ(waved.Waves(), "master");
  EXPECT_EQ(waved.Circles(), "dev>prod role/A!, prod>dev role/A");
}

TEST(Waves, OneRepairMayNotBeEnough) {
  const Waved waved(
      "roles:\n"
      "  A: { in: dev, trusted_by: [ { role: B, in: master, pin: arn } ] }\n"
      "  B: { in: master, trusted_by: [ { role: A, in: dev, pin: arn },\n"
      "       { role: P, in: prod, pin: arn } ] }\n"
      "  P: { in: prod, trusted_by: [ { role: B, in: master, pin: arn } ] }\n");
  EXPECT_EQ(waved.Circles(), "master>dev role/B?, dev>master role/A");
}

TEST(Waves, WhatWaitsForACircleIsInNoWave) {
  const Waved waved(
      "roles:\n"
      "  A: { in: dev, trusted_by: [ { role: B, in: master, pin: arn } ] }\n"
      "  B: { in: master, trusted_by: [ { role: A, in: dev, pin: arn } ] }\n"
      "  P: { in: prod, trusted_by: [ { role: A, in: dev, pin: arn } ] }\n");
  EXPECT_EQ(waved.Waves(), "");
}

TEST(Circles, ChainsOfAnyLength) {
  constexpr std::uint32_t kLength = 300000;
  std::vector<std::vector<std::uint32_t>> edges(kLength);
  for (std::uint32_t i = 0; i + 1 < kLength; ++i) {
    edges[i].push_back(i + 1);
  }
  const auto apart = support::CirclesOf(edges);
  EXPECT_NE(apart.front(), apart.back());
  edges.back().push_back(0);
  const auto together = support::CirclesOf(edges);
  EXPECT_EQ(together.front(), together.back());
}

}  // namespace
}  // namespace iamgen::analysis
