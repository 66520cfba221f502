// The evaluator against one that is plain and slow: what both are asked is
// made at random, and where they differ the case is made as small as it gets.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "catalog/catalogue.h"
#include "driver/simulate_case.h"
#include "oracle/naive_evaluation.h"
#include "oracle/random_cases.h"
#include "oracle/shrink_case.h"

namespace iamgen::driver {
namespace {

using Json = nlohmann::json;

std::string Quick(const Json& one) {
  const Json answer =
      Json::parse(AnswerCase(one.dump(), catalog::Catalogue::Embedded()));
  return answer.contains("error")
             ? "error: " + answer["error"].get<std::string>()
             : answer["decision"].get<std::string>();
}

std::string Naive(const Json& one) {
  const oracle::NaiveResult result = oracle::EvaluateNaively(one);
  return result.error.empty() ? result.decision : "error: " + result.error;
}

bool IsError(const std::string& answer) { return answer.starts_with("error"); }

// Whether they differ in what they decide.
bool Disagree(const Json& one) {
  const std::string quick = Quick(one);
  const std::string naive = Naive(one);
  return !IsError(naive) && !IsError(quick) && naive != quick;
}

std::uint64_t Setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// IAMGEN_CASES says how many, IAMGEN_SEED which is the first.
TEST(Simulate, DecidesAsAPlainEvaluatorDoes) {
  const std::uint64_t first = Setting("IAMGEN_SEED", 1);
  const std::uint64_t count = Setting("IAMGEN_CASES", 20000);
  std::uint64_t decided = 0;
  int told = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Json one = oracle::RandomCase(seed);
    const std::string naive = Naive(one);
    ASSERT_FALSE(IsError(naive)) << "seed " << seed << ": " << naive;
    const std::string quick = Quick(one);
    decided += quick == "implicit_deny" ? 0U : 1U;
    if (naive == quick) {
      continue;
    }
    const Json small = IsError(quick) ? one : oracle::Shrink(one, Disagree);
    ADD_FAILURE() << "seed " << seed << ": " << Naive(small) << " is wanted, "
                  << Quick(small) << " decided of\n"
                  << small.dump();
    constexpr int kMostTold = 5;
    if (++told == kMostTold) {
      FAIL() << "and maybe more";
    }
  }
  EXPECT_GT(decided, count / 20);
}

}  // namespace
}  // namespace iamgen::driver
