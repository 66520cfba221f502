// What rules repair, and what they leave to people.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "diag/example_text.h"
#include "driver/rules.h"
#include "unit/checks/linting.h"

namespace iamgen::tests {
namespace {

// A document of the statements.
std::string Document(const std::string& statements) {
  return R"({"Version": "2012-10-17", "Statement": [)" + statements + "]}";
}

std::string Allow(const std::string& members) {
  return Document(R"({"Effect": "Allow", )" + members + "}");
}

std::string Get(const std::string& condition, const char* effect = "Allow") {
  return Document(R"({"Effect": ")" + std::string(effect) +
                  R"(", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*", "Condition": )" +
                  condition + "}");
}

void Expect(const std::string& as, const std::string& before,
            const std::string& after) {
  EXPECT_EQ(Repaired(as, before), after.empty() ? before : after);
}

TEST(FixesOfRules, ActionsAreSpelledAndThinnedOut) {
  Expect("identity",
         Allow(R"("Action": ["S3:getobject", "s3:GetObject", "s3:Put*",
  "s3:PutObject"], "Resource": "arn:aws:s3:::example-bucket/*")"),
         Allow(R"("Action": ["s3:GetObject", "s3:Put*"], "Resource": )"
               R"("arn:aws:s3:::example-bucket/*")"));
  Expect("identity",
         Document(R"({"Effect": "Deny", "NotAction": ["iam:*", "iam:GetUser"],
 "Resource": "*"})"),
         Document(R"({"Effect": "Deny", "NotAction": ["iam:*"],
 "Resource": "*"})"));
  // A name that is near is a guess.
  Expect("identity", Allow(R"("Action": "s3:GetObjet",
 "Resource": "arn:aws:s3:::example-bucket/*")"),
         "");
}

TEST(FixesOfRules, ResourcesAndStatementsAreThinnedOut) {
  Expect("identity", Allow(R"("Action": "s3:GetObject", "Resource": [
   "arn:aws:s3:::example-bucket/a",
   "arn:aws:s3:::example-bucket/*"])"),
         Allow(R"("Action": "s3:GetObject", "Resource": [
   "arn:aws:s3:::example-bucket/*"])"));
  const std::string one = R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})";
  Expect("identity", Document(one + ",\n " + one), Document(one));
}

TEST(FixesOfRules, WhatSaysNothingGoes) {
  Expect("identity",
         R"({"Version": "2012-10-17", "Id": "x", "Statement": [{"Sid": "",
  "Effect": "Allow", "Action": "s3:GetObject", "Condition": {},
  "Resource": "arn:aws:s3:::example-bucket/*"}]})",
         R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", )"
         R"("Action": "s3:GetObject", )"
         R"("Resource": "arn:aws:s3:::example-bucket/*"}]})");
}

TEST(FixesOfRules, AVersionIsWrittenWhereNothingDependsOnIt) {
  const std::string rest =
      R"("Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})";
  Expect("identity", "{" + rest, R"({"Version": "2012-10-17", )" + rest);
  Expect("identity", R"({"Version": "2008-10-17", )" + rest,
         R"({"Version": "2012-10-17", )" + rest);
  const std::string variable =
      R"("Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}"}]})";
  Expect("identity", "{" + variable, "");
  Expect("identity", R"({"Version": "2008-10-17", )" + variable, "");
}

TEST(FixesOfRules, ConditionsSayTheSameInBetterWords) {
  Expect("identity",
         Get(R"({"IpAddress": {"aws:SourceIp": ["203.0.113.7/24"]}})"),
         Get(R"({"IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}})"));
  Expect("identity",
         Get(R"({"StringLike": {"s3:ExistingObjectTag/team": "*"}})"),
         Get(R"({"Null": {"s3:ExistingObjectTag/team": "false"}})"));
  Expect("identity",
         Get(R"({"StringNotLike": {"s3:ExistingObjectTag/team": ["*"]}})"),
         Get(R"({"Null": {"s3:ExistingObjectTag/team": ["true"]}})"));
  Expect("identity",
         Get(R"({"NumericLessThan": {"s3:TlsVersion": ["1", "9", "5"]}})"),
         Get(R"({"NumericLessThan": {"s3:TlsVersion": ["9"]}})"));
  Expect("identity",
         Get(R"({"StringEquals": {"aws:PrincipalTag/t": ["a", "b", "a"]}})"),
         Get(R"({"StringEquals": {"aws:PrincipalTag/t": ["a", "b"]}})"));
  Expect("identity",
         Get(R"({"StringNotEqualsIfExists": {"aws:PrincipalTag/t": "a"}})",
             "Deny"),
         Get(R"({"StringNotEquals": {"aws:PrincipalTag/t": "a"}})", "Deny"));
}

TEST(FixesOfRules, OperatorsStayWhereTheyStandForSeveralKeys) {
  Expect("identity", Get(R"({"StringLike": {"s3:ExistingObjectTag/team": "*",
    "aws:PrincipalTag/t": "a*"}})"),
         "");
  Expect("identity", Get(R"({"StringLike": {"s3:ExistingObjectTag/team": "*"},
    "null": {"aws:PrincipalTag/t": "true"}})"),
         "");
}

TEST(FixesOfRules, ArnsAreComparedAsSuchWhereThatAllowsNoMore) {
  const std::string arn = R"("arn:aws:iam::222222222222:role/*"})";
  const auto like = [&](const char* op, const char* effect) {
    return Get(
        "{\"" + std::string(op) + R"(": {"aws:PrincipalArn": )" + arn + "}",
        effect);
  };
  Expect("identity", like("StringLike", "Allow"), like("ArnLike", "Allow"));
  Expect("identity", like("StringNotLike", "Deny"), like("ArnNotLike", "Deny"));
  // The test would hold less often, and less would be denied.
  Expect("identity", like("StringLike", "Deny"), "");
  Expect("identity", Get(R"({"StringLike": {"aws:PrincipalArn": "*role/x"}})"),
         "");
}

TEST(FixesOfRules, WhatIsRefusedStaysSo) {
  Expect("identity", Document(R"({"Effect": "allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:S3:::example-bucket/*"})"),
         "");
  Expect("identity",
         R"({"Version": "2012-10-18", "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
         "");
}

TEST(FixesOfRules, TopologiesKeepTheirLayout) {
  Expect("topology", R"(iamgen: 1
master: { id: 111111111111 }
variables: { ACTION: s3:getobject }
policies:
  Reader:
    # Whoever reads.
    statements:
      - allow:
          - s3:GetOb*         # one
          - s3:getobject      # two
          - "s3:getbucketacl"
          - "{{ACTION}}tagging"
        on: arn:aws:s3:::example-bucket*
        when: { IpAddress: { aws:SourceIp: 203.0.113.7/24 } }
roles:
  Web: { in: master, trusted_by: [ { service: ec2 } ], policies: [Reader] }
)",
         R"(iamgen: 1
master: { id: "111111111111" }
variables: { ACTION: s3:getobject }
policies:
  Reader:
    # Whoever reads.
    statements:
      - allow:
          - s3:GetOb*         # one
          # two
          - "s3:GetBucketAcl"
          - "{{ACTION}}tagging"
        on: arn:aws:s3:::example-bucket*
        when: { IpAddress: { aws:SourceIp: 203.0.113.0/24 } }
roles:
  Web: { in: master, trusted_by: [ { service: ec2 } ], policies: [Reader] }
)");
}

TEST(FixesOfRules, StatementsOfTopologiesStay) {
  Expect("topology", R"(iamgen: 1
master: { id: "111111111111" }
policies:
  Reader:
    statements:
      - { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" }
      - { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" }
roles:
  Web: { in: master, trusted_by: [ { service: ec2 } ], policies: [Reader] }
)",
         "");
}

TEST(FixesOfRules, TemplatesAndTerraformKeepTheirLayout) {
  Expect("cfn", R"(Resources:
  Reader:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            # Reading.
            Action:
              - s3:getobject
              - s3:*
            Resource: !Sub arn:aws:s3:::${Bucket}/*
)",
         R"(Resources:
  Reader:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            # Reading.
            Action:
              - s3:*
            Resource: !Sub arn:aws:s3:::${Bucket}/*
)");
  Expect("tf", R"(data "aws_iam_policy_document" "reader" {
  statement {
    actions = [
      "s3:getobject", # reading
      "s3:ListBucket",
    ]
    resources = ["arn:aws:s3:::example-bucket*"]
  }
}
)",
         R"(data "aws_iam_policy_document" "reader" {
  statement {
    actions = [
      "s3:GetObject", # reading
      "s3:ListBucket",
    ]
    resources = ["arn:aws:s3:::example-bucket*"]
  }
}
)");
}

// Of all examples: what a fix leaves is as good as it was, and at an end.
TEST(FixesOfRules, DoNoHarm) {
  std::size_t fixed = 0;
  for (const diag::Rule* rule : driver::AllRules()) {
    const diag::Example& example = rule->example;
    if (example.fires.empty()) {
      continue;
    }
    for (const std::string& text :
         {diag::WholeText(example.fires), diag::WholeText(example.repaired)}) {
      const std::string after = Repaired(example.as, text, true);
      if (after == text) {
        continue;
      }
      ++fixed;
      EXPECT_EQ(Repaired(example.as, after, true), after) << rule->id;
      const auto before = IdsOf(Lint(example.as, text, true));
      // In what cannot be read nothing else is found.
      if (std::any_of(before.begin(), before.end(), [](const std::string& id) {
            return id.starts_with("SPEC0");
          })) {
        continue;
      }
      for (const std::string& id : IdsOf(Lint(example.as, after, true))) {
        // Some project may want names, but not empty ones.
        EXPECT_TRUE(std::count(before.begin(), before.end(), id) == 1 ||
                    id == "IAM806")
            << rule->id << " gets " << id << " in\n"
            << after;
      }
    }
  }
  EXPECT_GT(fixed, 10U);
}

}  // namespace
}  // namespace iamgen::tests
