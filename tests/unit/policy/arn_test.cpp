// Fields of ARNs, with what may stand in them.
#include "policy/arn.h"

#include <gtest/gtest.h>

#include <string>

#include "policy/document.h"

namespace iamgen::policy {
namespace {

TEST(Arns, SplitAtTheirFirstFiveColons) {
  const auto arn =
      SplitArn("arn:aws:lambda:eu-west-1:222222222222:function:nightly:live");
  ASSERT_TRUE(arn);
  EXPECT_EQ(arn->prefix, "arn");
  EXPECT_EQ(arn->partition, "aws");
  EXPECT_EQ(arn->service, "lambda");
  EXPECT_EQ(arn->region, "eu-west-1");
  EXPECT_EQ(arn->account, "222222222222");
  EXPECT_EQ(arn->resource, "function:nightly:live");
}

TEST(Arns, MayHaveEmptyFields) {
  const auto arn = SplitArn("arn:aws:s3:::");
  ASSERT_TRUE(arn);
  EXPECT_EQ(arn->service, "s3");
  EXPECT_EQ(arn->region, "");
  EXPECT_EQ(arn->account, "");
  EXPECT_EQ(arn->resource, "");
}

TEST(Arns, AreNoneWithFewerFields) {
  EXPECT_FALSE(SplitArn(""));
  EXPECT_FALSE(SplitArn("*"));
  EXPECT_FALSE(SplitArn("arn:aws:s3"));
  EXPECT_FALSE(SplitArn("arn:aws:s3::bucket"));
  EXPECT_EQ(CountArnFields(""), 1U);
  EXPECT_EQ(CountArnFields("arn:aws:s3::bucket"), 5U);
  EXPECT_EQ(CountArnFields("arn:aws:s3:::bucket"), 6U);
  EXPECT_EQ(CountArnFields("arn:aws:logs:r:a:log-group:g:*"), 6U);
}

TEST(Arns, DoNotSplitWithinVariables) {
  const auto arn =
      SplitArn("arn:aws:s3:${aws:RequestedRegion}::${aws:username}/*");
  ASSERT_TRUE(arn);
  EXPECT_EQ(arn->region, "${aws:RequestedRegion}");
  EXPECT_EQ(arn->account, "");
  EXPECT_EQ(arn->resource, "${aws:username}/*");
  EXPECT_FALSE(SplitArn("arn:aws:s3::${aws:username}"));
  // One that never ends is text.
  const auto open = SplitArn("arn:aws:s3:::${aws:username");
  ASSERT_TRUE(open);
  EXPECT_EQ(open->resource, "${aws:username");
}

TEST(Arns, HaveFieldsThatCanBeJudged) {
  EXPECT_TRUE(IsLiteralField("eu-west-1"));
  EXPECT_TRUE(IsLiteralField(""));
  EXPECT_TRUE(IsLiteralField("cost$"));
  EXPECT_FALSE(IsLiteralField("eu-*"));
  EXPECT_FALSE(IsLiteralField("eu-west-?"));
  EXPECT_FALSE(IsLiteralField("${aws:RequestedRegion}"));
  EXPECT_FALSE(IsLiteralField(std::string("eu") + kUnknown));
}

TEST(Arns, HaveVariablesThatMayBeAnything) {
  EXPECT_EQ(VariablesAsWildcards("home/${aws:username}/*"), "home/*/*");
  EXPECT_EQ(VariablesAsWildcards("${aws:PrincipalTag/team, 'none'}-x"), "*-x");
  EXPECT_EQ(VariablesAsWildcards("a${*}b${?}c${$}d"), "a?b?c?d");
  EXPECT_EQ(VariablesAsWildcards("a${b"), "a${b");
  EXPECT_EQ(VariablesAsWildcards("arn:${Partition}:s3:::${BucketName}"),
            "arn:*:s3:::*");
}

}  // namespace
}  // namespace iamgen::policy
