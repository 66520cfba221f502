// What is known of a statement's texts once they are looked up.
#include "policy/parsed_statement.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalogue.h"
#include "unit/policy/statements.h"

namespace iamgen::policy {
namespace {

bool Contains(const ParsedStatement& parsed, std::string_view action) {
  return parsed.covered.Contains(*Known().FindAction(action));
}

TEST(ParsedStatement, TakesActionsApart) {
  const Statement statement =
      Allow({"S3:getobject", "s3:Get*", "*", "nothing:Here", "s3:No", "s3",
             "s3: GetObject", "a:b:c", std::string("s3:Get") + kUnknown});
  const ParsedStatement parsed = Parse(statement, Known());
  ASSERT_EQ(parsed.actions.size(), 9U);
  const auto& actions = parsed.actions;
  EXPECT_EQ(actions[0].prefix, "S3");
  EXPECT_EQ(actions[0].name, "getobject");
  EXPECT_TRUE(actions[0].well_formed);
  EXPECT_TRUE(actions[0].covers_any);
  EXPECT_EQ(actions[0].action, Known().FindAction("s3:GetObject"));
  EXPECT_TRUE(actions[1].pattern);
  EXPECT_TRUE(actions[1].covers_any);
  EXPECT_FALSE(actions[1].action);
  EXPECT_TRUE(actions[2].anything);
  EXPECT_TRUE(actions[2].covers_any);
  EXPECT_FALSE(actions[3].service);
  EXPECT_TRUE(actions[4].service);
  EXPECT_FALSE(actions[4].action);
  EXPECT_FALSE(actions[4].covers_any);
  EXPECT_FALSE(actions[5].well_formed);
  EXPECT_FALSE(actions[6].well_formed);
  EXPECT_FALSE(actions[7].well_formed);
  EXPECT_TRUE(actions[8].unknown);
  EXPECT_TRUE(actions[8].pattern);
}

TEST(ParsedStatement, CoversWhatItsActionsName) {
  const Statement statement = Allow({"s3:GetObject", "sqs:*"});
  const ParsedStatement parsed = Parse(statement, Known());
  EXPECT_TRUE(Contains(parsed, "s3:GetObject"));
  EXPECT_TRUE(Contains(parsed, "sqs:SendMessage"));
  EXPECT_FALSE(Contains(parsed, "s3:PutObject"));
}

TEST(ParsedStatement, CoversWhatNotActionLeaves) {
  Statement statement = Allow({"s3:*", "iam:PassRole"});
  statement.action.except = true;
  EXPECT_FALSE(Contains(Parse(statement, Known()), "s3:GetObject"));
  EXPECT_FALSE(Contains(Parse(statement, Known()), "iam:PassRole"));
  EXPECT_TRUE(Contains(Parse(statement, Known()), "iam:GetRole"));
  // More may be left out than is known.
  statement.action.of.complete = false;
  EXPECT_TRUE(Parse(statement, Known()).covered.empty());
}

TEST(ParsedStatement, CoversNothingThatIsNotKnown) {
  const Statement statement =
      Allow({std::string("s3:") + kUnknown, "s3:Get Object", "GetObject"});
  EXPECT_TRUE(Parse(statement, Known()).covered.empty());
}

TEST(ParsedStatement, TakesResourcesApart) {
  const Statement statement =
      Allow({"s3:*"}, {"**", "arn:aws:s3:::b/*", "arn:aws:*:::b", "b"});
  const ParsedStatement parsed = Parse(statement, Known());
  EXPECT_TRUE(parsed.OnEverything());
  EXPECT_TRUE(parsed.resources[0].anything);
  EXPECT_EQ(parsed.resources[1].service, Known().FindService("s3"));
  ASSERT_TRUE(parsed.resources[1].arn);
  EXPECT_EQ(parsed.resources[1].arn->resource, "b/*");
  EXPECT_FALSE(parsed.resources[2].service);
  EXPECT_FALSE(parsed.resources[3].arn);
}

TEST(ParsedStatement, IsOnEverythingOnlyWithAStar) {
  const Statement named = Allow({"s3:*"}, {"arn:aws:s3:::*"});
  EXPECT_FALSE(Parse(named, Known()).OnEverything());
  Statement except = Allow({"s3:*"}, {"*"});
  except.resource.except = true;
  EXPECT_FALSE(Parse(except, Known()).OnEverything());
}

TEST(ParsedStatement, FindsTestsByTheirKeys) {
  Statement statement = Allow({"s3:*"});
  statement.has_condition = true;
  ConditionBlock block;
  block.op.text = "StringEquals";
  block.tests.push_back({.key = {.text = "AWS:ResourceTag/team", .span = {}},
                         .of = ClauseOf({"blue"}).of});
  block.tests.push_back({.key = {.text = "s3:prefix", .span = {}},
                         .of = ClauseOf({"a", "b"}).of});
  statement.condition.push_back(std::move(block));
  const ParsedStatement parsed = Parse(statement, Known());
  EXPECT_TRUE(parsed.IsConditional());
  ASSERT_EQ(parsed.tests.size(), 2U);
  EXPECT_TRUE(parsed.tests[0].id);
  EXPECT_TRUE(parsed.tests[0].op);
  EXPECT_EQ(parsed.TestsOf("aws:resourcetag/").size(), 1U);
  EXPECT_EQ(parsed.TestsOf("aws:resourcetag/team").size(), 1U);
  EXPECT_EQ(parsed.TestsOf("s3:prefix").size(), 1U);
  EXPECT_EQ(parsed.TestsOf("s3:prefix").front()->values().size(), 2U);
  EXPECT_TRUE(parsed.TestsOf("s3:pre").empty());
}

TEST(ParsedStatement, MayBeConditionalUnseen) {
  Statement statement = Allow({"s3:*"});
  EXPECT_FALSE(Parse(statement, Known()).IsConditional());
  statement.condition_complete = false;
  EXPECT_TRUE(Parse(statement, Known()).IsConditional());
}

}  // namespace
}  // namespace iamgen::policy
