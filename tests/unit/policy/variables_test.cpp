// Variables in texts, whole and broken.
#include "policy/variables.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "policy/document.h"

namespace iamgen::policy {
namespace {

TEST(Variables, Faults) {
  struct Row {
    std::string_view text;
    VariableFault fault;
  };

  using enum VariableFault;
  for (const Row& row : std::vector<Row>{
           {"${aws:username}", kNone},
           {"${*}", kNone},
           {"${?}", kNone},
           {"${$}", kNone},
           {"${aws:PrincipalTag/team}", kNone},
           {"${aws:PrincipalTag/team, 'all'}", kNone},
           {"${aws:PrincipalTag/team,'all'}", kNone},
           {"${aws:PrincipalTag/team, 'a}b'}", kNone},
           {"${aws:PrincipalTag/team!}", kNone},
           {"${cognito-identity.amazonaws.com:sub}", kNone},
           {"${}", kEmpty},
           {"${ }", kEmpty},
           {"${, 'x'}", kEmpty},
           {"${aws:username", kMissingBrace},
           {"${aws:username/*", kMissingBrace},
           {"${", kMissingBrace},
           {"${aws:PrincipalTag/team, 'all}", kMissingQuote},
           {"${aws:PrincipalTag/team, all'}", kMissingQuote},
           {"${aws:PrincipalTag/team, \"all\"}", kMissingQuote},
           {"${aws:PrincipalTag/team, }", kMissingQuote},
           {"${aws: username}", kSpace},
           {"${ aws:username }", kSpace},
           {"${aws:username 'x'}", kSpace},
           {"${aws:user!name}", kSymbol},
           {"${aws:user$name}", kSymbol},
       }) {
    const auto found = VariablesOf(row.text);
    ASSERT_EQ(found.size(), 1U) << row.text;
    EXPECT_EQ(found.front().fault, row.fault) << row.text;
    EXPECT_EQ(found.front().whole, row.text);
  }
}

TEST(Variables, Several) {
  const std::string text = "a/${aws:username/b/${aws:userid}/${*}";
  const auto found = VariablesOf(text);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].fault, VariableFault::kMissingBrace);
  EXPECT_EQ(found[0].whole, "${aws:username/b/");
  EXPECT_EQ(found[1].name, "aws:userid");
  EXPECT_EQ(text.substr(found[1].offset, 2), "${");
  EXPECT_EQ(found[2].name, "");
}

TEST(Variables, NamesAndDefaults) {
  const auto found = VariablesOf("${aws:PrincipalTag/team, 'all'}");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().name, "aws:PrincipalTag/team");
}

TEST(Variables, WhatIsNotKnownIsNotJudged) {
  const std::string unknown(1, kUnknown);
  EXPECT_TRUE(VariablesOf("${" + unknown + "}").empty());
  EXPECT_TRUE(VariablesOf("${aws:" + unknown).empty());
  EXPECT_EQ(VariablesOf(unknown + "${aws:userid}").size(), 1U);
}

TEST(Variables, NoneInPlainText) {
  EXPECT_TRUE(VariablesOf("arn:aws:s3:::b/$x/{y}").empty());
  EXPECT_FALSE(HasVariable("a$b"));
}

}  // namespace
}  // namespace iamgen::policy
