// Smaller documents: what is dropped and joined, and that random ones decide as
// before.
#include "analysis/minimise.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"
#include "oracle/naive_decision.h"

namespace iamgen::analysis {
namespace {

using Words = std::vector<std::string>;

model::Texts TextsOf(const Words& words) {
  model::Texts texts;
  for (const std::string& word : words) {
    texts.push_back({model::Text(word), {}});
  }
  return texts;
}

model::Statement Statement(const Words& actions, const Words& resources,
                           std::string_view sid = "") {
  model::Statement one;
  one.sid = model::Text(std::string(sid));
  one.actions.values = TextsOf(actions);
  one.resources.emplace();
  one.resources->values = TextsOf(resources);
  return one;
}

std::string Told(const model::Texts& texts) {
  std::string told;
  for (const model::LocatedText& one : texts) {
    told += (told.empty() ? "" : " ") + one.value.literal();
  }
  return told;
}

// "Sid+ s3:Get* on a b if StringEquals k: v; -not ...", one after the other.
std::string Told(const model::Document& document) {
  std::string told;
  for (const model::Statement& one : document.statements) {
    told += (told.empty() ? "" : "; ") + one.sid.literal() +
            (one.effect == model::Effect::kAllow ? "+" : "-") +
            (one.actions.except ? "not " : "") + Told(one.actions.values);
    if (one.resources) {
      told += std::string(" on ") + (one.resources->except ? "not " : "") +
              Told(one.resources->values);
    }
    if (one.principal) {
      told += " by ";
      for (const model::Principals& group : one.principal->principals) {
        told += Told(group.values);
      }
    }
    for (const model::ConditionTest& test : one.conditions) {
      told += " if " + test.key.literal() + " " + Told(test.values);
    }
  }
  return told;
}

std::string Minimised(const std::vector<model::Statement>& statements,
                      const Minimising& how = {}) {
  model::Document document;
  document.statements = statements;
  return Told(Minimise(document, how));
}

model::ConditionTest TestOf(std::string_view op, std::string_view key,
                            const Words& values) {
  return {.op = model::Text(std::string(op)),
          .key = model::Text(std::string(key)),
          .values = TextsOf(values)};
}

TEST(Minimise, DropsWhatOthersOfTheListCover) {
  EXPECT_EQ(Minimised({Statement(
                {"s3:GetObject", "s3:Get*", "S3:get*", "sqs:SendMessage"},
                {"arn:aws:s3:::a/b", "arn:aws:s3:::a/*", "arn:aws:s3:::a",
                 "arn:aws:s3:::a/*"})}),
            "+s3:Get* sqs:SendMessage on arn:aws:s3:::a/* arn:aws:s3:::a");
  // A wildcard of an early field does not reach over its colon.
  EXPECT_EQ(Minimised({Statement({"a:b"}, {"arn:aws:s3*", "arn:aws:s3:::a"})}),
            "+a:b on arn:aws:s3* arn:aws:s3:::a");
  EXPECT_EQ(
      Minimised({Statement({"a:b"}, {"arn:aws:*:::a", "arn:aws:s3:eu:1:a"})}),
      "+a:b on arn:aws:*:::a arn:aws:s3:eu:1:a");
  EXPECT_EQ(Minimised({Statement({"a:b"}, {"arn:aws:s3:::a", "*"})}),
            "+a:b on *");
}

TEST(Minimise, KnowsThatVariablesMayBeAnything) {
  EXPECT_EQ(Minimised({Statement({"a:b"}, {"arn:aws:s3:::a/*",
                                           "arn:aws:s3:::a/${aws:userid}"})}),
            "+a:b on arn:aws:s3:::a/*");
  EXPECT_EQ(
      Minimised({Statement({"a:b"}, {"arn:aws:s3:::a/?????????????",
                                     "arn:aws:s3:::a/${aws:userid}"})}),
      "+a:b on arn:aws:s3:::a/????????????? arn:aws:s3:::a/${aws:userid}");
  EXPECT_EQ(
      Minimised({Statement({"a:b"}, {"arn:aws:s3:::${aws:userid}/*",
                                     "arn:aws:s3:::${aws:userid}/a"})}),
      "+a:b on arn:aws:s3:::${aws:userid}/* arn:aws:s3:::${aws:userid}/a");
}

TEST(Minimise, JoinsStatementsThatDifferInOneElement) {
  EXPECT_EQ(Minimised({Statement({"a:b"}, {"r"}, "One"),
                       Statement({"c:d"}, {"s"}, "Two"),
                       Statement({"a:c"}, {"r"}, "Three")}),
            "One+a:b a:c on r; Two+c:d on s");
  EXPECT_EQ(Minimised({Statement({"a:b"}, {"r"}),
                       Statement({"a:b"}, {"s"}, "Named")}),
            "Named+a:b on r s");
  // By resources first, then by actions.
  EXPECT_EQ(Minimised({Statement({"a:b"}, {"r"}), Statement({"a:b"}, {"s"}),
                       Statement({"a:c"}, {"r"}), Statement({"a:c"}, {"s"})}),
            "+a:b a:c on r s");
}

TEST(Minimise, JoinsNoStatementsThatMeanSomethingElseThen) {
  auto one = Statement({"a:b"}, {"r"});
  auto other = Statement({"a:c"}, {"r"});
  other.effect = model::Effect::kDeny;
  EXPECT_EQ(Minimised({one, other}), "+a:b on r; -a:c on r");
  other.effect = model::Effect::kAllow;
  one.actions.except = other.actions.except = true;
  EXPECT_EQ(Minimised({one, other}), "+not a:b on r; +not a:c on r");
  one.actions.except = other.actions.except = false;
  other.conditions = {TestOf("StringEquals", "k", {"v"})};
  EXPECT_EQ(Minimised({one, other}), "+a:b on r; +a:c on r if k v");
  other.conditions.clear();
  other.only_in = model::AccountSetId{0};
  EXPECT_EQ(Minimised({one, other}), "+a:b on r; +a:c on r");
  auto left = Statement({"a:b"}, {"r"});
  auto right = Statement({"a:b"}, {"s"});
  left.resources->except = right.resources->except = true;
  EXPECT_EQ(Minimised({left, right}), "+a:b on not r; +a:b on not s");
}

TEST(Minimise, JoinsConditionsInWhateverOrder) {
  auto one = Statement({"a:b"}, {"r"});
  auto other = Statement({"a:c"}, {"r"});
  one.conditions = {TestOf("StringEquals", "k", {"v", "w"}),
                    TestOf("Bool", "l", {"true"})};
  other.conditions = {TestOf("bool", "L", {"true"}),
                      TestOf("StringEquals", "K", {"w", "v"})};
  EXPECT_EQ(Minimised({one, other}), "+a:b a:c on r if k v w if l true");
}

TEST(Minimise, DropsStatementsThatOthersCover) {
  auto narrow = Statement({"s3:GetObject"}, {"arn:aws:s3:::a/b"}, "Narrow");
  const auto wide = Statement({"s3:Get*"}, {"arn:aws:s3:::a/*"}, "Wide");
  EXPECT_EQ(Minimised({narrow, wide}), "Wide+s3:Get* on arn:aws:s3:::a/*");
  narrow.conditions = {TestOf("StringEquals", "k", {"v"})};
  EXPECT_EQ(Minimised({narrow, wide}), "Wide+s3:Get* on arn:aws:s3:::a/*");
  auto conditional = wide;
  conditional.conditions = {TestOf("StringEquals", "k", {"w"})};
  EXPECT_EQ(Minimised({narrow, conditional}),
            "Narrow+s3:GetObject on arn:aws:s3:::a/b if k v; "
            "Wide+s3:Get* on arn:aws:s3:::a/* if k w");
}

TEST(Minimise, JoinsPrincipalsOfOneType) {
  const auto trusting = [](model::PrincipalType type, const std::string& whom) {
    model::Statement one;
    one.actions.values = TextsOf({"sts:AssumeRole"});
    one.principal.emplace();
    one.principal->principals = {{type, TextsOf({whom})}};
    return one;
  };
  using enum model::PrincipalType;
  EXPECT_EQ(Minimised({trusting(kAws, "a"), trusting(kService, "s"),
                       trusting(kAws, "b"), trusting(kAws, "a")}),
            "+sts:AssumeRole by a b; +sts:AssumeRole by s");
}

TEST(Minimise, WritesPatternsOnlyWhenAsked) {
  const auto& catalogue = catalog::Catalogue::Embedded();
  Words all;
  for (const catalog::ActionId one :
       catalogue.ActionsOf(*catalogue.FindService("sqs"))) {
    all.push_back(catalogue.FullNameOf(one));
  }
  ASSERT_GT(all.size(), 5U);
  EXPECT_EQ(Minimised({Statement(all, {"*"})}),
            "+" + Told(TextsOf(all)) + " on *");
  const Minimising patterns{.patterns = &catalogue};
  EXPECT_EQ(Minimised({Statement(all, {"*"})}, patterns), "+sqs:* on *");
  EXPECT_EQ(Minimised({Statement({"s3:PutObject", "sqs:SendMessage"}, {"*"})},
                      patterns),
            "+s3:PutObject sqs:SendMessage on *");
  EXPECT_EQ(Minimised({Statement({"sqs:ListQueues", "s3:PutObject",
                                  "sqs:ListQueueTags",
                                  "sqs:ListDeadLetterSourceQueues",
                                  "sqs:ListMessageMoveTasks"},
                                 {"*"})},
                      patterns),
            "+sqs:List* s3:PutObject on *");
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  std::size_t Below(std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most - 1)(engine_);
  }

