// Tables of statements, each with a rule that it fires or does not.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/linting.h"

namespace iamgen::tests {

struct StatementCase {
  // The rule, and whether the statement fires it.
  std::string_view id;
  bool fires = true;
  // One statement or several, separated by commas.
  std::string statements;
  std::string_view as = "identity";
};

inline std::string DocumentOf(const std::string& statements) {
  return R"({"Version": "2012-10-17", "Statement": [)" + statements + "]}";
}

// An Allow of `actions`, a JSON value, on everything, with the condition.
inline std::string AllowIf(const std::string& actions,
                           const std::string& condition) {
  return R"({"Effect": "Allow", "Action": )" + actions +
         R"(, "Resource": "*", "Condition": )" + condition + "}";
}

inline std::string AllowIf(const std::string& condition) {
  return AllowIf(R"("ec2:RunInstances")", condition);
}

inline std::string DenyIf(const std::string& actions,
                          const std::string& condition) {
  return R"({"Effect": "Deny", "Action": )" + actions +
         R"(, "Resource": "*", "Condition": )" + condition + "}";
}

inline std::string DenyIf(const std::string& condition) {
  return DenyIf(R"("ec2:RunInstances")", condition);
}

inline void ExpectAll(const std::vector<StatementCase>& cases) {
  for (const StatementCase& one : cases) {
    const auto ids = IdsOf(Lint(one.as, DocumentOf(one.statements)));
    EXPECT_THAT(ids, testing::Not(testing::Contains("none")));
    EXPECT_EQ(std::count(ids.begin(), ids.end(), one.id), one.fires ? 1 : 0)
        << one.id << " " << one.statements << "\n"
        << testing::PrintToString(ids);
  }
}

}  // namespace iamgen::tests
