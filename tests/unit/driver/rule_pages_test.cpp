// What `explain` and `rules` say, and that they say it of every rule.
#include "driver/rule_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "driver/rules.h"

namespace iamgen::driver {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

constexpr diag::Rule kOff = {.id = "IAM999",
                             .name = "test-rule",
                             .severity = diag::Severity::kSuggestion,
                             .summary = "a `test` with a * in it",
                             .explanation = "It matters.\n\nMuch.",
                             .aws = "A page of AWS",
                             .example = {.as = "trust",
                                         .fires = "{\n\n \"a\": 1}",
                                         .repaired = "{\"a\": 2}",
                                         .also = "IAM998"},
                             .off = true};
constexpr diag::Rule kError = {
    .id = "SPEC999",
    .name = "test-error",
    .severity = diag::Severity::kError,
    .summary = "an error",
    .explanation = "It matters.\n\nFires:    a\nRepaired: b\n"};

TEST(Explain, SaysAllOfARule) {
  EXPECT_EQ(Explain(kOff),
            R"(IAM999 test-rule (suggestion, off until asked for)
a `test` with a * in it

It matters.

Much.

Fires (--as trust):

    {

     "a": 1}

Repaired:

    {"a": 2}

It says nothing until it is asked for: --severity IAM999=suggestion, or --select IAM999

Where it is meant:

  in a topology   # iamgen: allow IAM999 -- REASON
                  suppress: [ { rule: IAM999, on: KIND/NAME, reason: REASON } ]
  of lint         --ignore IAM999, --severity IAM999=off, --baseline FILE

AWS: "A page of AWS"
)");
  EXPECT_THAT(Explain(kError),
              AllOf(StartsWith("SPEC999 test-error (error)\nan error\n\nIt m"),
                    HasSubstr("\nRepaired: b\n\nIt is an error: "),
                    Not(HasSubstr("allow"))));
}

TEST(Explain, HasSomethingToSayOfEveryRule) {
  for (const diag::Rule* rule : AllRules()) {
    const std::string text = Explain(*rule);
    EXPECT_THAT(text, StartsWith(std::string(rule->id) + " "));
    EXPECT_FALSE(rule->explanation.empty()) << rule->id;
    EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char c) {
      return c == '\n' || static_cast<unsigned char>(c) >= ' ';
    })) << rule->id;
    EXPECT_THAT(text, Not(HasSubstr("\n\n\n\n"))) << rule->id;
  }
}

TEST(Rules, AreATable) {
  const diag::Rule* const rules[] = {&kOff, &kError};
  EXPECT_EQ(ListRules(rules, "table"),
            "IAM999   suggestion, off  test-rule   a `test` with a * in it\n"
            "SPEC999  error            test-error  an error\n");
  EXPECT_EQ(ListRules({}, "table"), "");
}

TEST(Rules, AreJson) {
  const diag::Rule* const rules[] = {&kOff, &kError};
  const Json json = Json::parse(ListRules(rules, "json"));
  EXPECT_EQ(json["format_version"], 1);
  EXPECT_EQ(json["rules"][0],
            Json::parse(R"({"id": "IAM999", "name": "test-rule",
              "severity": "suggestion", "off": true,
              "summary": "a `test` with a * in it",
              "explanation": "It matters.\n\nMuch.", "aws": "A page of AWS",
              "example": {"as": "trust", "fires": "{\n\n \"a\": 1}",
                          "repaired": "{\"a\": 2}", "also": "IAM998"}})"));
  EXPECT_FALSE(json["rules"][1].contains("example"));
  EXPECT_FALSE(json["rules"][1].contains("aws"));
  EXPECT_EQ(Json::parse(ListRules({}, "json"))["rules"], Json::array());
}

TEST(Rules, AreAPageOfMarkdown) {
  const diag::Rule* const rules[] = {&kOff, &kError};
  EXPECT_THAT(
      ListRules(rules, "markdown"),
      AllOf(StartsWith("# Rules\n\n"),
            HasSubstr("| [IAM999](#iam999-test-rule) | `test-rule` | "
                      "suggestion, *off* | a `test` with a \\* in it |\n"),
            HasSubstr("\n## IAM999 test-rule\n\na `test` with a \\* in it\n\n"
                      "It matters.\n\nMuch.\n\nFires:\n\n~~~json\n{\n\n"),
            HasSubstr("~~~\n\nAWS: A page of AWS\n\n## SPEC999 test-error\n"),
            EndsWith("```text\nFires:    a\nRepaired: b\n```\n")));
}

TEST(Rules, EachHasAPlaceOnThePage) {
  const auto all = AllRules();
  const std::string page = ListRules(all, "markdown");
  for (const diag::Rule* rule : all) {
    EXPECT_THAT(page, HasSubstr("| [" + std::string(rule->id) + "](#"));
  }
}

TEST(NearRules, AreFoundByIdAndName) {
  EXPECT_EQ(NearRules("anyone-may-asume"), "did you mean `anyone-may-assume`?");
  EXPECT_THAT(NearRules("IAM5255"), HasSubstr("`IAM525`"));
  EXPECT_EQ(NearRules("nothing like it"), "");
}

}  // namespace
}  // namespace iamgen::driver
