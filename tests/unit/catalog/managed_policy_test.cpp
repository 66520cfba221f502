// Names, ARNs and wrong paths of the policies that AWS manages.
#include "catalog/managed_policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "catalog/catalogue.h"

namespace iamgen::catalog {
namespace {

TEST(ManagedPolicies, AreSortedAndWhole) {
  EXPECT_EQ(ManagedPolicies().size(), 1657U);
  EXPECT_TRUE(
      std::ranges::is_sorted(ManagedPolicies(), {}, &ManagedPolicy::name));
  for (const ManagedPolicy& policy : ManagedPolicies()) {
    EXPECT_EQ(FindManagedPolicy(policy.name), &policy);
    EXPECT_EQ(ArnIn(policy, "aws"), policy.arn);
    if (policy.path.empty()) {
      EXPECT_EQ(policy.state, PolicyState::kRetired) << policy.name;
    } else {
      EXPECT_EQ(FindManagedPolicyByArn(policy.arn), &policy);
    }
  }
}

TEST(ManagedPolicies, HaveTheirPath) {
  const ManagedPolicy* admin = FindManagedPolicy("AdministratorAccess");
  ASSERT_NE(admin, nullptr);
  EXPECT_EQ(admin->arn, "arn:aws:iam::aws:policy/AdministratorAccess");
  EXPECT_EQ(admin->state, PolicyState::kCurrent);
  const ManagedPolicy* lambda =
      FindManagedPolicy("AWSLambdaBasicExecutionRole");
  ASSERT_NE(lambda, nullptr);
  EXPECT_EQ(lambda->path, "/service-role/");
  EXPECT_EQ(ArnIn(*lambda, "aws-cn"),
            "arn:aws-cn:iam::aws:policy/service-role/"
            "AWSLambdaBasicExecutionRole");
  EXPECT_EQ(FindManagedPolicy("ReadOnlyAccess")->path, "/");
  EXPECT_EQ(FindManagedPolicy("ViewOnlyAccess")->path, "/job-function/");
}

TEST(ManagedPolicies, NamesAreExact) {
  EXPECT_EQ(FindManagedPolicy("administratoraccess"), nullptr);
  EXPECT_EQ(FindManagedPolicy(""), nullptr);
}

TEST(ManagedPolicies, WrongPathIsDetectable) {
  constexpr std::string_view kWrong =
      "arn:aws:iam::aws:policy/AmazonEC2ContainerServiceforEC2Role";
  EXPECT_EQ(FindManagedPolicyByArn(kWrong), nullptr);
  const auto parsed = ParseManagedPolicyArn(kWrong);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->path, "/");
  const ManagedPolicy* meant = FindManagedPolicyByName(kWrong);
  ASSERT_NE(meant, nullptr);
  EXPECT_EQ(meant->path, "/service-role/");
  EXPECT_EQ(ArnIn(*meant, parsed->partition),
            "arn:aws:iam::aws:policy/service-role/"
            "AmazonEC2ContainerServiceforEC2Role");
  EXPECT_EQ(FindManagedPolicyByName(
                "service-role/AmazonEC2ContainerServiceforEC2Role"),
            meant);
  EXPECT_EQ(FindManagedPolicyByName("AmazonEC2ContainerServiceforEC2Role"),
            meant);
}

struct ArnCase {
  std::string_view arn;
  // "partition path name", or empty when it does not parse.
  std::string_view expected;
};

class ArnTable : public testing::TestWithParam<ArnCase> {};

TEST_P(ArnTable, Parses) {
  const auto parsed = ParseManagedPolicyArn(GetParam().arn);
  std::string text;
  if (parsed) {
    text.append(parsed->partition).append(" ").append(parsed->path);
    text.append(" ").append(parsed->name);
  }
  EXPECT_EQ(text, GetParam().expected);
}

const ArnCase kArns[] = {
    {"arn:aws:iam::aws:policy/A", "aws / A"},
    {"arn:aws-cn:iam::aws:policy/a/b/C", "aws-cn /a/b/ C"},
    {"arn:aws:iam::123456789012:policy/A", ""},
    {"arn:aws:iam::aws:policy/", ""},
    {"arn:aws:iam::aws:policy/a/", ""},
    {"arn:aws:iam::aws:policyA", ""},
    {"arn::iam::aws:policy/A", ""},
    {"arn:aws:iam::aws:role/A", ""},
    {"arn:aws", ""},
    {"AdministratorAccess", ""},
    {"", ""},
};

INSTANTIATE_TEST_SUITE_P(Arns, ArnTable, testing::ValuesIn(kArns));

TEST(ManagedPolicies, NearestNames) {
  const auto first = [](std::string_view text) {
    const auto near = NearestManagedPolicies(Catalogue::Embedded(), text);
    return near.empty() ? std::string() : near.front();
  };
  EXPECT_EQ(first("AdministratorAcess"), "AdministratorAccess");
  EXPECT_EQ(first("administratoraccess"), "AdministratorAccess");
  EXPECT_EQ(first("arn:aws:iam::aws:policy/AdministratorAcces"),
            "AdministratorAccess");
  EXPECT_EQ(first("service-role/AWSLambdaBasicExecutionRol"),
            "AWSLambdaBasicExecutionRole");
  EXPECT_EQ(first("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"), "");
}

TEST(ManagedPolicies, StatesAndAvailability) {
  using enum Availability;
  const ManagedPolicy* retired = FindManagedPolicy("AWSLambdaFullAccess");
  ASSERT_NE(retired, nullptr);
  EXPECT_EQ(retired->state, PolicyState::kRetired);
  EXPECT_EQ(AvailabilityIn(*retired, "aws"), kNotSeen);

  const ManagedPolicy* pathless = FindManagedPolicy("AmazonWorkLinkReadOnly");
  ASSERT_NE(pathless, nullptr);
  EXPECT_EQ(pathless->path, "");
  EXPECT_EQ(ArnIn(*pathless, "aws"), "");

  const ManagedPolicy* china = FindManagedPolicy("AWSLambdaSQSExecutionRole");
  ASSERT_NE(china, nullptr);
  EXPECT_EQ(china->state, PolicyState::kOtherPartition);
  EXPECT_EQ(AvailabilityIn(*china, "aws"), kNotSeen);
  EXPECT_EQ(AvailabilityIn(*china, "aws-cn"), kSeen);
  EXPECT_EQ(AvailabilityIn(*china, "aws-us-gov"), kSeen);
  EXPECT_EQ(AvailabilityIn(*china, "aws-eusc"), kNotSeen);
  EXPECT_EQ(AvailabilityIn(*china, "aws-iso"), kNoData);

  const ManagedPolicy* admin = FindManagedPolicy("AdministratorAccess");
  EXPECT_EQ(AvailabilityIn(*admin, "aws"), kSeen);
}

}  // namespace
}  // namespace iamgen::catalog
