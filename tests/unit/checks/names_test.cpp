// Names at and beside their limits, and names that collide.
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "unit/checks/checking.h"

namespace iamgen::checks {
namespace {

std::string Role(const std::string& fields) {
  return "roles: { R: { in: all, trusted_by: [ { service: lambda } ], "
         "assumes: [ { arn: \"arn:aws:iam::999999999999:role/x\" } ], " +
         fields + " } }\n";
}

TEST(Names, Limits) {
  const std::string x64(64, 'x');
  const std::string x128(128, 'x');
  const std::string path510(510, 'p');

  struct Row {
    const char* rule;
    std::string fields;
    bool fires;
  };

  for (const Row& row : std::vector<Row>{
           {"IAM920", "name: " + x64, false},
           {"IAM920", "name: " + x64 + "x", true},
           {"IAM920", "name: \"a b\"", true},
           {"IAM920", "name: \"a/b\"", true},
           {"IAM920", "name: \"a\\0b\"", true},
           {"IAM920", "name: \"\"", true},
           {"IAM920", "name: \"_+=,.@-\"", false},
           {"IAM920", "name: \"..\"", false},
           {"IAM932", "inline: { " + x128 + ": [] }", false},
           {"IAM932", "inline: { " + x128 + "x: [] }", true},
           {"IAM932", "inline: { a/b: [] }", true},
           {"IAM921", "path: /", false},
           {"IAM921", "path: /a/b/", false},
           {"IAM921", "path: a/", true},
           {"IAM921", "path: /a", true},
           {"IAM921", "path: \"/" + path510 + "/\"", false},
           {"IAM921", "path: \"/" + path510 + "p/\"", true},
           {"IAM925", "description: \"" + std::string(1000, 'd') + "\"", false},
           {"IAM925", "description: \"" + std::string(1001, 'd') + "\"", true},
           {"IAM926", "tags: { \"" + x128 + "\": x }", false},
           {"IAM926", "tags: { \"" + x128 + "x\": x }", true},
           {"IAM926", "tags: { k: \"" + x128 + x128 + "\" }", false},
           {"IAM926", "tags: { k: \"" + x128 + x128 + "x\" }", true},
           {"IAM926", "tags: { k: x, K: y }", true},
           {"IAM926", "tags: { \"aws:k\": x }", true},
       }) {
    EXPECT_EQ(Fires(row.rule, Role(row.fields)), row.fires)
        << row.rule << " " << row.fields.substr(0, 60);
  }
}

TEST(Names, CollideWithinAnAccountRegardlessOfCase) {
  const auto roles = [](const char* one, const char* two) {
    return Checking("roles:\n  A: { trusted_by: [ { service: lambda } ], " +
                    std::string(one) +
                    " }\n  B: { trusted_by: [ { service: lambda } ], " + two +
                    " }\n");
  };
  using Row = std::tuple<const char*, const char*, bool>;
  for (const auto& [one, two, fires] : {
           Row{"in: all, name: x", "in: all, name: x", true},
           Row{"in: all, name: x", "in: all, name: X", true},
           Row{"in: dev, name: x", "in: prod, name: x", false},
           Row{"in: all, name: x", "in: prod, name: x", true},
           Row{"in: all, name: x, path: /a/", "in: all, name: x", true},
           Row{"in: all, name: x", "in: all, name: \"{{account.name}}\"",
               false},
           Row{"in: all, name: DEV", "in: all, name: \"{{account.name}}\"",
               true},
           Row{"in: all, name: \"{{account.name}}\"",
               "in: dev, name: \"{{account.name}}\"", true},
       }) {
    const auto rules = roles(one, two).Rules();
    EXPECT_EQ(std::count(rules.begin(), rules.end(), "IAM922") > 0, fires)
        << one << two;
  }
}

TEST(Names, OneFindingForEachThatIsTooMany) {
  std::string text = "roles:\n";
  for (int i = 0; i < 100; ++i) {
    text += "  R" + std::to_string(i) +
            ": { in: all, name: x, trusted_by: [ { service: sns } ] }\n";
  }
  const auto rules = Checking(text).Rules();
  EXPECT_EQ(std::count(rules.begin(), rules.end(), "IAM922"), 99);
}

}  // namespace
}  // namespace iamgen::checks
