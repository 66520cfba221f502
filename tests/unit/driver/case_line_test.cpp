// Lines without their policies, and lines that are left alone.
#include "driver/case_line.h"

#include <gtest/gtest.h>

#include "catalog/catalogue.h"
#include "driver/known_policies.h"
#include "driver/simulate_case.h"

namespace iamgen::driver {
namespace {

TEST(CaseLine, TakesPoliciesOut) {
  KnownPolicies known(catalog::Catalogue::Embedded());
  const auto line = TakePoliciesOut(
      R"({"id": 1, "identity_policies": [{"a": "}"}, {"b": []}],)"
      R"( "resource_policy": {"a": "}"}, "scps": [[{"b": []}], [], {"c": 1}],)"
      R"( "context": {"session_policy": {}}})",
      known);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->text, R"({"id": 1, "identity_policies": [{}, {}],)"
                        R"( "resource_policy": {}, "scps": [[{}], [], {}],)"
                        R"( "context": {"session_policy": {}}})");
  ASSERT_EQ(line->policies.size(), 5U);
  EXPECT_EQ(line->policies[0].number, line->policies[2].number);
  EXPECT_EQ(line->policies[1].number, line->policies[3].number);
  EXPECT_EQ(line->NumberAt(line->policies[4].offset), line->policies[4].number);
  EXPECT_FALSE(line->NumberAt(line->policies[4].offset + 1));
}

TEST(CaseLine, LeavesAloneWhatItDoesNotUnderstand) {
  KnownPolicies known(catalog::Catalogue::Embedded());
  for (const char* text : {"", "[]", "{", "{}", R"({"id" 1})", R"({"id": 1)",
                           R"({"id": "a)", R"({"session_policy": {"a": 1)",
                           R"({"scps": [{}})", R"({"context": {"a": "\\"})"}) {
    EXPECT_FALSE(TakePoliciesOut(text, known)) << text;
  }
}

TEST(CaseLine, MeasuresValues) {
  EXPECT_EQ(SizeOfJsonValue(R"({"a": "\"}"} ,)"), 12U);
  EXPECT_EQ(SizeOfJsonValue("[[], {}]]"), 8U);
  EXPECT_EQ(SizeOfJsonValue(R"("a\\" ,)"), 5U);
  EXPECT_EQ(SizeOfJsonValue(R"("a)"), 0U);
  EXPECT_EQ(SizeOfJsonValue("1"), 0U);
}

// A long policy is compiled otherwise once it has come often.
TEST(CaseAnswerer, AnswersAlikeHoweverOftenAPolicyComes) {
  std::string actions = R"("s3:GetObject")";
  for (int i = 0; i < 300; ++i) {
    actions += R"(, "ec2:Describe)" + std::to_string(i) + "*\"";
  }
  const auto line = [&](const char* action) {
    return R"({"principal": "arn:aws:iam::111111111111:user/ann", "action": ")" +
           std::string(action) +
           R"(", "resource": "arn:aws:s3:::b/o", "identity_policies": [)" +
           R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",)" +
           R"( "Resource": "*", "Action": [)" + actions + "]}}]}";
  };
  CaseAnswerer answerer(catalog::Catalogue::Embedded());
  for (int i = 0; i < 10; ++i) {
    EXPECT_NE(answerer.Answer(line("s3:GetObject")).find("\"allowed\""),
              std::string::npos);
    EXPECT_NE(answerer.Answer(line("s3:PutObject")).find("\"implicit_deny\""),
              std::string::npos);
  }
}

}  // namespace
}  // namespace iamgen::driver
