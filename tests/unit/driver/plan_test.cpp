// What `iamgen plan` says, and when it says that nothing can be deployed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

constexpr const char* kAccounts = R"(iamgen: 1
name: Big Shop
master: { id: "111111111111" }
children: { dev: { id: "222222222222" }, prod: { id: "333333333333" } }
)";

std::string Roles(int count) {
  std::string text = "roles:\n";
  for (int i = 0; i < count; ++i) {
    text += "  R" + std::to_string(i) +
            ": { in: dev, instance_profile: false, trusted_by: [ { service: "
            "ec2 } ] }\n";
  }
  return text;
}

Json PlanOf(const std::string& text, std::vector<std::string> more = {}) {
  Workplace here;
  here.Write("t.yaml", kAccounts + text);
  more.insert(more.begin(), {"plan", "t.yaml", "--format", "json"});
  return Json::parse(here.Run(more).out);
}

TEST(Plan, EM_31_MasterBeforeChildrenWhereTheyNeedItsRoles) {
  const Json plan = PlanOf(R"(
roles:
  Hub: { in: master, trusted_by: [ { service: lambda } ] }
  Spoke: { in: children, trusted_by: [ { role: Hub, in: master, pin: arn } ] }
)");
  std::vector<std::vector<std::string>> waves;
  for (const Json& wave : plan["waves"]) {
    auto& aliases = waves.emplace_back();
    for (const Json& one : wave) {
      aliases.push_back(one["account"]);
    }
  }
  EXPECT_EQ(waves, (std::vector<std::vector<std::string>>{{"master"},
                                                          {"dev", "prod"}}));
}

