// References: what a name means where, and what is said about one that means
// nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/evaluate.h"
#include "unit/modelling.h"

namespace iamgen::resolve {
namespace {

using iamgen::testing::Modelling;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The resources of `on:` in an account, with `extra` at the top level.
std::vector<std::string> On(const std::string& text, const std::string& account,
                            const std::string& extra = "",
                            std::string* findings = nullptr) {
  const Modelling made(extra + R"(
roles:
  Other: { in: all, trusted_by: [ { service: ec2 } ] }
  R:
    in: all
    variables: { OWN: own }
    trusted_by: [ { service: ec2 } ]
    inline: { i: [ { allow: "s3:*", on: [")" +
                       text + R"("] } ] }
)");
  if (findings != nullptr) {
    *findings = made.Findings();
    return {};
  }
  EXPECT_THAT(made.Findings(), ::testing::Not(HasSubstr("SPEC045"))) << text;
  const auto& statements = made.Role("R").inlines.at(0).document.statements;
  return statements.empty()
             ? std::vector<std::string>()
             : model::EvaluateList(*made.topology,
                                   statements[0].resources->values,
                                   made.Account(account));
}

TEST(References, AreReplaced) {
  const std::pair<const char*, const char*> rows[] = {
      {"x", "x"},
      {"{{account.id}}", "222222222222"},
      {"{{ account.name }}", "dev"},
      {"{{master.id}}-{{account.id}}", "111111111111-222222222222"},
      {"{{partition}}.{{dns_suffix}}", "aws.amazonaws.com"},
      {"{{OWN}}", "own"},
      {"{{role.name}}", "R"},
      {"{{role:Other}}", "arn:aws:iam::222222222222:role/Other"},
      {"{{role:Other@prod}}", "arn:aws:iam::333333333333:role/Other"},
      {"{{instance_profile:Other}}",
       "arn:aws:iam::222222222222:instance-profile/Other"},
      {"{{{{", "{{"},
      {"{{{{account.id}}", "{{account.id}}"},
      {"${aws:username}", "${aws:username}"},
      {"a{b}c", "a{b}c"},
      {"[OWN]", "[OWN]"},
  };
  for (const auto& [text, value] : rows) {
    EXPECT_THAT(On(text, "dev"), ElementsAre(value)) << text;
  }
}

TEST(References, ListsGiveOneStringForEach) {
  EXPECT_THAT(On("x{{children.ids}}y", "dev"),
              ElementsAre("x222222222222y", "x333333333333y"));
  EXPECT_THAT(
      On("{{LIST}}/{{account.name}}", "prod", "variables: { LIST: [a, b] }"),
      ElementsAre("a/prod", "b/prod"));
  EXPECT_THAT(On("{{role:Other@children}}", "master"),
              ElementsAre("arn:aws:iam::222222222222:role/Other",
                          "arn:aws:iam::333333333333:role/Other"));
}

TEST(References, ValuesMayReferToValues) {
  EXPECT_THAT(On("{{A}}", "dev",
                 "variables: { A: \"<{{B}}>\", B: \"{{account.name}}\" }"),
              ElementsAre("<dev>"));
  // What was put in is not read again.
  EXPECT_THAT(On("{{A}}{{B}}", "dev", "variables: { A: \"{\", B: \"{x}}\" }"),
              ElementsAre("{{x}}"));
}

TEST(References, MistakesAreSaidAtTheirPlace) {
  struct Row {
    const char* text;
    const char* extra;
    const char* said;
  };

  for (const Row& row : {
           Row{"{{NONE}}", "", "SPEC043 14:43 `NONE` is not defined"},
           Row{"a{{NONE}}", "", "SPEC043 14:44 `NONE` is not defined"},
           Row{"{{", "", "`{{` without `}}` after it"},
           Row{"{{}}", "", "`{{}}` is no reference"},
           Row{"{{a b}}", "", "`{{a b}}` is no reference"},
           Row{"{{a{{OWN}}", "", "is no reference"},
           Row{"{{role:None}}", "", "there is no role `None`"},
           Row{"{{role:Other@none}}", "", "selector `none` matches no account"},
           Row{"{{role:Other@partner}}", "",
               "role `Other` is not in `partner`"},
           Row{"{{user:U}}", "", "there is no user `U`"},
           Row{"{{rol:Other}}", "", "`rol` is no kind of reference"},
           Row{"{{children.ids}}{{children.ids}}", "",
               "`{{children.ids}}` is the second list in one text"},
           Row{"{{region}}", "", "`region` is not defined"},
           Row{"{{A}}", "variables: { A: \"{{A}}\" }",
               "variable `A` is defined by way of itself"},
           Row{"{{A}}", "variables: { A: \"{{B}}\", B: \"{{A}}\" }",
               "is defined by way of itself"},
       }) {
    std::string findings;
    On(row.text, "dev", row.extra, &findings);
    EXPECT_THAT(findings, HasSubstr(row.said)) << row.text;
  }
}

TEST(References, TheInnermostNameWins) {
  const Modelling made(R"(iamgen: 1
variables: { TOP: top, ACCOUNT: top, ENTITY: top, ARGUMENT: top }
master:
  id: "111111111111"
  variables: { ACCOUNT: account, ENTITY: account, ARGUMENT: account }
policies:
  P:
    params: [ARGUMENT]
    statements: [ { allow: "s3:*", on: "{{TOP}}{{ACCOUNT}}{{ENTITY}}{{ARGUMENT}}" } ]
roles:
  R:
    in: master
    variables: { ENTITY: -entity, ARGUMENT: entity }
    trusted_by: [ { service: ec2 } ]
    inline: { i: [ { policy: P, with: { ARGUMENT: -argument } } ] }
)");
  // Each that is hidden is unused.
  EXPECT_THAT(made.Rules(), ElementsAre("SPEC044", "SPEC044", "SPEC044",
                                        "SPEC044", "SPEC044"));
  const auto& one = made.Role("R").inlines.at(0).document.statements.at(0);
  EXPECT_THAT(model::EvaluateList(*made.topology, one.resources->values,
                                  made.Account("master")),
              ElementsAre("topaccount-entity-argument"));
}

TEST(References, ALongChainIsRefusedAndAShortOneIsNot) {
  const auto chain = [](int links) {
    std::string text =
        "iamgen: 1\nmaster: { id: \"111111111111\" }\nvariables:\n";
    for (int i = 0; i < links; ++i) {
      text += "  V" + std::to_string(i) + ": \"{{V" + std::to_string(i + 1) +
              "}}\"\n";
    }
    return text + "  V" + std::to_string(links) + ": end\nroles:\n" +
           "  R: { in: master, description: \"{{V0}}\", "
           "trusted_by: [ { service: ec2 } ] }\n";
  };
  EXPECT_EQ(Modelling(chain(63)).Findings(), "");
  EXPECT_THAT(Modelling(chain(64)).Findings(),
              HasSubstr("variable `V64` ends a chain of more than 64"));
  // The stack has room for any length.
  EXPECT_THAT(Modelling(chain(20000)).Rules(),
              ::testing::Each(std::string("SPEC070")));
}

TEST(References, WhatSubstitutionMakesIsBounded) {
  // Two lists of `count` in one statement each: `count` squared strings.
  const auto topology = [](std::size_t count) {
    std::string text =
        "iamgen: 1\nmaster: { id: \"111111111111\" }\n"
        "variables:\n  A: [";
    for (std::size_t i = 0; i < count; ++i) {
      text += "x,";
    }
    text += "x]\n  B: [";
    for (std::size_t i = 0; i < count; ++i) {
      text += "\"{{A}}\",";
    }
    return text +
           "\"{{A}}\"]\nroles:\n  R: { in: master, trusted_by: [ { "
           "service: ec2 } ], inline: { i: [ { allow: \"s3:*\", on: "
           "\"{{B}}\" } ] } }\n";
  };
  EXPECT_EQ(Modelling(topology(100)).Findings(), "");
  EXPECT_THAT(Modelling(topology(2000)).Rules(), ElementsAre("SPEC070"));
}

}  // namespace
}  // namespace iamgen::resolve
