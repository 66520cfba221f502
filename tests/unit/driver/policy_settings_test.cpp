// From options to what policy checks are asked for.
#include "driver/policy_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "driver/options.h"

namespace iamgen::driver {
namespace {

using ::testing::HasSubstr;

TEST(PolicySettings, LinesAskForTheirRules) {
  Options options;
  options.sensitive = {"s3:GetObject on arn:aws:s3:::payroll/*"};
  options.required_conditions = {"s3:PutObject requires aws:SecureTransport"};
  const auto settings = PolicySettingsOf(options);
  ASSERT_TRUE(settings.ok()) << settings.message();
  EXPECT_EQ(settings->sensitive.size(), 1U);
  EXPECT_EQ(settings->condition_rules.size(), 1U);
  EXPECT_TRUE(settings->asked.contains("IAM623"));
  EXPECT_TRUE(settings->asked.contains("IAM631"));
}

TEST(PolicySettings, LinesThatSayNothing) {
  Options options;
  options.sensitive = {"s3:GetObject"};
  const auto sensitive = PolicySettingsOf(options);
  ASSERT_FALSE(sensitive.ok());
  EXPECT_THAT(sensitive.message(), HasSubstr("--sensitive: `s3:GetObject` is"));
  options.sensitive.clear();
  options.required_conditions = {"s3:PutObject requires"};
  const auto conditions = PolicySettingsOf(options);
  ASSERT_FALSE(conditions.ok());
  EXPECT_THAT(conditions.message(), HasSubstr("--require-condition: `s3:Put"));
}

}  // namespace
}  // namespace iamgen::driver
