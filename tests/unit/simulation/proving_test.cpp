// Claims about every request: held against one request after the other.
#include "simulation/proving.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "evaluation/glob.h"
#include "unit/simulation/asking_of.h"

namespace iamgen::testing {
namespace {

using simulation::Claimed;
using simulation::Outcome;
using simulation::Proof;

Outcome Prove(AskingOf& asking, std::string_view by, bool allowed,
              std::vector<std::string> actions,
              std::vector<std::string> resources,
              const std::vector<std::string>& context = {}) {
  const auto actors = simulation::ActorsNamed(asking.world(), by);
  const auto keys = simulation::ContextNamed(context);
  EXPECT_TRUE(actors && keys) << by;
  simulation::Prover prover(asking.world());
  return prover.Prove((*actors).front(),
                      Claimed{.allowed = allowed,
                              .actions = std::move(actions),
                              .targets = {},
                              .resources = std::move(resources),
                              .context = *keys});
}

constexpr std::string_view kReader = R"(
roles:
  Reader:
    in: dev
    trusted_by: [ { service: ec2 } ]
    inline:
      r:
        - { allow: "s3:Get*", on: "arn:aws:s3:::data/*" }
        - { deny: "s3:*", on: "arn:aws:s3:::data/secret/*" }
        - allow: s3:PutObject
          on: "arn:aws:s3:::data/*"
          when:
            Bool: { "aws:MultiFactorAuthPresent": "true" }
            IpAddress: { "aws:SourceIp": 192.0.2.0/24 }
            StringLike: { "s3:prefix": "a*c" }
        - deny: s3:PutObject
          on: "*"
          when: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }
)";

TEST(Proving, OfEveryResourceThatAPatternCovers) {
  AskingOf asking(kReader);
  const auto prove = [&](bool allowed, const char* action, const char* on) {
    return Prove(asking, "role/Reader", allowed, {action}, {on}).proof;
  };

  EXPECT_EQ(prove(true, "s3:GetObject", "arn:aws:s3:::data/public/*"),
            Proof::kHolds);
  EXPECT_EQ(prove(true, "s3:GetObject", "arn:aws:s3:::data/*"), Proof::kFails);
  EXPECT_EQ(prove(false, "s3:GetObject", "arn:aws:s3:::data/*"), Proof::kFails);
  EXPECT_EQ(prove(false, "s3:GetObject", "arn:aws:s3:::data/secret/*"),
            Proof::kHolds);
  EXPECT_EQ(prove(false, "s3:*", "arn:aws:s3:::data/secret/*"), Proof::kHolds);
  EXPECT_EQ(prove(false, "s3:*", "*"), Proof::kFails);
  EXPECT_EQ(prove(false, "iam:*", "*"), Proof::kHolds);
  EXPECT_EQ(prove(false, "s3:List*", "*"), Proof::kHolds);
}

TEST(Proving, OfEveryValueOfAKey) {
  AskingOf asking(kReader);

  const Outcome outcome = Prove(asking, "role/Reader", false, {"s3:PutObject"},
                                {"arn:aws:s3:::data/x"});
  ASSERT_EQ(outcome.proof, Proof::kFails);
  // What it names is allowed indeed.
  const auto actors = simulation::ActorsNamed(asking.world(), "role/Reader");
  EXPECT_EQ(
      asking.world().Ask((*actors).front(), outcome.question).decision.answer,
      evaluation::Answer::kAllowed);
  EXPECT_EQ(outcome.question.context.size(), 3U);

  EXPECT_EQ(Prove(asking, "role/Reader", false, {"s3:PutObject"},
                  {"arn:aws:s3:::data/x"}, {"aws:MultiFactorAuthPresent=false"})
                .proof,
            Proof::kHolds);
  // Whether it is allowed is for the request to say.
  EXPECT_EQ(Prove(asking, "role/Reader", true, {"s3:PutObject"},
                  {"arn:aws:s3:::data/x"})
                .proof,
            Proof::kOpen);
  EXPECT_EQ(Prove(asking, "role/Reader", true, {"s3:PutObject"},
                  {"arn:aws:s3:::data/x"},
                  {"aws:MultiFactorAuthPresent=true", "aws:SourceIp=192.0.2.9",
                   "s3:prefix=abc"})
                .proof,
            Proof::kHolds);
}

TEST(Proving, OfRolesThatNobodyHereKnows) {
  AskingOf asking(R"(
roles:
  Hub:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      a: [ { allow: sts:AssumeRole, on: "arn:aws:iam::999999999999:role/x" } ]
  Spoke: { in: dev, trusted_by: [ { account: master } ] }
)");
  const auto prove = [&](bool allowed, const char* on) {
    return Prove(asking, "role/Hub", allowed, {"sts:AssumeRole"}, {on}).proof;
  };

  EXPECT_EQ(prove(false, "arn:aws:iam::222222222222:role/*"), Proof::kHolds);
  EXPECT_EQ(prove(false, "*"), Proof::kOpen);
  EXPECT_EQ(prove(true, "arn:aws:iam::999999999999:role/x"), Proof::kOpen);
}

