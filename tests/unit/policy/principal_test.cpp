// Principals of type AWS, and services.
#include "policy/principal.h"

#include <gtest/gtest.h>

#include <string>

#include "catalog/catalogue.h"
#include "policy/document.h"
#include "policy/service_name.h"

namespace iamgen::policy {
namespace {

TEST(Principal, Parts) {
  const AwsPrincipal role =
      ParseAwsPrincipal("arn:aws:iam::222222222222:role/path/reader");
  EXPECT_EQ(role.form, PrincipalForm::kRole);
  EXPECT_EQ(role.account, "222222222222");
  EXPECT_EQ(role.role, "reader");
  const AwsPrincipal session =
      ParseAwsPrincipal("arn:aws:sts::222222222222:assumed-role/reader/anna");
  EXPECT_EQ(session.form, PrincipalForm::kSession);
  EXPECT_EQ(session.role, "reader");
  EXPECT_EQ(ParseAwsPrincipal("222222222222").account, "222222222222");
}

TEST(Principal, UnknownParts) {
  const std::string unknown(1, kUnknown);
  EXPECT_EQ(ParseAwsPrincipal(unknown).form, PrincipalForm::kNotKnown);
  EXPECT_EQ(
      ParseAwsPrincipal("arn:" + unknown + ":iam::" + unknown + ":root").form,
      PrincipalForm::kAccount);
  EXPECT_EQ(ParseAwsPrincipal("arn:aws:iam::22:" + unknown).form,
            PrincipalForm::kNotKnown);
  EXPECT_EQ(ParseAwsPrincipal("arn:aws:iam::222222222222:role/" + unknown).form,
            PrincipalForm::kRole);
}

TEST(Principal, ServicesByPartition) {
  const auto& catalogue = catalog::Catalogue::Embedded();
  const auto doubt = [&](std::string_view name, std::string_view partition) {
    return JudgeService(name, partition, catalogue).doubt;
  };
  EXPECT_EQ(doubt("ec2.amazonaws.com.cn", ""), ServiceDoubt::kNone);
  EXPECT_EQ(doubt("ec2.amazonaws.com.cn", "aws-cn"), ServiceDoubt::kNone);
  EXPECT_EQ(doubt("ec2.amazonaws.com.cn", "aws"), ServiceDoubt::kWrong);
  EXPECT_EQ(doubt("ec2.amazonaws.com", "aws-cn"), ServiceDoubt::kNone);
  EXPECT_EQ(JudgeService("lamda.amazonaws.com", "", catalogue).nearest.front(),
            "lambda.amazonaws.com");
  EXPECT_EQ(JudgeService("ec2", "", catalogue).nearest.front(),
            "ec2.amazonaws.com");
}

}  // namespace
}  // namespace iamgen::policy
