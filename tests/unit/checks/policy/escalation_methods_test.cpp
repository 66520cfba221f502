// Every way to more rights that a policy alone gives away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/escalation_data.h"
#include "unit/checks/linting.h"
#include "unit/checks/policy/writing.h"

namespace iamgen::tests {
namespace {

using analysis::EscalationMethod;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

// Methods that hold a smaller one whatever alternatives are taken.
constexpr std::string_view kNeverSmallest[] = {"ESC-327", "ESC-329"};

class PolicyMethods : public testing::TestWithParam<const EscalationMethod*> {
 protected:
  // The last of the alternatives: the first may make up a smaller method.
  static Words Actions() {
    Words actions;
    for (const std::string& group : Split(GetParam()->actions, ' ')) {
      actions.push_back(Split(group, '|').back());
    }
    if (GetParam()->id == "ESC-321") {
      actions.back() = "ecs:CreateService";
    }
    return actions;
  }

  static std::string Id() { return std::string(GetParam()->id); }
};

// Those of them that hand a role to a service.
class PassingMethods : public PolicyMethods {};

TEST_P(PolicyMethods, FireWithTheirSmallestPolicy) {
  EXPECT_THAT(Ways(Document({Statement("Allow", Actions())}), true),
              ElementsAre(Id()));
}

TEST_P(PolicyMethods, TakeEveryAction) {
  const Words all = Actions();
  for (std::size_t i = 0; i < all.size(); ++i) {
    Words fewer = all;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    const std::string document =
        fewer.empty() ? Document({Statement("Allow", {"s3:ListBucket"})})
                      : Document({Statement("Allow", fewer)});
    EXPECT_THAT(Ways(document, true), Not(Contains(Id()))) << all[i];
  }
}

TEST_P(PolicyMethods, FireOverSeveralStatementsAndInUpperCase) {
  Words statements;
  for (std::string action : Actions()) {
    std::transform(action.begin(), action.end(), action.begin(), [](char c) {
      return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    statements.push_back(Statement("Allow", {action}));
  }
  // Services are written in small letters.
  EXPECT_THAT(Ways(Document(statements), true), ElementsAre(Id()));
}

TEST_P(PolicyMethods, AreSilencedByADenyOfOneAction) {
  const std::string allow = Statement("Allow", Actions());
  for (const std::string& action : Actions()) {
    EXPECT_THAT(Ways(Document({allow, Statement("Deny", {action})}), true),
                Not(Contains(Id())))
        << action;
    EXPECT_THAT(Ways(Document({allow, Statement("Deny", {action},
                                                R"("Resource": "*", "Condition":
 {"Bool": {"aws:MultiFactorAuthPresent": "false"}})")}),
                     true),
                Contains(Id()))
        << action;
  }
}

TEST_P(PolicyMethods, AreSaidToStandUnderConditions) {
  const auto found = Lint("identity",
                          Document({Statement("Allow", Actions(),
                                              R"("Resource": "*", "Condition":
 {"Bool": {"aws:MultiFactorAuthPresent": "true"}})")}),
                          true);
  const auto way =
      std::find_if(found.begin(), found.end(),
                   [](const Found& one) { return one.id == "IAM701"; });
  ASSERT_NE(way, found.end());
  EXPECT_THAT(way->message, testing::HasSubstr("aws:MultiFactorAuthPresent"));
}

TEST_P(PassingMethods, PassRolesToTheRightServiceOnly) {
  const Words all = Actions();
  const auto passing = [&](const std::string& op, const std::string& service,
                           const std::string& role) {
    return Ways(Document({Statement("Allow", {"iam:PassRole"},
                                    R"("Resource": ")" + role +
                                        R"(", "Condition": {")" + op +
                                        R"(": {"iam:PassedToService": ")" +
                                        service + R"("}})"),
                          Statement("Allow", {all.begin() + 1, all.end()})}),
                true);
  };
  const std::string role = "arn:aws:iam::222222222222:role/job";
  const std::string service = Split(GetParam()->services, ' ').front();
  EXPECT_THAT(passing("StringEquals", service, role), Contains(Id()));
  EXPECT_THAT(passing("StringLike", "*", role), Contains(Id()));
  EXPECT_THAT(passing("StringNotEquals", "other.amazonaws.com", role),
              Contains(Id()));
  EXPECT_THAT(passing("StringEquals", "other.amazonaws.com", role),
              Not(Contains(Id())));
  EXPECT_THAT(
      passing("StringEquals", service, "arn:aws:iam::222222222222:user/job"),
      Not(Contains(Id())));
}

std::vector<const EscalationMethod*> MethodsOfPolicies() {
  std::vector<const EscalationMethod*> methods;
  for (const EscalationMethod& one : analysis::EscalationMethods()) {
    if (one.scope == analysis::EscalationScope::kPolicy &&
        std::find(std::begin(kNeverSmallest), std::end(kNeverSmallest),
                  one.id) == std::end(kNeverSmallest)) {
      methods.push_back(&one);
    }
  }
  return methods;
}

std::vector<const EscalationMethod*> MethodsThatPassRoles() {
  std::vector<const EscalationMethod*> methods = MethodsOfPolicies();
  methods.erase(
      std::remove_if(methods.begin(), methods.end(),
                     [](const EscalationMethod* one) {
                       return !one->actions.starts_with("iam:PassRole ");
                     }),
      methods.end());
  return methods;
}

std::string NameOfMethod(
    const testing::TestParamInfo<const EscalationMethod*>& one) {
  return "ESC" + std::string(one.param->id.substr(4));
}

INSTANTIATE_TEST_SUITE_P(Escalations, PolicyMethods,
                         testing::ValuesIn(MethodsOfPolicies()), NameOfMethod);

INSTANTIATE_TEST_SUITE_P(Escalations, PassingMethods,
                         testing::ValuesIn(MethodsThatPassRoles()),
                         NameOfMethod);

}  // namespace
}  // namespace iamgen::tests