TEST(Proving, ActionsThatOnlyAPolicyKnows) {
  AskingOf asking(R"(
roles:
  New:
    in: dev
    trusted_by: [ { service: ec2 } ]
    inline: { a: [ { allow: "s3:GetObjectFromTheFuture", on: "*" } ] }
)");

  const Outcome outcome = Prove(asking, "role/New", false, {"s3:*"}, {"*"});
  EXPECT_EQ(outcome.proof, Proof::kFails);
  EXPECT_EQ(outcome.question.action, "s3:getobjectfromthefuture");
}

// Random policies over a small world, in which every request can be asked.
class SmallWorld {
 public:
  explicit SmallWorld(unsigned seed) : random_(seed) {}

  std::string Policy() {
    std::string text;
    const std::size_t count = 1 + random_() % 3;
    for (std::size_t i = 0; i < count; ++i) {
      text += "        - { " + One({"allow", "allow", "deny"}) + ": " +
              One({"sqs:SendMessage", "\"sqs:*\"", "\"sqs:*Message\"",
                   "{ except: [ sqs:SendMessage ] }"}) +
              ", on: " + Resource() + Condition() + " }\n";
    }
    return text;
  }

  std::string Pattern() {
    return One({"*", "arn:aws:sqs:eu-west-1:222222222222:*",
                "arn:aws:sqs:eu-west-1:222222222222:a*",
                "arn:aws:sqs:eu-west-1:222222222222:ab",
                "arn:aws:sqs:eu-west-1:222222222222:?b"});
  }

  std::string Action() {
    return One({"sqs:SendMessage", "sqs:*", "sqs:*Message"});
  }

  bool Flip() { return random_() % 2 == 0; }

 private:
  std::string One(std::initializer_list<const char*> of) {
    return *(of.begin() + random_() % of.size());
  }

  std::string Resource() {
    if (random_() % 4 == 0) {
      return "{ except: [ \"" + Pattern() + "\" ] }";
    }
    return "\"" + Pattern() + "\"";
  }

  std::string Condition() {
    if (random_() % 2 == 0) {
      return "";
    }
    return ", when: { " +
           One({"StringEquals", "StringNotEquals", "StringLike",
                "StringEqualsIfExists"}) +
           ": { \"aws:UserAgent\": " + One({"p", "q"}) + " } }";
  }

  std::mt19937 random_;
};

TEST(Proving, AgreesWithEveryRequestOfASmallWorld) {
  const std::vector<std::string> queues = {
      "arn:aws:sqs:eu-west-1:222222222222:a",
      "arn:aws:sqs:eu-west-1:222222222222:ab",
      "arn:aws:sqs:eu-west-1:222222222222:bb",
      "arn:aws:sqs:eu-west-1:222222222222:abc",
      "arn:aws:sqs:eu-west-1:222222222222:other"};
  const std::vector<std::vector<std::string>> contexts = {{"aws:UserAgent=p"},
                                                          {"aws:UserAgent=q"},
                                                          {"aws:UserAgent=z"},
                                                          {"aws:UserAgent"}};
  const std::vector<std::string> actions = {
      "sqs:SendMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"};
  std::size_t settled = 0;
  constexpr unsigned kWorlds = 150;
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SmallWorld small(seed);
    const std::string policy = small.Policy();
    AskingOf asking(
        "roles:\n  R:\n    in: dev\n    trusted_by: [ { service: ec2 } ]\n"
        "    inline:\n      p:\n" +
        policy);
    constexpr int kClaims = 6;
    for (int i = 0; i < kClaims; ++i) {
      const std::string action = small.Action();
      const std::string on = small.Pattern();
      const bool allowed = small.Flip();
      const Outcome outcome = Prove(asking, "role/R", allowed, {action}, {on});
      settled += outcome.proof == Proof::kOpen ? 0U : 1U;
      bool contrary = false;
      for (const std::string& one : actions) {
        if (!evaluation::Matches(evaluation::Encoded(action), one)) {
          continue;
        }
        for (const std::string& queue : queues) {
          if (!evaluation::Matches(evaluation::Encoded(on), queue)) {
            continue;
          }
          for (const auto& context : contexts) {
            const std::string answer =
                asking.Answer("role/R", one, queue, context);
            contrary = contrary || (answer == "allowed") != allowed;
          }
        }
      }
      const std::string what =
          policy + (allowed ? "allow " : "deny ") + action + " on " + on;
      if (outcome.proof == Proof::kHolds) {
        EXPECT_FALSE(contrary) << what;
      } else if (outcome.proof == Proof::kFails && !allowed) {
        // What refutes it is a request that is allowed.
        const auto actors = simulation::ActorsNamed(asking.world(), "role/R");
        EXPECT_EQ(asking.world()
                      .Ask((*actors).front(), outcome.question)
                      .decision.answer,
                  evaluation::Answer::kAllowed)
            << what;
      }
    }
  }
  // Most of them are settled one way or the other.
  EXPECT_GT(settled, std::size_t{kWorlds} * 4);
}

}  // namespace
}  // namespace iamgen::testing
