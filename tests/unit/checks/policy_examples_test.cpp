// Every rule's own example, and every row of the catalogue of checks, executed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "driver/rules.h"
#include "unit/checks/linting.h"

namespace iamgen::tests {
namespace {

using ::testing::Contains;
using ::testing::Not;
using ::testing::UnorderedElementsAreArray;

std::vector<std::string> Words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

std::string Told(const std::vector<Found>& found) {
  std::string told;
  for (const Found& one : found) {
    told += one.id + ": " + one.message + "\n";
  }
  return told;
}

class RuleExamples : public testing::TestWithParam<const diag::Rule*> {};

TEST_P(RuleExamples, FireTheRuleAndAreRepaired) {
  const diag::Rule& rule = *GetParam();
  const diag::Example& example = rule.example;
  auto wanted = Words(example.also);
  wanted.emplace_back(rule.id);
  const auto fired = Lint(example.as, example.fires, rule.off);
  if (rule.off) {
    EXPECT_THAT(IdsOf(fired), Contains(std::string(rule.id))) << Told(fired);
    EXPECT_THAT(IdsOf(Lint(example.as, example.fires)),
                Not(Contains(std::string(rule.id))));
  } else {
    EXPECT_THAT(IdsOf(fired), UnorderedElementsAreArray(wanted)) << Told(fired);
  }
  const auto repaired = Lint(example.as, example.repaired, rule.off);
  EXPECT_THAT(IdsOf(repaired), Not(Contains(std::string(rule.id))))
      << Told(repaired);
  // A text that cannot be read fires nothing either.
  EXPECT_THAT(IdsOf(repaired), Not(Contains("none"))) << Told(repaired);
}

std::vector<const diag::Rule*> RulesWithExamples() {
  std::vector<const diag::Rule*> rules;
  for (const diag::Rule* rule : driver::AllRules()) {
    if (!rule->example.fires.empty()) {
      rules.push_back(rule);
    }
  }
  return rules;
}

INSTANTIATE_TEST_SUITE_P(
    Rules, RuleExamples, testing::ValuesIn(RulesWithExamples()),
    [](const testing::TestParamInfo<const diag::Rule*>& one) {
      return std::string(one.param->id);
    });

struct Row {
  std::string id;
  std::string name;
  std::string severity;
  std::string as;
  std::string document;
};

// So that a failure names the row and not its bytes.
void PrintTo(const Row& row, std::ostream* out) { *out << row.id; }

std::vector<Row> Rows() {
  std::vector<Row> rows;
  std::ifstream file(IAMGEN_SOURCE_DIR
                     "/tests/fixtures/policy_checks/rows.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line);
    rows.push_back({.id = json["id"],
                    .name = json["name"],
                    .severity = json["severity"],
                    .as = json.value("as", ""),
                    .document = json.value("document", "")});
  }
  return rows;
}

// Rows of which no rule is made yet.
constexpr std::string_view kWithoutRule[] = {"IAM730"};

class PolicyChecks : public testing::TestWithParam<Row> {};

TEST_P(PolicyChecks, AreRulesThatFire) {
  const Row& row = GetParam();
  const diag::Rule* rule = driver::FindRule(row.id);
  const bool awaited =
      std::find(std::begin(kWithoutRule), std::end(kWithoutRule), row.id) ==
      std::end(kWithoutRule);
  ASSERT_EQ(rule != nullptr, awaited);
  if (rule == nullptr) {
    return;
  }
  EXPECT_EQ(rule->name, row.name);
  EXPECT_EQ(diag::NameOf(rule->severity), row.severity);
  // What a topology has besides documents, no document shows.
  if (row.document.empty() || rule->example.as == "topology") {
    return;
  }
  const auto fired = Lint(row.as, row.document, rule->off);
  EXPECT_THAT(IdsOf(fired), Contains(row.id)) << row.document << Told(fired);
}

INSTANTIATE_TEST_SUITE_P(Rows, PolicyChecks, testing::ValuesIn(Rows()),
                         [](const testing::TestParamInfo<Row>& one) {
                           return one.param.id;
                         });

}  // namespace
}  // namespace iamgen::tests
