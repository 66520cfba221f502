// What rules repair, and what they leave to people.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalogue.h"
#include "diag/example_text.h"
#include "driver/rules.h"
#include "oracle/naive_evaluation.h"
#include "unit/checks/linting.h"

namespace iamgen::tests {
namespace {

using Json = nlohmann::json;

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

// The texts anywhere below, with something in place of wildcards.
void Gather(const Json& value, std::set<std::string>& into) {
  if (value.is_string()) {
    std::string text = value.get<std::string>();
    std::replace(text.begin(), text.end(), '*', 'x');
    std::replace(text.begin(), text.end(), '?', 'y');
    into.insert(std::move(text));
  }
  if (value.is_structured()) {
    for (const Json& one : value) {
      Gather(one, into);
    }
  }
}

// What is sent with a request: nothing, and each key of a condition alone, with
// each of the values that stand in the document.
std::vector<Json> ContextsOf(const Json& document,
                             const std::set<std::string>& texts) {
  std::vector<Json> contexts = {Json::object()};
  std::set<std::string> keys;
  const Json& statements = document["Statement"];
  for (const Json& one :
       statements.is_array() ? statements : Json::array({statements})) {
    for (const Json& tests : one.value("Condition", Json::object())) {
      for (const auto& [key, values] : tests.items()) {
        keys.insert(key);
      }
    }
  }
  for (const std::string& key : keys) {
    for (const std::string& text : texts) {
      contexts.push_back({{key, text}});
    }
  }
  return contexts;
}

// Asks an evaluator of its own about requests made of what stands in a
// document, at most so many, and expects that a fix lets nobody do more and
// denies as much. Gives how many were decided.
std::size_t ExpectNoMore(const std::string& text, const std::string& fixed,
                         std::size_t most) {
  const Json before = Json::parse(text);
  const Json after = Json::parse(fixed);
  std::set<std::string> texts;
  Gather(before, texts);
  std::size_t asked = 0;
  std::size_t decided = 0;
  for (const std::string& action : texts) {
    for (const std::string& resource : texts) {
      // Anything else is no request.
      if (action.find(':') == std::string::npos || action.starts_with("arn:") ||
          (resource != "x" && !resource.starts_with("arn:"))) {
        continue;
      }
      for (const Json& context : ContextsOf(before, texts)) {
        if (++asked > most) {
          return decided;
        }
        Json request = {{"principal", "arn:aws:iam::222222222222:user/ann"},
                        {"action", action},
                        {"resource", resource == "x" ? "*" : resource},
                        {"context", context},
                        {"identity_policies", Json::array({before})}};
        const auto was = oracle::EvaluateNaively(request);
        request["identity_policies"] = Json::array({after});
        const auto is = oracle::EvaluateNaively(request);
        // No request carries a value that its key cannot have.
        if (!was.error.empty() || (!is.error.empty() && !context.empty())) {
          continue;
        }
        ++decided;
        EXPECT_EQ(is.error, "") << request;
        EXPECT_TRUE(is.decision != "allowed" || was.decision == "allowed")
            << request;
        EXPECT_TRUE(was.decision != "explicit_deny" ||
                    is.decision == "explicit_deny")
            << request;
      }
    }
  }
  return decided;
}

TEST(FixesOfRules, LetNobodyDoMore) {
  std::size_t decided = 0;
  for (const diag::Rule* rule : driver::AllRules()) {
    const diag::Example& example = rule->example;
    const std::string text = diag::WholeText(example.fires);
    if (!example.as.starts_with("identity") || !Json::accept(text)) {
      continue;
    }
    SCOPED_TRACE(rule->id);
    const std::string fixed = Repaired(example.as, text, true);
    if (fixed != text) {
      decided += ExpectNoMore(text, fixed, 1000);
    }
  }
  EXPECT_GT(decided, 50U);
}

TEST(FixesOfRules, LetNobodyDoMoreByPoliciesOfAws) {
  const catalog::Catalogue& catalogue = catalog::Catalogue::Embedded();
  std::size_t decided = 0;
  std::size_t number = 0;
  for (const catalog::PolicyId policy : catalogue.Policies()) {
    // Some of each letter.
    if (++number % 4 != 0 || !catalogue.HasDocument(policy)) {
      continue;
    }
    SCOPED_TRACE(catalogue.NameOf(policy));
    const std::string text = catalogue.DocumentOf(policy);
    const std::string fixed = Repaired("identity", text);
    if (fixed != text) {
      decided += ExpectNoMore(text, fixed, 20);
    }
  }
  EXPECT_GT(decided, 500U);
}

}  // namespace
}  // namespace iamgen::tests
