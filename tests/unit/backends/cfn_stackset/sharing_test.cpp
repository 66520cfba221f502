// What children share, and the reasons why not.
#include "backends/cfn_stackset/sharing.h"

#include <gtest/gtest.h>

#include <string>

#include "unit/modelling.h"

namespace iamgen::backends::cfn_stackset {
namespace {

using iamgen::testing::Modelling;

// "role/R needs ...; ...", all that stands apart.
std::string Reasons(std::string_view text) {
  Modelling made(text);
  EXPECT_FALSE(made.sink.HasErrors()) << made.Findings();
  made.Derive();
  std::string all;
  for (const Apart& one : NotShared(*made.topology)) {
    EXPECT_TRUE(one.span.valid()) << one.entity;
    all += (all.empty() ? "" : "; ") + one.entity + " " + one.reason;
  }
  return all;
}

constexpr const char* kHead = R"(iamgen: 1
master: { id: "111111111111", variables: { L: [x, y], V: m } }
children:
  dev: { id: "222222222222", variables: { L: [x, y], V: d } }
  prod: { id: "333333333333", variables: { L: [x], V: p } }
)";

std::string Role(const std::string& rest) {
  return std::string(kHead) +
         "roles: { R: { in: children, trusted_by: [ { service: ecs-tasks } "
         "], " +
         rest + " } }\n";
}

TEST(NotShared, NothingWhereValuesDiffer) {
  EXPECT_EQ(Reasons(Role("description: \"{{V}} {{account.name}}\", inline: { "
                         "i: [ { allow: \"s3:*\", on: \"{{V}}\" } ] }")),
            "");
}

TEST(NotShared, ListsInsideOfTexts) {
  const std::string role = Role(
      "inline: { i: [ { allow: \"s3:*\", on: \"arn:aws:s3:::{{L}}/*\" } ] }");
  EXPECT_EQ(Reasons(role),
            "role/R uses the list `L`, which is another in each child");
  // The same list everywhere is written out.
  std::string same = role;
  same.replace(same.find("L: [x], V"), 6, "L: [x, y]");
  EXPECT_EQ(Reasons(same), "");
}

// A parameter can be a list as a whole, where it is a list's only element and
// no comma of its own is in it.
TEST(NotShared, WholeLists) {
  const std::string role =
      Role("inline: { i: [ { allow: \"s3:*\", on: \"{{L}}\" } ] }");
  EXPECT_EQ(Reasons(role), "");
  const std::string why =
      "role/R uses the list `L`, which is another in each child";
  std::string two = role;
  two.replace(two.find("\"{{L}}\""), 7, "[\"{{L}}\", z]");
  EXPECT_EQ(Reasons(two), why);
  // Two tests of one key are one list.
  std::string twice = role;
  twice.replace(
      twice.find("on: \"{{L}}\""), 11,
      "on: \"*\", when: { StringEquals: { \"aws:SourceVpc\": \"{{L}}\", "
      "\"aws:{{partition}}\": z } }");
  EXPECT_EQ(Reasons(twice), why);
  for (const char* value : {"[\"x,y\"]", "[\" x\"]"}) {
    std::string other = role;
    other.replace(other.find("[x], V"), 3, value);
    EXPECT_EQ(Reasons(other), why) << value;
  }
}

TEST(NotShared, OtherAccounts) {
  EXPECT_EQ(Reasons("roles: { R: { in: children, trusted_by: [ { role: R, in: "
                    "children } ] } }\n"),
            "role/R names all accounts but its own, which are others in each "
            "child");
}

TEST(NotShared, Keys) {
  EXPECT_EQ(Reasons(Role("inline: { i: [ { allow: \"s3:*\", on: \"*\", when: { "
                         "StringEquals: { \"aws:RequestTag/{{V}}\": x } } } ] "
                         "}")),
            "role/R has a Sid or a key of a condition that is another in each "
            "child, and no parameter can stand there");
}

TEST(NotShared, SomeChildren) {
  EXPECT_EQ(Reasons("roles: { R: { in: [master, dev], trusted_by: [ { service: "
                    "ec2 } ] }, S: { in: master, trusted_by: [ { service: "
                    "ecs-tasks } ] } }\n"),
            "role/R is not in `prod`; instance_profile/R is not in `prod`");
}

TEST(NotShared, StatementsOfSomeChildren) {
  EXPECT_EQ(Reasons("roles:\n"
                    "  R: { in: children, trusted_by: [ { service: ecs-tasks "
                    "} ], assumes: [ { arn: \"arn:aws:iam::999999999999:role/"
                    "X\" } ] }\n"
                    "  S: { in: dev, trusted_by: [ { role: R, in: dev } ] }\n"),
            "role/R says more in some children than in `prod`; role/S is not "
            "in `prod`");
}

// A principal has to be there before whoever trusts it.
TEST(NotShared, WhatNeedsWhatStandsApart) {
  EXPECT_EQ(
      Reasons(
          std::string(kHead) +
          "policies: { P: { statements: [ { allow: \"s3:*\", on: \"{{L}}/*\" } "
          "] "
          "} }\n"
          "roles:\n"
          "  R: { in: children, trusted_by: [ { service: ec2 } ], policies: "
          "[P] }\n"
          "  S: { in: children, trusted_by: [ { role: R, derive: false } ] }\n"
          "  T: { in: children, trusted_by: [ { service: ecs-tasks } ] }\n"),
      "policy/P uses the list `L`, which is another in each child; role/R "
      "needs `policy/P`, which is not shared; role/S needs `role/R`, which is "
      "not shared; instance_profile/R needs `role/R`, which is not shared");
}

TEST(NotShared, ValuesTooLong) {
  const auto with = [](std::size_t bytes) {
    return Reasons(
        "iamgen: 1\nmaster: { id: \"111111111111\", variables: { V: v } }\n"
        "children:\n"
        "  dev: { id: \"222222222222\", variables: { V: \"" +
        std::string(bytes, 'v') +
        "\" } }\n"
        "  prod: { id: \"333333333333\", variables: { V: v } }\n"
        "roles: { R: { in: children, trusted_by: [ { service: ecs-tasks } ], "
        "inline: { i: [ { allow: \"s3:*\", on: \"{{V}}\" } ] } } }\n");
  };
  EXPECT_EQ(with(4096), "");
  EXPECT_EQ(with(4097), "role/R `V` is too long for a parameter in some child");
}

TEST(NotShared, ParametersBeyondTheLimit) {
  const auto with = [](std::size_t count) {
    std::string variables;
    std::string roles;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = "V" + std::to_string(i);
      variables += (i == 0 ? "" : ", ") + name + ": ";
      roles += "  R" + std::to_string(i) +
               ": { in: children, description: \"{{" + name +
               "}}\", trusted_by: [ { service: ecs-tasks } ] }\n";
      variables += "@";
    }
    const auto of = [&](const std::string& value) {
      std::string text = variables;
      for (std::size_t at = 0; (at = text.find('@', at)) != std::string::npos;
           at += value.size()) {
        text.replace(at, 1, value);
      }
      return text;
    };
    return Reasons(
        "iamgen: 1\nmaster: { id: \"111111111111\" }\nchildren:\n"
        "  dev: { id: \"222222222222\", variables: { " +
        of("d") + " } }\n" + "  prod: { id: \"333333333333\", variables: { " +
        of("p") + " } }\nroles:\n" + roles);
  };
  EXPECT_EQ(with(200), "");
  EXPECT_EQ(with(201),
            "role/R200 takes parameters beyond the 200 that a template may "
            "have");
}

