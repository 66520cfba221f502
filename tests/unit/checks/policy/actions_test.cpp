// What actions may look like, and which of them there are.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/policy/case.h"

namespace iamgen::tests {
namespace {

constexpr std::string_view kRules =
    "IAM201 IAM202 IAM203 IAM204 IAM205 IAM206 IAM207 IAM212 IAM214";

struct Case {
  std::string_view action;
  std::string_view fires;
};

TEST(Actions, AreToldOfByTheirMistake) {
  const std::vector<Case> cases = {
      {"s3:GetObject", ""},
      {"*", ""},
      {"**", ""},
      {"s3:*", ""},
      {"s3:**", ""},
      {"s3:Get*", ""},
      {"s3:G?tObject", ""},
      {"S3:getobject*", ""},
      {"s3:GetObjects", "IAM201"},
      {"s3:Get/Object", "IAM201"},
      {"s3:GetObject.", "IAM201"},
      {"dyanmodb:PutItem", "IAM202"},
      {"dyanmodb:Put*", "IAM202"},
      {"elastic-inference:Connect", "IAM202"},
      // In use by AWS, and nowhere described.
      {"builderid:CreateInvitation", ""},
      {"builderid:*", ""},
      {"payments:GetAccountBalance", ""},
      {"s3:Gte*", "IAM203"},
      // Exactly one character.
      {"s3:GetObject?", "IAM203"},
      {"s3:?etObject", ""},
      {"s3GetObject", "IAM204"},
      {"?", "IAM204"},
      {"s3:Get:Object", "IAM204"},
      {":GetObject", "IAM204"},
      {"s_3:GetObject", "IAM204"},
      {"s3: GetObject", "IAM205"},
      {"s3:GetObject ", "IAM205"},
      {"s3:Get Object", "IAM205"},
      {"s3:\\tGetObject", "IAM205"},
      {" s3:GetObject", "IAM205"},
      {"s3:", "IAM205"},
      {"*:*", "IAM206"},
      {"s?:GetObject", "IAM206"},
      {"*:GetObject", "IAM206"},
      {"s3:ListBuckets", "IAM207"},
      {"s3:CreateMultipartUpload", "IAM207"},
      {"lambda:Invoke", "IAM207"},
      {"s3:getobject", "IAM212"},
      {"S3:GetObject", "IAM212"},
      {"codestar:CreateProject", "IAM214"},
      {"qldb:*", "IAM214"},
      {"account:GetChallengeQuestions", "IAM214"},
      // Others tell of variables.
      {"s3:${aws:username}", ""},
  };
  for (const Case& one : cases) {
    const std::string action = "\"" + std::string(one.action) + "\"";
    EXPECT_EQ(Fired("identity", Allowing(action), kRules), one.fires)
        << one.action;
    EXPECT_EQ(Fired("identity",
                    Document(R"({"Effect": "Deny", "NotAction": )" + action +
                             R"(, "Resource": "*"})"),
                    kRules),
              one.fires)
        << one.action;
  }
}

TEST(Actions, AreRepairedByWhatTheHelpSays) {
  const auto help = [](std::string_view action, std::string_view rule) {
    return First("identity", Allowing("\"" + std::string(action) + "\""), rule)
        .help;
  };
  EXPECT_EQ(help("s3:GetObjets", "IAM201"), "did you mean `GetObject`?");
  EXPECT_EQ(help("dyanmodb:PutItem", "IAM202"), "did you mean `dynamodb`?");
  EXPECT_EQ(help("stepfunctions:StartExecution", "IAM202"),
            "its prefix is `states`");
  EXPECT_EQ(help("s3:ListBuckets", "IAM207"), "it takes `s3:ListAllMyBuckets`");
  EXPECT_EQ(help("s3:getobject", "IAM212"), "write `s3:GetObject`");
}

TEST(Actions, AreErrorsWhereIamRefusesThem) {
  const auto severity = [](std::string_view action, std::string_view rule) {
    return First("identity", Allowing("\"" + std::string(action) + "\""), rule)
        .severity;
  };
  EXPECT_EQ(severity("*:*", "IAM206"), diag::Severity::kError);
  EXPECT_EQ(severity(" s3:GetObject", "IAM205"), diag::Severity::kError);
  EXPECT_EQ(severity("s3:GetObject ", "IAM205"), diag::Severity::kWarning);
}

TEST(Actions, ArePointedAtOneByOne) {
  EXPECT_EQ(First("identity", Allowing(R"(["s3:GetObject", "s3:GetObjetc"])"),
                  "IAM201")
                .text,
            "\"s3:GetObjetc\"");
}

TEST(Actions, OfTrustPoliciesAreThoseThatAssume) {
  constexpr std::string_view kAll =
      "IAM201 IAM202 IAM203 IAM204 IAM209 IAM210 IAM211 IAM212";
  const std::vector<Case> cases = {
      {"sts:AssumeRole", ""},
      {"sts:AssumeRoleWithSAML", ""},
      {"sts:AssumeRoleWithWebIdentity", ""},
      {"sts:TagSession", ""},
      {"sts:SetSourceIdentity", ""},
      {"sts:SetContext", ""},
      {"sts:assumerole", "IAM212"},
      {"sts:AsumeRole", "IAM201"},
      {"st:AssumeRole", "IAM202"},
      {"sts:Asume*", "IAM203"},
      {"AssumeRole", "IAM204"},
      {"sts:GetCallerIdentity", "IAM209"},
      {"sts:Get*", "IAM209"},
      {"s3:GetObject", "IAM209"},
      {"s3:NoSuchThing", "IAM209"},
      {"s3:*", "IAM209"},
      {"*", "IAM210"},
      {"sts:*", "IAM210"},
      {"sts:AssumeRole*", "IAM210"},
      {"sts:*Session*", "IAM210"},
      {"sts:Set*", "IAM210"},
      // One and no more.
      {"sts:TagS*", ""},
      {"sts:AssumeRole?ithSAML", ""},
  };
  for (const Case& one : cases) {
    const std::string statement =
        R"("Principal": {"Service": "ec2.amazonaws.com"}, "Action": ")" +
        std::string(one.action) + "\"}";
    EXPECT_EQ(
        Fired("trust", Document(R"({"Effect": "Allow", )" + statement), kAll),
        one.fires)
        << one.action;
    // A Deny may be as wide as it likes.
    const std::string_view denied = one.fires == "IAM210" ? "" : one.fires;
    EXPECT_EQ(
        Fired("trust", Document(R"({"Effect": "Deny", )" + statement), kAll),
        denied)
        << one.action;
  }
}

TEST(Actions, OfTrustPoliciesAreNamed) {
  const std::string_view statement =
      R"("Principal": {"Service": "ec2.amazonaws.com"},
         "NotAction": "sts:TagSession"})";
  EXPECT_EQ(Fired("trust",
                  Document(R"({"Effect": "Allow", )" + std::string(statement)),
                  "IAM210 IAM211"),
            "IAM211");
  EXPECT_EQ(Fired("trust",
                  Document(R"({"Effect": "Deny", )" + std::string(statement)),
                  "IAM210 IAM211"),
            "");
}

TEST(Actions, TakeLittleTimeInGreatNumbers) {
  std::string unknown = "[\"s3:GetObject\"";
  for (int i = 0; i < 10000; ++i) {
    unknown += ", \"ec2:DescribeNothing" + std::to_string(i) + "\"";
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto found = Lint("identity", Allowing(unknown + "]"));
  const auto end = std::chrono::steady_clock::now();
  EXPECT_GT(found.size(), 9999U);
  EXPECT_LT(std::chrono::duration<double>(end - begin).count(), 10);
}

}  // namespace
}  // namespace iamgen::tests