  bool Chance(std::size_t in) { return Below(in) == 0; }

  std::string Of(const Words& words) { return words[Below(words.size())]; }

  Words SomeOf(const Words& words) {
    Words some;
    for (std::size_t i = 0; i <= Below(4); ++i) {
      some.push_back(Of(words));
    }
    return some;
  }

 private:
  std::mt19937 engine_;
};

const Words kActions = {"*",        "s3:*",    "s3:Get*",  "s3:Get?",
                        "S3:GETA",  "s3:GetA", "s3:GetBc", "s3:PutA",
                        "sqs:GetA", "sqs:*",   "s3:*A",    "s3:*t*"};
const Words kResources = {"*",
                          "arn:aws:s3:::*",
                          "arn:aws:s3:::a*",
                          "arn:aws:s3:::a",
                          "arn:aws:s3:::ab",
                          "arn:aws:s3:::a/?",
                          "arn:aws:s3:::a/b",
                          "arn:aws:s3:::a/*",
                          "arn:aws:s3:::${aws:username}",
                          "arn:aws:s3:::a/${aws:username}",
                          "arn:aws:*:::a",
                          "arn:aws:s3*"};
const Words kPrincipals = {"one", "two", "three"};

model::Document RandomDocument(Random& random) {
  model::Document document;
  const bool of_resource = random.Chance(3);
  for (std::size_t i = 0; i <= random.Below(7); ++i) {
    auto one = Statement(random.SomeOf(kActions), random.SomeOf(kResources));
    one.effect =
        random.Chance(4) ? model::Effect::kDeny : model::Effect::kAllow;
    one.actions.except = random.Chance(6);
    one.resources->except = random.Chance(6);
    if (of_resource) {
      one.principal.emplace();
      one.principal->anyone = random.Chance(4);
      one.principal->except = random.Chance(6);
      if (!one.principal->anyone) {
        one.principal->principals = {
            {model::PrincipalType::kAws, TextsOf(random.SomeOf(kPrincipals))}};
      }
    }
    if (random.Chance(3)) {
      one.conditions = {
          TestOf(random.Of({"StringEquals", "StringLike", "StringNotEquals"}),
                 random.Of({"k", "K"}), random.SomeOf({"v", "w*"}))};
    }
    document.statements.push_back(one);
  }
  return document;
}

std::vector<oracle::Request> Requests() {
  std::vector<oracle::Request> requests;
  for (const char* action : {"s3:GetA", "s3:GetB", "s3:GetBc", "s3:PutA",
                             "sqs:GetA", "sqs:Other", "iam:Get"}) {
    for (const char* resource :
         {"arn:aws:s3:::a", "arn:aws:s3:::ab", "arn:aws:s3:::a/b",
          "arn:aws:s3:::a/bc", "arn:aws:s3:::c", "arn:aws:sqs:::a",
          "arn:aws:s3:x:y:a"}) {
      for (const char* principal : {"one", "two", "four"}) {
        for (const char* value : {"", "v", "w", "w*"}) {
          oracle::Request request{action, resource, principal, {}};
          if (*value != '\0') {
            request.context = {{"k", value},
                               {"aws:username", *value == 'v' ? "a" : "*"}};
          }
          requests.push_back(request);
        }
      }
    }
  }
  return requests;
}

TEST(Minimise, ChangesNoDecision) {
  const auto requests = Requests();
  for (unsigned seed = 0; seed < 500; ++seed) {
    Random random(seed);
    const model::Document before = RandomDocument(random);
    const model::Document after = Minimise(before, {});
    ASSERT_LE(after.statements.size(), before.statements.size());
    for (const oracle::Request& one : requests) {
      ASSERT_EQ(oracle::Decide(before, one), oracle::Decide(after, one))
          << "seed " << seed << ": " << one.action << " on " << one.resource
          << " by " << one.principal << "\n"
          << Told(before) << "\n"
          << Told(after);
    }
    EXPECT_EQ(Told(Minimise(after, {})), Told(after)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace iamgen::analysis