TEST(NotShared, NoChildren) {
  EXPECT_EQ(Reasons("iamgen: 1\nmaster: { id: \"111111111111\" }\n"
                    "roles: { R: { in: master, trusted_by: [ { service: "
                    "ecs-tasks } ] } }\n"),
            "");
}

// Names depend on the variable alone, not on the other accounts or on order.
TEST(Parameters, Names) {
  Modelling made(R"(iamgen: 1
master: { id: "111111111111" }
children:
  dev: { id: "222222222222", variables: { DEPLOY_BUCKET: a, some-name: b, mixedCase: c, A_B: d, A-B: e } }
roles: { R: { in: dev, trusted_by: [ { service: ecs-tasks } ], inline: { i: [ { allow: "s3:*", on: ["{{objects:DEPLOY_BUCKET}}", "{{some-name}}{{mixedCase}}", "{{A_B}}{{A-B}}"] } ] } } }
)");
  ASSERT_EQ(made.Findings(), "");
  Parameters parameters(*made.topology);
  const auto name = [&](std::size_t value, std::size_t part) {
    return parameters.NameOf(std::get<model::Hole>(made.Role("R")
                                                       .inlines[0]
                                                       .document.statements[0]
                                                       .resources->values[value]
                                                       .value.parts[part]));
  };
  EXPECT_EQ(name(0, 0), "VariableDeployBucketObjectsArn");
  EXPECT_EQ(name(1, 0), "VariableSomeName");
  EXPECT_EQ(name(1, 1), "VariableMixedCase");
  EXPECT_TRUE(name(2, 0).starts_with("VariableABX")) << name(2, 0);
  EXPECT_TRUE(name(2, 1).starts_with("VariableABX")) << name(2, 1);
  EXPECT_NE(name(2, 0), name(2, 1));
}

}  // namespace
}  // namespace iamgen::backends::cfn_stackset
