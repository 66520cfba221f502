// `iamgen simulate` and `iamgen query` on a topology, as users see them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

constexpr const char* kTopology = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" }, prod: { id: "333333333333" } }
users: { ann: { in: master, assumes: [ { role: Deploy } ] } }
roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  Apply: { in: children, trusted_by: [ { role: Deploy, in: master } ] }
  Half: { in: dev, trusted_by: [ { role: Deploy, in: master, derive: false } ] }
  Reader:
    in: dev
    trusted_by: [ { service: ec2 } ]
    inline:
      read: [ { sid: Get, allow: "s3:Get*", on: "arn:aws:s3:::data/*" } ]
)";

class SimulateTopology : public testing::Test {
 protected:
  SimulateTopology() { place_.Write("t.yaml", kTopology); }

  Outcome Simulate(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"simulate", "t.yaml"});
    return place_.Run(std::move(arguments));
  }

  Outcome Query(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"query", "t.yaml"});
    return place_.Run(std::move(arguments));
  }

  Workplace place_;
};

TEST_F(SimulateTopology, SaysYesWithTheStatementsOfBothSides) {
  const Outcome outcome =
      Simulate({"--by", "role/Deploy@master", "--do", "sts:AssumeRole", "--on",
                "role/Apply@dev"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("allowed: role `Deploy` of `master`"),
                    HasSubstr("identity  t.yaml:7:40"),
                    HasSubstr("trust     t.yaml:7:40")));
}

TEST_F(SimulateTopology, SaysNoAndWhichHalfIsMissing) {
  const Outcome outcome =
      Simulate({"--by", "role/Deploy@master", "--do", "sts:AssumeRole", "--on",
                "role/Half@dev", "--explain"});
  EXPECT_EQ(outcome.code, 3) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("implicit deny"),
                    HasSubstr("no policy of role `Deploy` of `master` allows"),
                    HasSubstr("the trust policy of role `Half` of `dev` lets "
                              "it in")));
}

TEST_F(SimulateTopology, WildcardsGiveATable) {
  const Outcome outcome =
      Simulate({"--by", "role/*", "--do", "s3:GetObject*", "--on",
                "arn:aws:s3:::data/x", "--format", "csv"});
  EXPECT_EQ(outcome.code, 3) << outcome.err;
  EXPECT_THAT(
      outcome.out,
      AllOf(HasSubstr("by,account,action,resource,decision\n"),
            HasSubstr("role/Reader,dev,s3:GetObjectTagging,"
                      "arn:aws:s3:::data/x,allowed\n"),
            HasSubstr("role/Apply,prod,s3:GetObject,arn:aws:s3:::data/x,"
                      "implicit deny\n"),
            Not(HasSubstr("s3:GetBucketAcl"))));
}

TEST_F(SimulateTopology, RecordsHavePlaces) {
  const Outcome outcome =
      Simulate({"--by", "role/Reader", "--do", "s3:GetObject", "--on",
                "arn:aws:s3:::data/x", "--format", "json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const Json record = Json::parse(outcome.out)["results"][0];
  EXPECT_EQ(record["decision"], "allowed");
  EXPECT_EQ(record["principal"], "arn:aws:iam::222222222222:role/Reader");
  EXPECT_EQ(record["decided_by"][0]["sid"], "Get");
  EXPECT_EQ(record["decided_by"][0]["line"], 13);
  EXPECT_THAT(record["note"], HasSubstr("as far as identity policies go"));
}

TEST_F(SimulateTopology, WrongQuestionsAreUsage) {
  const std::vector<std::vector<std::string>> wrong = {
      {"--by", "role/Deplox", "--do", "s3:GetObject"},
      {"--by", "role/Deploy@nowhere", "--do", "s3:GetObject"},
      {"--by", "policy", "--do", "s3:GetObject"},
      {"--by", "role/Deploy", "--do", "GetObject"},
      {"--by", "role/Deploy", "--do", "nothing:*"},
      {"--by", "role/Deploy", "--do", "s3:GetObject", "--on", "arn:aws:s3"},
      {"--by", "role/Deploy", "--do", "s3:GetObject", "--context", "x=1"},
      {"--by", "role/Deploy"},
      {"--do", "s3:GetObject"}};
  for (const auto& arguments : wrong) {
    const Outcome outcome = Simulate(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments.back() << outcome.out;
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err, "");
  }
  EXPECT_EQ(place_.Run({"simulate"}).code, 2);
  EXPECT_EQ(place_
                .Run({"simulate", "none.yaml", "--by", "role/A", "--do",
                      "s3:GetObject"})
                .code,
            2);
}

TEST_F(SimulateTopology, WhoCanListsThoseThatMayOrMightAndStrangers) {
  const Outcome outcome = Query({"who-can", "sts:AssumeRole", "role/Deploy"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("user/ann"), HasSubstr("ec2.amazonaws.com"),
                    Not(HasSubstr("role/Reader"))));

  const Outcome some = Query({"who-can", "s3:GetObject"});
  EXPECT_THAT(some.out, HasSubstr("role/Reader  dev"));
  EXPECT_THAT(some.out, HasSubstr("on some"));

  const Outcome accounts =
      Query({"who-can", "s3:GetObject", "--account", "prod"});
  EXPECT_THAT(accounts.out, Not(HasSubstr("role/Reader")));
}

// UG-16: what is lost where a principal is. LV-11: the chain and what lets each
// of its hops.
TEST_F(SimulateTopology, UG_16_LV_11_ReachFollowsChains) {
  const Outcome outcome = Query(
      {"reach", "user/ann", "--to", "role/Apply@dev", "--format", "json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const Json results = Json::parse(outcome.out)["results"];
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0]["reaches"], "role/Deploy");
  EXPECT_EQ(results[0]["from"], "user/ann@master");
  EXPECT_EQ(results[1]["reaches"], "role/Apply");
  EXPECT_EQ(results[1]["account"], "dev");
  EXPECT_EQ(results[1]["from"], "role/Deploy@master");
  EXPECT_EQ(results[1]["decided_by"], "t.yaml:7:40");
  EXPECT_EQ(results[0]["services"], "sts");
}

TEST_F(SimulateTopology, WrongQueriesAreUsage) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{
           {"who-can"},
           {"who"},
           {"who-can", "x"},
           {"who-can", "s3:GetObject", "b"},
           {"reach", "role/None"},
           {"reach", "user/ann", "more"},
           {"reach", "user/ann", "--to", "role/None"}}) {
    const Outcome outcome = Query(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments.back() << outcome.out;
    EXPECT_EQ(outcome.out, "");
  }
}

}  // namespace
}  // namespace iamgen::driver
