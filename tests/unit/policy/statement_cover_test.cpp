// Statements that others make superfluous.
#include "policy/statement_cover.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "policy/document.h"

namespace iamgen::policy {
namespace {

using Texts = std::vector<std::string>;

Clause ClauseOf(const Texts& texts, bool except = false) {
  Clause clause;
  clause.present = true;
  clause.except = except;
  for (const std::string& text : texts) {
    clause.of.values.push_back({.text = text, .span = {}});
  }
  return clause;
}

Statement Allow(const Texts& actions, const Texts& resources) {
  Statement statement;
  statement.effect = Value{.text = "Allow", .span = {}};
  statement.action = ClauseOf(actions);
  statement.resource = ClauseOf(resources);
  return statement;
}

Statement AllowExcept(const Texts& actions, const Texts& resources) {
  Statement statement = Allow(actions, resources);
  statement.action.except = true;
  return statement;
}

Statement For(Statement statement, const Texts& principals) {
  PrincipalGroup group;
  group.type.text = "AWS";
  group.of = ClauseOf(principals).of;
  statement.principal.present = true;
  statement.principal.groups.push_back(std::move(group));
  return statement;
}

Statement When(Statement statement, const std::string& op,
               const std::string& key, const Texts& values) {
  statement.has_condition = true;
  ConditionBlock block;
  block.op.text = op;
  block.tests.push_back(
      {.key = {.text = key, .span = {}}, .of = ClauseOf(values).of});
  statement.condition.push_back(std::move(block));
  return statement;
}

Texts TextsOf(const Clause& clause) {
  Texts texts;
  for (const Value& value : clause.values()) {
    texts.push_back(value.text);
  }
  return texts;
}

// "0=1": the first says the same as the second; "0<1": it says less.
std::string CoversAmong(const std::vector<Statement>& statements) {
  std::vector<CanonicalStatement> canonicals;
  for (const Statement& one : statements) {
    canonicals.push_back(
        CanonicalOf(one, CoverIndex(TextsOf(one.action), Entries::kActions),
                    CoverIndex(TextsOf(one.resource), Entries::kResources)));
  }
  std::string told;
  const auto covers = CoveredStatements(canonicals);
  for (std::size_t i = 0; i < covers.size(); ++i) {
    if (covers[i]) {
      told += (told.empty() ? "" : " ") + std::to_string(i) +
              (covers[i]->same ? "=" : "<") + std::to_string(covers[i]->by);
    }
  }
  return told;
}

TEST(StatementCover, FindsTheSameInOtherWords) {
  EXPECT_EQ(CoversAmong({Allow({"s3:GetObject", "s3:Get*"}, {"b", "a"}),
                         Allow({"S3:GET*"}, {"a", "b", "a"})}),
            "1=0");
  EXPECT_EQ(CoversAmong({When(Allow({"s3:*"}, {"*"}), "StringEquals",
                              "aws:PrincipalOrgID", {"o-2", "o-1"}),
                         When(Allow({"s3:*"}, {"*"}), "stringequals",
                              "AWS:principalorgid", {"o-1", "o-2"})}),
            "1=0");
  EXPECT_EQ(CoversAmong({For(Allow({"s3:*"}, {"*"}), {"222222222222"}),
                         For(Allow({"s3:*"}, {"*"}),
                             {"arn:aws:iam::222222222222:root"})}),
            "1=0");
}

TEST(StatementCover, FindsWhatIsSaidMoreWidely) {
  const Statement narrow = Allow({"s3:GetObject"}, {"arn:aws:s3:::b/*"});
  EXPECT_EQ(CoversAmong({narrow, Allow({"s3:Get*"}, {"arn:aws:s3:::b/*"})}),
            "0<1");
  EXPECT_EQ(CoversAmong({narrow, Allow({"s3:GetObject"}, {"*"})}), "0<1");
  EXPECT_EQ(CoversAmong({narrow, Allow({"s3:GetObject", "s3:PutObject"},
                                       {"arn:aws:s3:::b/*", "x"})}),
            "0<1");
  EXPECT_EQ(CoversAmong({Allow({"*"}, {"*"}), narrow, narrow}), "1<0 2=1");
}

TEST(StatementCover, WantsAllOfIt) {
  const Statement narrow =
      Allow({"s3:GetObject", "s3:PutObject"}, {"arn:aws:s3:::b/*"});
  EXPECT_EQ(CoversAmong({narrow, Allow({"s3:Get*"}, {"*"})}), "");
  EXPECT_EQ(CoversAmong({narrow, Allow({"s3:*"}, {"arn:aws:s3:::c/*"})}), "");
  Statement deny = Allow({"*"}, {"*"});
  deny.effect->text = "Deny";
  EXPECT_EQ(CoversAmong({narrow, deny}), "");
}

TEST(StatementCover, ComparesConditionsAsTheyStand) {
  const Statement free = Allow({"s3:*"}, {"*"});
  const Statement bound = When(Allow({"s3:GetObject"}, {"*"}), "Bool",
                               "aws:SecureTransport", {"true"});
  EXPECT_EQ(CoversAmong({bound, free}), "0<1");
  EXPECT_EQ(CoversAmong({Allow({"s3:GetObject"}, {"*"}),
                         When(free, "Bool", "aws:SecureTransport", {"true"})}),
            "");
  EXPECT_EQ(
      CoversAmong({bound, When(free, "bool", "aws:securetransport", {"true"})}),
      "0<1");
}

TEST(StatementCover, ComparesPrincipalsOneByOne) {
  const Statement one = For(Allow({"s3:*"}, {"*"}), {"111111111111"});
  const Statement both =
      For(Allow({"s3:*"}, {"*"}), {"111111111111", "222222222222"});
  EXPECT_EQ(CoversAmong({one, both}), "0<1");
  EXPECT_EQ(CoversAmong({one, Allow({"s3:*"}, {"*"})}), "");
  EXPECT_EQ(CoversAmong({For(Allow({"s3:*"}, {"*"}), {"333333333333"}), both}),
            "");
}

TEST(StatementCover, TurnsRoundWhatIsLeftOut) {
  EXPECT_EQ(CoversAmong({AllowExcept({"iam:*", "sts:*"}, {"*"}),
                         AllowExcept({"iam:*"}, {"*"})}),
            "0<1");
  EXPECT_EQ(CoversAmong({AllowExcept({"iam:GetRole"}, {"*"}),
                         AllowExcept({"iam:*"}, {"*"})}),
            "1<0");
  EXPECT_EQ(
      CoversAmong({AllowExcept({"iam:*"}, {"*"}), Allow({"s3:*"}, {"*"})}), "");
}

TEST(StatementCover, SaysNothingOfWhatIsNotKnown) {
  Statement open = Allow({"s3:*"}, {"*"});
  open.resource.of.complete = false;
  EXPECT_EQ(CoversAmong({open, open}), "");
  const std::string unknown = std::string("arn:aws:s3:::") + kUnknown;
  EXPECT_EQ(CoversAmong({Allow({"s3:*"}, {unknown}), Allow({"s3:*"}, {"*"})}),
            "");
  // Nothing is allowed, and others tell of that.
  EXPECT_EQ(CoversAmong({Allow({}, {"*"}), Allow({"s3:*"}, {"*"})}), "");
}

TEST(StatementCover, FindsOneAmongMany) {
  std::vector<Statement> many;
  for (int i = 0; i < 2000; ++i) {
    many.push_back(
        Allow({"s3:GetObject"}, {"arn:aws:s3:::b" + std::to_string(i) + "/*"}));
  }
  many.push_back(Allow({"s3:GetObject"}, {"arn:aws:s3:::b77/a"}));
  EXPECT_EQ(CoversAmong(many), "2000<77");
}

}  // namespace
}  // namespace iamgen::policy