TEST(Plan, MK_17_ACircleNamesItsEdgesAndTheRepair) {
  Workplace here;
  here.Write("t.yaml", std::string(kAccounts) + R"(
roles:
  A: { in: dev, trusted_by: [ { role: B, in: prod, pin: arn } ] }
  B: { in: prod, trusted_by: [ { role: A, in: dev, pin: arn } ] }
)");
  const Outcome outcome = here.Run({"plan", "t.yaml"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("error[SPEC067]"));
  EXPECT_THAT(outcome.err, HasSubstr("`dev` waits for `prod`"));
  EXPECT_THAT(outcome.err, HasSubstr("`prod` waits for `dev`"));
  EXPECT_THAT(outcome.err, HasSubstr("add `pin: account` to this edge"));
}

TEST(Plan, SaysWhatToRun) {
  const Json plan = PlanOf(Roles(2));
  EXPECT_EQ(plan["waves"].size(), 1U);
  const Json& dev = plan["waves"][0][1];
  EXPECT_EQ(dev["account"], "dev");
  EXPECT_EQ(dev["account_id"], "222222222222");
  EXPECT_EQ(dev["counts"]["roles"], 2);
  ASSERT_EQ(dev["stacks"].size(), 1U);
  const Json& stack = dev["stacks"][0];
  EXPECT_EQ(stack["path"], "cfn/dev.template.yaml");
  EXPECT_EQ(stack["resources"], 2);
  EXPECT_EQ(stack["capability"], "CAPABILITY_NAMED_IAM");
  EXPECT_EQ(stack["refused"], false);
  EXPECT_THAT(std::string(stack["command"]),
              HasSubstr("--stack-name Big-Shop-iam --template-file "
                        "out/cfn/dev.template.yaml --capabilities "
                        "CAPABILITY_NAMED_IAM"));
  // An account that has nothing.
  EXPECT_EQ(plan["waves"][0][2]["stacks"].size(), 0U);
}

TEST(Plan, FirstPasswordsAreAskedForByTheCommand) {
  const Json plan = PlanOf("users: { Ada: { in: dev, console: true } }\n");
  EXPECT_THAT(std::string(plan["waves"][0][1]["stacks"][0]["command"]),
              HasSubstr("--parameter-overrides PasswordAda=\"$PasswordAda\""));
}

TEST(Plan, TemplatesAtTheirLimits) {
  const auto stack = [](int roles) {
    return PlanOf(Roles(roles))["waves"][0][1]["stacks"][0];
  };
  EXPECT_EQ(stack(500)["refused"], false);
  const Json over = stack(501);
  EXPECT_EQ(over["resources"], 501);
  EXPECT_EQ(over["refused"], true);
  EXPECT_THAT(over["over"].dump(), HasSubstr("the most is 500"));
  // Past what a request takes, but not past what a bucket holds.
  EXPECT_THAT(stack(500)["over"].dump(), HasSubstr("it takes a bucket"));
  EXPECT_THAT(std::string(stack(500)["command"]), HasSubstr("--s3-bucket"));
  EXPECT_EQ(stack(20)["over"].size(), 0U);

  Workplace here;
  here.Write("t.yaml", kAccounts + Roles(501));
  const Outcome outcome = here.Run({"plan", "t.yaml"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("! 501 resources, the most is 500"));
  EXPECT_EQ(here.Run({"plan", "t.yaml", "--split"}).code, 0);
}

TEST(Plan, UsesOfQuotasAreThoseOfTheFullestAccount) {
  const Json plan = PlanOf(R"(
policies:
  P: { statements: [ { allow: s3:GetObject, on: "arn:aws:s3:::{{B}}" } ] }
variables: { B: short }
roles:
  R: { in: children, trusted_by: [ { service: ec2 } ], policies: [P] }
)");
  bool found = false;
  for (const Json& one : plan["quotas"]) {
    if (one["quota"] == "managed policy, characters") {
      found = true;
      EXPECT_EQ(one["entity"], "policy/P");
      EXPECT_EQ(one["most"], 6144);
      const std::string document =
          R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
          R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::short"}]})";
      EXPECT_EQ(one["used"], document.size());
    }
  }
  EXPECT_TRUE(found) << plan["quotas"].dump(1);
}

TEST(Plan, QuotasAreShownInPercent) {
  const std::string text = R"(
policies:
  P: { statements: [ { allow: s3:GetObject, on: "arn:aws:s3:::b/*" } ], tags: { a: b } }
roles:
  R: { in: dev, trusted_by: [ { service: ec2 } ], policies: [P] }
  S: { in: dev, trusted_by: [ { service: ec2 } ], managed_policies: [ReadOnlyAccess], policies: [P] }
)";
  Workplace here;
  here.Write("t.yaml", kAccounts + text);
  const Outcome fullest = here.Run({"plan", "t.yaml"});
  EXPECT_THAT(fullest.out,
              HasSubstr("  roles of an account                  <1%    2 of "
                        "1,000  dev\n"));
  EXPECT_THAT(fullest.out, HasSubstr("20%       2 of 10  role/S in dev\n"));
  EXPECT_THAT(fullest.out, Not(HasSubstr("1 of 10  role/R in dev")));
  const Outcome all = here.Run({"plan", "t.yaml", "--quotas"});
  EXPECT_THAT(all.out, HasSubstr("\n  managed policies attached to a role\n"
                                 "    20%       2 of 10  role/S in dev\n"
                                 "    10%       1 of 10  role/R in dev\n"));
  EXPECT_THAT(all.out, HasSubstr("  tags\n"
                                 "     2%       1 of 50  policy/P in dev\n"));
  const Json plan = PlanOf(text);
  bool found = false;
  for (const Json& one : plan["quotas"]) {
    // What is counted by account has no entity.
    if (one.value("entity", "") == "role/S" &&
        one["quota"] == "managed policies attached to a role") {
      found = true;
      EXPECT_EQ(one["percent"], 20);
    }
  }
  EXPECT_TRUE(found) << plan["quotas"].dump(1);
}

TEST(Plan, QuotasOfAnOrganization) {
  const Json plan = PlanOf(R"(
organization:
  id: o-a1b2c3d4e5
  scps:
    Regions:
      targets: [root, dev]
      statements: [ { deny: "ec2:*", on: "*" } ]
    Users:
      targets: [root]
      statements: [ { deny: "iam:CreateUser", on: "*" } ]
)");
  std::vector<std::string> told;
  for (const Json& one : plan["quotas"]) {
    told.push_back(std::string(one["quota"]) + " " +
                   one.value("entity", std::string("-")) + " " +
                   one["used"].dump());
  }
  EXPECT_THAT(told, testing::IsSupersetOf(
                        {"service control policies attached to a target root 3",
                         "service control policies attached to a target - 2",
                         "service control policies of an organization - 2"}));
}

TEST(Plan, WhatAStackSetReachesAndWhatNot) {
  const std::string text = R"(
variables: { B: all }
roles:
  Web:
    in: all
    trusted_by: [ { service: ec2 } ]
    inline: { read: [ { allow: s3:GetObject, on: "arn:aws:s3:::{{B}}" } ] }
  Own: { in: dev, trusted_by: [ { service: ec2 } ] }
)";
  const Json plan = PlanOf(text, {"-t", "cfn-stackset"});
  EXPECT_THAT(plan["remarks"].dump(),
              HasSubstr("never reaches the management account"));
  EXPECT_THAT(plan["apart"].dump(), HasSubstr("role/Own is not in `prod`"));
  ASSERT_EQ(plan["shared"].size(), 2U);
  EXPECT_THAT(
      std::string(plan["shared"][0]["command"]),
      HasSubstr("create-stack-set --stack-set-name Big-Shop-iam-children"));
  EXPECT_THAT(std::string(plan["shared"][0]["command"]),
              HasSubstr("children.accounts.json"));
  EXPECT_EQ(plan["waves"][0][0]["stacks"][0]["path"],
            "cfn-stackset/master.template.yaml");
  EXPECT_EQ(plan["waves"][0][1]["stacks"][0]["path"],
            "cfn-stackset/dev.template.yaml");
  EXPECT_EQ(plan["waves"][0][2]["stacks"].size(), 0U);
  // What differs is a parameter, so each child has a command of its own.
  Workplace here;
  here.Write("t.yaml", R"(iamgen: 1
master: { id: "111111111111", variables: { B: none } }
children:
  dev: { id: "222222222222", variables: { B: one } }
  prod: { id: "333333333333", variables: { B: two } }
)" + text.substr(text.find("roles:")));
  const Json differing = Json::parse(
      here.Run({"plan", "t.yaml", "--format", "json", "-t", "cfn-stackset"})
          .out);
  EXPECT_THAT(differing["shared"].dump(), Not(HasSubstr("--accounts file:")));
  EXPECT_THAT(
      differing["waves"][0][2]["stacks"].dump(),
      HasSubstr(
          "--accounts 333333333333 --regions REGION "
          "--parameter-overrides file://out/cfn-stackset/children.parameters/"
          "prod.json"));
}

TEST(Plan, NothingIsWritten) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  EXPECT_EQ(here.Run({"plan", "t.yaml", "-t", "terraform"}).code, 0);
  EXPECT_FALSE(here.Has("out"));
  EXPECT_EQ(here.Run({"plan", "t.yaml", "-t", "nix"}).code, 2);
  EXPECT_THAT(here.Run({"plan", "t.yaml", "--account", "dev"}).out,
              Not(HasSubstr("master")));
}

}  // namespace
}  // namespace iamgen::driver
