// Operators against single values, lists and keys that are missing.
#include <gtest/gtest.h>

#include "evaluation/matching.h"
#include "unit/evaluation/deciding.h"

namespace iamgen::evaluation {
namespace {

struct Row {
  const char* condition;
  Keys keys;
  bool matches;
};

class Conditions : public testing::TestWithParam<Row> {};

TEST_P(Conditions, Match) {
  const Row& row = GetParam();
  const CompiledPolicy policy = Compiled(
      Statement("Allow", R"("Action": "*", "Resource": "*", "Condition": )" +
                             std::string(row.condition)));
  ASSERT_TRUE(policy.faults.empty()) << policy.faults.front().message;
  Request request;
  Fill(request, kAnn, "s3:GetObject", "arn:aws:s3:::b/o", row.keys);
  Matcher matcher(request);
  EXPECT_EQ(matcher.Body(policy.statements.front()), TruthOf(row.matches))
      << row.condition;
  EXPECT_FALSE(matcher.error());
}

const Row kRows[] = {
    {R"({})", {}, true},
    {R"({"StringNotEquals": {"k": ["a", "b"]}})", {One("K", "b")}, false},
    {R"({"StringNotEquals": {"k": ["a", "b"]}})", {One("k", "c")}, true},
    {R"({"StringNotEquals": {"k": ["a", "b"]}})", {}, true},
    {R"({"StringEquals": {"k": "a*"}})", {One("k", "ab")}, false},
    {R"({"StringEquals": {"k": "a"}})", {}, false},
    {R"({"StringEqualsIfExists": {"k": "a"}})", {}, true},
    {R"({"StringEqualsIgnoreCase": {"k": "aB"}})", {One("k", "Ab")}, true},
    {R"({"StringEqualsIgnoreCase": {"k": "ß"}})", {One("k", "ss")}, false},
    {R"({"StringEqualsIgnoreCase": {"k": "É"}})", {One("k", "é")}, true},
    {R"({"StringLike": {"k": ""}})", {One("k", "")}, true},
    {R"({"StringLike": {"k": ""}})", {One("k", "a")}, false},
    {R"({"StringLike": {"k": "a?c"}})", {One("k", "aéc")}, true},
    {R"({"StringNotLike": {"k": "a*"}})", {}, true},
    {R"({"NumericLessThan": {"k": "10"}})", {One("k", "9")}, true},
    {R"({"NumericLessThan": {"k": 10}})", {One("k", "10.0")}, false},
    {R"({"NumericEquals": {"k": "10"}})", {One("k", "10.0")}, true},
    {R"({"NumericNotEquals": {"k": "10"}})", {}, true},
    {R"({"DateEquals": {"k": "2018-08-10T00:00:00Z"}})",
     {One("k", "1533859200")},
     true},
    {R"({"DateLessThan": {"k": "2024-01-01"}})",
     {One("k", "2023-12-31T23:59:59Z")},
     true},
    {R"({"IpAddress": {"k": "0.0.0.0/0"}})", {One("k", "10.1.2.3")}, true},
    {R"({"IpAddress": {"k": "0.0.0.0/0"}})", {One("k", "2001:db8::1")}, false},
    {R"({"IpAddress": {"k": "::/0"}})", {One("k", "2001:db8::1")}, true},
    {R"({"IpAddress": {"k": "::/0"}})", {One("k", "10.1.2.3")}, false},
    {R"({"IpAddress": {"k": "192.168.10.10/8"}})",
     {One("k", "192.1.1.1")},
     true},
    {R"({"NotIpAddress": {"k": ["10.0.0.0/8", "192.0.2.0/24"]}})",
     {One("k", "192.0.2.9")},
     false},
    {R"({"NotIpAddress": {"k": "10.0.0.0/8"}})", {}, true},
    {R"({"ArnLike": {"k": "arn:aws:sns:*:111122223333:*"}})",
     {One("k", "arn:aws:sns:eu-west-1:111122223333:t:sub")},
     true},
    {R"({"StringLike": {"k": "arn:aws:x:*:111122223333:t/*"}})",
     {One("k", "arn:aws:x:r:9:s:111122223333:t/d")},
     true},
    {R"({"ArnLike": {"k": "arn:aws:x:*:111122223333:t/*"}})",
     {One("k", "arn:aws:x:r:9:s:111122223333:t/d")},
     false},
    {R"({"ArnLike": {"k": "arn:aws:s3"}})",
     {One("k", "arn:aws:s3:::b")},
     false},
    {R"({"ArnEquals": {"k": "*"}})", {One("k", "arn:aws:s3:::b")}, true},
    {R"({"BinaryEquals": {"k": "QmluYXJ5"}})", {One("k", "QmluYXJ5")}, true},
    {R"({"Bool": {"k": true}})", {One("k", "True")}, true},
    {R"({"Bool": {"k": "false"}})", {}, false},
    {R"({"BoolIfExists": {"k": "false"}})", {}, true},
    {R"({"Null": {"k": "true"}})", {}, true},
    {R"({"Null": {"k": "true"}})", {One("k", "")}, true},
    {R"({"Null": {"k": "true"}})", {Many("k", {})}, true},
    {R"({"Null": {"k": "false"}})", {}, false},
    {R"({"Null": {"k": "false"}})", {One("k", "a")}, true},
    {R"({"ForAllValues:StringEquals": {"k": ["a", "b"]}})",
     {Many("k", {"a", "b"})},
     true},
    {R"({"ForAllValues:StringEquals": {"k": ["a", "b"]}})",
     {Many("k", {"a", "c"})},
     false},
    {R"({"ForAllValues:StringEquals": {"k": "a"}})", {Many("k", {})}, true},
    {R"({"ForAllValues:StringEquals": {"k": "a"}})", {Many("k", {""})}, true},
    {R"({"ForAllValues:StringEquals": {"k": "a"}})", {}, true},
    {R"({"ForAnyValue:StringEquals": {"k": "a"}})",
     {Many("k", {"a", "c"})},
     true},
    {R"({"ForAnyValue:StringEquals": {"k": "a"}})", {Many("k", {"c"})}, false},
    {R"({"ForAnyValue:StringNotEquals": {"k": "a"}})", {}, false},
    {R"({"ForAnyValue:StringEqualsIfExists": {"k": "a"}})", {}, true},
    {R"({"ForAllValues:StringNotLike": {"k": "key1*"}})",
     {Many("k", {"key1:x", "key2:y"})},
     false},
    {R"({"StringEquals": {"k": ["a", "b"]}})", {Many("k", {"a", "b"})}, false},
    {R"({"StringNotEquals": {"k": "a"}})", {Many("k", {"b", "c"})}, true},
    {R"({"StringNotEquals": {"k": "a"}})", {Many("k", {"a", "c"})}, false},
    {R"({"StringNotEquals": {"k": "${aws:PrincipalTag/T}"}})",
     {One("k", "red")},
     true},
    {R"({"StringEquals": {"k": ["${aws:PrincipalTag/T}", "red"]}})",
     {One("k", "red")},
     true},
    {R"({"StringLike": {"k": "${aws:PrincipalTag/T}"}})",
     {One("k", "red"), One("aws:principaltag/t", "*")},
     false},
    {R"({"StringEquals": {"aws:RequestTag/Team": "x"}})",
     {One("aws:requesttag/team", "x")},
     true},
};

INSTANTIATE_TEST_SUITE_P(Table, Conditions, testing::ValuesIn(kRows));

TEST(Condition, WaitsForAKeyThatNobodyKnows) {
  const CompiledPolicy policy = Compiled(
      Statement("Allow", R"("Action": "*", "Resource": "*", "Condition":
                 {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})"));
  Request request;
  ContextKey address;
  address.name = "aws:SourceIp";
  address.unknown = true;
  Fill(request, kAnn, "s3:GetObject", "arn:aws:s3:::b/o", {address});
  Matcher matcher(request);
  EXPECT_EQ(matcher.Body(policy.statements.front()), Truth::kDepends);
  EXPECT_TRUE(matcher.deciding().contains("aws:sourceip"));
}

TEST(Condition, SaysWhichValueIsNone) {
  const CompiledPolicy policy = Compiled(
      Statement("Allow", R"("Action": "*", "Resource": "*", "Condition":
                 {"NumericNotEquals": {"k": "1"}})"));
  Request request;
  Fill(request, kAnn, "s3:GetObject", "arn:aws:s3:::b/o", {One("k", "abc")});
  Matcher matcher(request);
  matcher.Body(policy.statements.front());
  EXPECT_TRUE(matcher.error());
}

}  // namespace
}  // namespace iamgen::evaluation
