// Actions and resources against requests; patterns that are meant to be slow.
#include "evaluation/matching.h"

#include <gtest/gtest.h>

#include "evaluation/glob.h"
#include "unit/evaluation/deciding.h"

namespace iamgen::evaluation {
namespace {

struct Row {
  const char* pattern;
  const char* text;
  bool matches;
};

class Actions : public testing::TestWithParam<Row> {};

TEST_P(Actions, Match) {
  const Row& row = GetParam();
  for (const bool except : {false, true}) {
    const CompiledPolicy policy = Compiled(Statement(
        "Allow", std::string(except ? "\"NotAction" : "\"Action") + "\": \"" +
                     row.pattern + R"(", "Resource": "*")"));
    Request request;
    Fill(request, kAnn, row.text, "*");
    Matcher matcher(request);
    EXPECT_EQ(matcher.Body(policy.statements.front()),
              TruthOf(row.matches != except))
        << row.pattern << " " << row.text;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, Actions,
    testing::Values(Row{"S3:getobject", "s3:GetObject", true},
                    Row{"iam:*AccessKey*", "iam:UpdateAccessKey", true},
                    Row{"iam:*AccessKey*", "iam:ListUsers", false},
                    Row{"s3:Get?bject", "s3:GetObject", true},
                    Row{"s3:Get*", "s3:GetObject", true},
                    Row{"s3:Get*", "s3:ListBucket", false},
                    Row{"s3:GetObject ", "s3:GetObject", false},
                    Row{"s3:", "s3:GetObject", false},
                    Row{"s3:GetObject,PutObject", "s3:GetObject", false},
                    Row{"made:Up*", "made:UpThing", true},
                    Row{"*:*", "s3:GetObject", true}));

class Resources : public testing::TestWithParam<Row> {};

TEST_P(Resources, Match) {
  const Row& row = GetParam();
  for (const bool except : {false, true}) {
    const CompiledPolicy policy = Compiled(Statement(
        "Allow", std::string(except ? "\"NotResource" : "\"Resource") +
                     "\": \"" + row.pattern + R"(", "Action": "*")"));
    ASSERT_TRUE(policy.faults.empty()) << policy.faults.front().message;
    Request request;
    Fill(request, kAnn, "made:Up", row.text,
         {One("aws:username", "ann"), One("aws:PrincipalTag/s", "*")});
    Matcher matcher(request);
    EXPECT_EQ(matcher.Body(policy.statements.front()),
              TruthOf(row.matches != except))
        << row.pattern << " " << row.text;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, Resources,
    testing::Values(
        Row{"arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/2/test/x", true},
        Row{"arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b//test/x", true},
        Row{"arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/test/", true},
        Row{"arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/test/x", false},
        Row{"arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1-test/x", false},
        Row{"arn:aws:lambda:*:*:function:app*",
            "arn:aws:lambda:eu-west-1:111122223333:function:app:7", true},
        Row{"arn:aws:x:*:111122223333:t/*",
            "arn:aws:x:us-east-2:999999999999:s/abc:111122223333:t/d", false},
        Row{"arn:aws:iam::111122223333:user/Ann",
            "arn:aws:iam::111122223333:user/ann", false},
        Row{"arn:aws:sqs:us-east-2", "arn:aws:sqs:us-east-2:111122223333:q",
            true},
        Row{"arn:aws:s3:::b", "*", false}, Row{"*", "*", true},
        Row{"arn:aws:s3:::h/${aws:username}/*", "arn:aws:s3:::h/ann/x", true},
        Row{"arn:aws:s3:::h/${aws:userid}/*", "arn:aws:s3:::h/ann/x", false},
        Row{"arn:aws:s3:::h/${aws:PrincipalTag/s}/*", "arn:aws:s3:::h/bob/x",
            false},
        Row{"arn:aws:s3:::h-${aws:PrincipalTag/t, 'all'}", "arn:aws:s3:::h-all",
            true},
        Row{"arn:aws:s3:::h/a${*}b", "arn:aws:s3:::h/a*b", true},
        Row{"arn:aws:s3:::h/a${*}b", "arn:aws:s3:::h/axb", false}));

TEST(Variables, AreTextWithoutAVersion) {
  const CompiledPolicy policy = Compiled(
      R"({"Statement": {"Effect": "Allow", "Action": "*",
          "Resource": "arn:aws:s3:::h/${aws:username}"}})");
  Request request;
  Fill(request, kAnn, "s3:GetObject", "arn:aws:s3:::h/ann",
       {One("aws:username", "ann")});
  EXPECT_EQ(Matcher(request).Body(policy.statements.front()), Truth::kNo);
  Request literal;
  Fill(literal, kAnn, "s3:GetObject", "arn:aws:s3:::h/${aws:username}");
  EXPECT_EQ(Matcher(literal).Body(policy.statements.front()), Truth::kYes);
}

TEST(Glob, TakesNoLongerForPatternsThatRepeat) {
  const std::string text(200'000, 'a');
  EXPECT_FALSE(evaluation::Matches(Encoded("*a*a*a*a*a*b"), text));
  std::string marks = "*";
  for (int i = 0; i < 500; ++i) {
    marks += "a?";
  }
  EXPECT_FALSE(evaluation::Matches(Encoded(marks + "b*"), text));
  EXPECT_TRUE(evaluation::Matches(Encoded(marks + "*"), text));
}

TEST(Faults, AreSaid) {
  for (const char* rest :
       {R"("Action": "*:GetObject", "Resource": "*")",
        R"("Action": "s3:*", "Resource": "arn:aws:dynamodb:*:table/x")",
        R"("Action": "s3:*", "Resource": "arn:aws:s3:${aws:x}::b")",
        R"("Action": "s3:*")",
        R"("Action": "*", "Resource": "*",
           "Condition": {"NumericEquals": {"k": "abc"}})",
        R"("Action": "*", "Resource": "*", "Principal": "*")"}) {
    EXPECT_FALSE(Compiled(Statement("Allow", rest)).faults.empty()) << rest;
  }
}

}  // namespace
}  // namespace iamgen::evaluation
