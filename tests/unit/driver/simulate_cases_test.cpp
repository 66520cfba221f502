// Cases with the decision they must come to, a rule of IAM's a line: from
// tests/fixtures/evaluation. The plain evaluator of tests/oracle is held to
// them, too.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "catalog/catalogue.h"
#include "driver/simulate_case.h"
#include "oracle/naive_evaluation.h"

namespace iamgen::driver {
namespace {

using Json = nlohmann::ordered_json;

struct Decided {
  std::string decision;
  std::string error;
};

Decided Ours(const Json& one, CaseAnswerer& answerer) {
  const std::string line = one.dump();
  const Json answer = Json::parse(answerer.Answer(line));
  // Alone it is answered as among others, but for where an error is told.
  const Json alone =
      Json::parse(AnswerCase(line, catalog::Catalogue::Embedded()));
  if (!answer.contains("error") || !alone.contains("error")) {
    EXPECT_EQ(answer, alone);
  }
  if (answer.contains("error")) {
    return {"error", answer["error"]};
  }
  return {answer["decision"], ""};
}

Decided Plain(const Json& one) {
  const oracle::NaiveResult result =
      oracle::EvaluateNaively(nlohmann::json::parse(one.dump()));
  return {result.error.empty() ? result.decision : "error", result.error};
}

class SimulateCases : public testing::TestWithParam<const char*> {};

TEST_P(SimulateCases, ComeToTheirDecisions) {
  std::ifstream file(std::string(IAMGEN_SOURCE_DIR) +
                     "/tests/fixtures/evaluation/" + GetParam() + ".jsonl");
  CaseAnswerer answerer(catalog::Catalogue::Embedded());
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const Json one = Json::parse(line);
    Json asked = one;
    asked.erase("expected");
    asked.erase("why");
    const std::string wanted = one["expected"];
    const std::string told =
        one["id"].get<std::string>() + ": " + one["why"].get<std::string>();
    const Decided ours = Ours(asked, answerer);
    EXPECT_EQ(ours.decision, wanted) << told << " " << ours.error;
    // It knows no values that are unknown and takes no liberties with the
    // format; what it refuses is its own.
    if (wanted != "depends" && wanted != "error" &&
        std::string_view(GetParam()) != "format") {
      const Decided plain = Plain(asked);
      EXPECT_TRUE(plain.decision == wanted || plain.decision == "error")
          << "the plain evaluator, " << told << " " << plain.decision;
    }
  }
  EXPECT_GT(count, 0U) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Fixtures, SimulateCases,
                         testing::Values("actions", "resources", "principals",
                                         "conditions", "condition_sets",
                                         "variables", "same_account",
                                         "cross_account", "assume_role", "kms",
                                         "organizations", "malformed",
                                         "format"),
                         [](const auto& of) { return std::string(of.param); });

}  // namespace
}  // namespace iamgen::driver
