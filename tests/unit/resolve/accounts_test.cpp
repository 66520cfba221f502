// Selectors: which accounts, in which order, and what is said about none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/modelling.h"

namespace iamgen::resolve {
namespace {

using iamgen::testing::Modelling;

std::string In(const std::string& selector, std::string* findings = nullptr) {
  const Modelling made("roles:\n  R:\n    in: " + selector +
                       "\n    trusted_by: [ { service: ec2 } ]\n");
  if (findings != nullptr) {
    *findings = made.Findings();
  } else {
    EXPECT_EQ(made.Findings(), "") << selector;
  }
  return made.topology ? made.Aliases(made.Role("R").accounts) : "";
}

TEST(Selectors, SelectInDeclaredOrder) {
  const std::pair<const char*, const char*> rows[] = {
      {"master", "master"},
      {"children", "dev prod"},
      {"all", "master dev prod"},
      {"dev", "dev"},
      {"\"333333333333\"", "prod"},
      {"\"*\"", "master dev prod"},
      {"\"d*\"", "dev"},
      {"\"?ev\"", "dev"},
      {"[prod, dev]", "prod dev"},
      {"[prod, all]", "prod master dev"},
      {"[dev, dev]", "dev"},
      {"{ tag: { stage: prod } }", "prod"},
      {"{ tag: { stage: \"*prod\" } }", "dev prod"},
      {"{ ou: Work }", "dev prod"},
      {"{ ou: Work/ }", "dev prod"},
      {"{ ou: Work/Dev }", "dev"},
      {"{ except: master }", "dev prod"},
      {"{ except: [dev, prod] }", "master"},
      {"{ except: { ou: Work/Dev } }", "master prod"},
      {"{ except: { except: dev } }", "dev"},
  };
  for (const auto& [selector, accounts] : rows) {
    EXPECT_EQ(In(selector), accounts) << selector;
  }
}

TEST(Selectors, NoneIsSaid) {
  const std::pair<const char*, const char*> rows[] = {
      {"devv", "SPEC042 9:9 selector `devv` matches no account"},
      {"\"dev-*\"", "SPEC042 9:9 selector `dev-*` matches no account"},
      {"d", "SPEC042 9:9 selector `d` matches no account"},
      {"Dev", "SPEC042 9:9 selector `Dev` matches no account"},
      {"\"444444444444\"",
       "SPEC042 9:9 selector `444444444444` matches no account"},
      {"partner",
       "SPEC042 9:9 `partner` is an external account: nothing is built in it"},
      {"{ ou: Wor }", "SPEC042 9:9 selector matches no account"},
      {"{ tag: { stage: pro } }", "SPEC042 9:9 selector matches no account"},
      {"{ except: all }", "SPEC042 9:9 selector matches no account"},
  };
  for (const auto& [selector, said] : rows) {
    std::string findings;
    EXPECT_EQ(In(selector, &findings), "?") << selector;
    EXPECT_EQ(findings, said) << selector;
  }
}

TEST(Accounts, AliasesAndIdsAreTheirOwn) {
  const std::pair<const char*, const char*> rows[] = {
      {"all", "alias `all` means something else in a selector"},
      {"same", "alias `same` means something else in a selector"},
      {"..", "alias `..` is no alias"},
      {".hidden", "alias `.hidden` is no alias"},
      {"-dash", "alias `-dash` is no alias"},
      {"a/b", "alias `a/b` is no alias"},
      {"\"123456789012\"", "alias `123456789012` is no alias"},
      {"MASTER", "alias `MASTER` is that of another account"},
  };
  for (const auto& [alias, said] : rows) {
    const Modelling made(
        "iamgen: 1\nmaster: { id: \"111111111111\" }\nchildren: { " +
        std::string(alias) + ": { id: \"222222222222\" } }\n");
    EXPECT_THAT(made.Findings(), ::testing::HasSubstr(said)) << alias;
  }
  const std::string longest(64, 'a');
  for (const auto& [alias, good] :
       {std::pair(longest, true), std::pair(longest + "a", false),
        std::pair(std::string("con"), true)}) {
    const Modelling made(
        "iamgen: 1\nmaster: { id: \"111111111111\" }\nchildren: { " + alias +
        ": { id: \"222222222222\" } }\n");
    EXPECT_EQ(made.Findings().empty(), good) << alias.size();
  }
}

}  // namespace
}  // namespace iamgen::resolve
