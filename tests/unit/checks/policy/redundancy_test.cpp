// What can go without changing a decision.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/policy/case.h"

namespace iamgen::tests {
namespace {

TEST(Redundancy, HasOneFindingForEachWiderAction) {
  const auto found =
      Lint("identity", Allowing(R"(["s3:GetObject", "s3:Get*", "ec2:Run*",
                                    "s3:GetObjectAcl", "S3:GET*",
                                    "ec2:RunInstances"])"));
  std::vector<std::string> messages;
  for (const Found& one : found) {
    if (one.id == "IAM801") {
      messages.push_back(one.message);
    }
  }
  EXPECT_EQ(messages,
            (std::vector<std::string>{
                "`s3:Get*` stands twice in the list and covers `s3:GetObject` "
                "and `s3:GetObjectAcl`",
                "`ec2:Run*` covers `ec2:RunInstances`"}));
}

struct Case {
  std::string_view actions;
  std::string_view resources;
  std::string_view fires;
};

TEST(Redundancy, IsInWhatAnotherCovers) {
  const std::vector<Case> cases = {
      {R"(["s3:Get*", "s3:*Object"])", R"("*")", ""},
      {R"(["s3:GetObject", "s3:getobject"])", R"("*")", "IAM801"},
      {R"(["*", "s3:GetObject"])", R"("*")", "IAM801"},
      {R"("s3:GetObject")", R"(["*", "arn:aws:s3:::b/*"])", "IAM802"},
      {R"("s3:GetObject")", R"(["arn:aws:s3:::b/*", "arn:aws:s3:::b/a"])",
       "IAM802"},
      {R"("s3:GetObject")", R"(["arn:aws:s3:::b*", "arn:aws:s3:::b*/*"])",
       "IAM802"},
      {R"("s3:GetObject")", R"(["arn:aws:s3:::b", "arn:aws:s3:::b/*"])", ""},
      {R"("s3:GetObject")", R"(["arn:aws:s3:::b/A", "arn:aws:s3:::b/a"])", ""},
      {R"("s3:GetObject")",
       R"(["arn:aws:s3:::b/${*}", "arn:aws:s3:::b/${aws:username}"])", ""},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Fired("identity", Allowing(one.actions, one.resources),
                    "IAM801 IAM802"),
              one.fires)
        << one.actions << " " << one.resources;
  }
}

TEST(Redundancy, IsInStatementsToo) {
  EXPECT_EQ(Fired("identity", Document(R"({"Sid": "A", "Effect": "Allow",
                    "Action": "s3:GetObject", "Resource": ["x:y", "a:b"]},
                   {"Sid": "B", "Effect": "Allow",
                    "Action": ["S3:getobject"], "Resource": ["a:b", "x:y"]})"),
                  "IAM803"),
            "IAM803");
  EXPECT_EQ(Fired("identity",
                  Document(R"({"Effect": "Allow", "Action": "s3:GetObject",
                    "Resource": "arn:aws:s3:::b/*"},
                   {"Effect": "Allow", "Action": ["s3:Get*", "ec2:*"],
                    "Resource": ["arn:aws:s3:::*"]})"),
                  "IAM803"),
            "IAM803");
  EXPECT_EQ(Fired("identity",
                  Document(R"({"Effect": "Allow", "Action": "s3:GetObject",
                    "Resource": "arn:aws:s3:::b/*"},
                   {"Effect": "Deny", "Action": "s3:*", "Resource": "*"},
                   {"Effect": "Allow", "Action": "s3:PutObject",
                    "Resource": "arn:aws:s3:::*"}, {"Effect": "Allow",
                    "Action": "s3:*", "Resource": "*", "Condition":
                    {"Bool": {"aws:SecureTransport": "true"}}})"),
                  "IAM803"),
            "");
}

TEST(Redundancy, KnowsPrincipalsByEitherName) {
  const auto with = [](std::string_view principals) {
    return Fired("resource:s3",
                 Document(R"({"Effect": "Allow", "Principal": )" +
                          std::string(principals) +
                          R"(, "Action": "s3:GetObject",
                              "Resource": "arn:aws:s3:::b/*"})"),
                 "IAM804");
  };
  EXPECT_EQ(with(R"({"AWS": ["222222222222",
                             "arn:aws:iam::222222222222:root"]})"),
            "IAM804");
  EXPECT_EQ(with(R"({"AWS": ["arn:aws:iam::222222222222:role/a",
                             "arn:aws:iam::222222222222:role/a"]})"),
            "IAM804");
  EXPECT_EQ(with(R"({"AWS": ["222222222222", "333333333333"]})"), "");
  EXPECT_EQ(with(R"({"AWS": ["arn:aws:iam::222222222222:role/a",
                             "arn:aws:iam::222222222222:user/a"]})"),
            "");
}

TEST(Redundancy, TellsWhatCouldBeOneStatementWhenAsked) {
  constexpr std::string_view kTwo =
      R"({"Effect": "Allow", "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::b/*"},
         {"Effect": "Allow", "Action": "s3:PutObject",
          "Resource": "arn:aws:s3:::b/*"})";
  constexpr std::string_view kLeftOut =
      R"({"Effect": "Deny", "NotAction": "s3:GetObject",
          "Resource": "arn:aws:s3:::b/*"},
         {"Effect": "Deny", "NotAction": "s3:PutObject",
          "Resource": "arn:aws:s3:::b/*"})";
  const auto asked = [](std::string_view statements) {
    std::string message;
    for (const Found& one : Lint("identity", Document(statements), true)) {
      message += one.id == "IAM805" ? one.message : "";
    }
    return message;
  };
  EXPECT_EQ(asked(kTwo),
            "the statement differs from another in its actions alone");
  EXPECT_EQ(asked(kLeftOut), "");
  EXPECT_EQ(Fired("identity", Document(kTwo), "IAM805 IAM806"), "");
}

TEST(Redundancy, TakesLittleTimeInGreatNumbers) {
  std::string resources = "[\"arn:aws:s3:::b\"";
  std::string statements;
  for (int i = 0; i < 10000; ++i) {
    const std::string number = std::to_string(i);
    resources += ", \"arn:aws:s3:::*" + number + "*/*\"";
    statements += std::string(i == 0 ? "" : ", ") +
                  R"({"Effect": "Allow", "Action": "s3:Get*)" + number +
                  R"(", "Resource": "arn:aws:s3:::*)" + number + R"(*"})";
  }
  const auto begin = std::chrono::steady_clock::now();
  Lint("identity", Allowing("\"s3:GetObject\"", resources + "]"));
  Lint("identity", Document(statements));
  const auto end = std::chrono::steady_clock::now();
  EXPECT_LT(std::chrono::duration<double>(end - begin).count(), 20);
}

}  // namespace
}  // namespace iamgen::tests
