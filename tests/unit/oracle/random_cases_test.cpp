// Random cases reach everything, and shrinking leaves what matters.
#include "oracle/random_cases.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "oracle/naive_conditions.h"
#include "oracle/naive_evaluation.h"
#include "oracle/shrink_case.h"

namespace iamgen::oracle {
namespace {

using nlohmann::json;

constexpr int kCases = 4000;

// Every operator's name below `value`, without quantifier and IfExists.
void CollectOperators(const json& value, std::set<std::string>& names) {
  if (!value.is_structured()) {
    return;
  }
  if (value.is_object() && value.contains("Condition")) {
    for (const auto& [name, keys] : value.at("Condition").items()) {
      std::string plain = name.substr(name.find(':') + 1);
      const std::size_t end = plain.find("IfExists");
      names.insert(plain.substr(0, end));
    }
  }
  for (const json& member : value) {
    CollectOperators(member, names);
  }
}

TEST(RandomCases, ReachEveryDecisionAndOperator) {
  std::map<std::string, int> decisions;
  std::map<std::string, std::set<std::string>> by_principal;
  std::set<std::string> operators;
  for (int seed = 0; seed < kCases; ++seed) {
    const json one = RandomCase(static_cast<std::uint64_t>(seed));
    const NaiveResult result = EvaluateNaively(one);
    ASSERT_EQ(result.error, "") << one;
    ++decisions[result.decision];
    by_principal[one["principal"].get<std::string>()].insert(result.decision);
    CollectOperators(one, operators);
  }
  ASSERT_EQ(decisions.size(), 3U);
  for (const auto& [decision, count] : decisions) {
    EXPECT_GT(count, kCases / 10) << decision;
  }
  for (const auto& [principal, reached] : by_principal) {
    EXPECT_EQ(reached.size(), 3U) << principal;
  }
  for (const std::string& name : OperatorNames()) {
    EXPECT_EQ(operators.count(name), 1U) << name;
  }
}

TEST(RandomCases, AreTheSameForTheSameSeed) {
  EXPECT_EQ(RandomCase(7), RandomCase(7));
  EXPECT_NE(RandomCase(7), RandomCase(8));
}

TEST(RandomCases, ShrinkToWhatMatters) {
  int shrunk = 0;
  for (std::uint64_t seed = 0; shrunk < 10; ++seed) {
    const json one = RandomCase(seed);
    const auto denied = [](const json& candidate) {
      return EvaluateNaively(candidate).decision == "explicit_deny";
    };
    if (!denied(one)) {
      continue;
    }
    ++shrunk;
    const json small = Shrink(one, denied);
    EXPECT_TRUE(denied(small));
    EXPECT_EQ(EvaluateNaively(small).decided_by.size(), 1U) << small;
    EXPECT_LT(small.dump().size(), 500U) << small;
    EXPECT_FALSE(small.contains("id"));
  }
}

}  // namespace
}  // namespace iamgen::oracle
