// Each way of writing a principal, and what becomes of it.
#include "catalog/service_principal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include "support/text.h"

namespace iamgen::catalog {
namespace {

// "known NAME", "unlisted NAME [nearest]" or "unknown: FAULT [nearest]".
struct Summary {
  std::string operator()(const KnownPrincipal& known) const {
    return "known " + known.name;
  }

  std::string operator()(const UnlistedPrincipal& unlisted) const {
    return "unlisted " + unlisted.name + List(unlisted.nearest);
  }

  std::string operator()(const UnknownPrincipal& unknown) const {
    return "unknown: " + unknown.fault + List(unknown.nearest);
  }

 private:
  static std::string List(const std::vector<std::string>& nearest) {
    return nearest.empty() ? "" : " [" + support::Join(nearest, ", ") + "]";
  }
};

struct Case {
  std::string_view written;
  std::string_view partition;
  std::string_view expected;
};

std::ostream& operator<<(std::ostream& out, const Case& one) {
  return out << one.written << " in " << one.partition;
}

class PrincipalTable : public testing::TestWithParam<Case> {};

TEST_P(PrincipalTable, Resolves) {
  const Case& one = GetParam();
  EXPECT_EQ(std::visit(Summary{},
                       ResolveServicePrincipal(one.written, one.partition)),
            one.expected);
}

const Case kKnown[] = {
    {"ec2", "aws", "known ec2.amazonaws.com"},
    {"ec2.amazonaws.com", "aws", "known ec2.amazonaws.com"},
    {"ecs-tasks", "aws", "known ecs-tasks.amazonaws.com"},
    {"delivery.logs", "aws", "known delivery.logs.amazonaws.com"},
    {"lambda", "aws-us-gov", "known lambda.amazonaws.com"},
    {"lambda", "aws-iso", "known lambda.amazonaws.com"},
    {"alexa-appkit", "aws", "known alexa-appkit.amazon.com"},
    {"alexa-appkit.amazon.com", "aws", "known alexa-appkit.amazon.com"},
    {"ec2", "no-such-partition", "known ec2.amazonaws.com"},
    // Most principals are the same in China; some are not.
    {"lambda", "aws-cn", "known lambda.amazonaws.com"},
    {"ecs-tasks.amazonaws.com", "aws-cn", "known ecs-tasks.amazonaws.com"},
    {"codedeploy", "aws-cn", "known codedeploy.amazonaws.com"},
    {"autoscaling", "aws-cn", "known autoscaling.amazonaws.com"},
    {"events", "aws-cn", "known events.amazonaws.com"},
    {"ec2", "aws-cn", "known ec2.amazonaws.com.cn"},
    {"ec2.amazonaws.com", "aws-cn", "known ec2.amazonaws.com.cn"},
    {"ec2.amazonaws.com.cn", "aws-cn", "known ec2.amazonaws.com.cn"},
    {"elasticmapreduce", "aws-cn", "known elasticmapreduce.amazonaws.com.cn"},
    {"autoscaling.amazonaws.com.cn", "aws-cn",
     "known autoscaling.amazonaws.com.cn"},
    // With a region.
    {"logs.eu-west-1.amazonaws.com", "aws",
     "known logs.eu-west-1.amazonaws.com"},
    {"logs.cn-north-1.amazonaws.com.cn", "aws-cn",
     "known logs.cn-north-1.amazonaws.com.cn"},
    {"codedeploy.cn-north-1.amazonaws.com.cn", "aws-cn",
     "known codedeploy.cn-north-1.amazonaws.com.cn"},
    {"cloudformation.af-south-1.amazonaws.com", "aws",
     "known cloudformation.af-south-1.amazonaws.com"},
};

INSTANTIATE_TEST_SUITE_P(Known, PrincipalTable, testing::ValuesIn(kKnown));

const Case kUnlisted[] = {
    {"lamda.amazonaws.com", "aws",
     "unlisted lamda.amazonaws.com [lambda.amazonaws.com]"},
    {"quitenewservice.amazonaws.com", "aws",
     "unlisted quitenewservice.amazonaws.com"},
    {"cloudformation.eu-west-1.amazonaws.com", "aws",
     "unlisted cloudformation.eu-west-1.amazonaws.com "
     "[cloudformation.amazonaws.com]"},
    {"s3.amazonaws.com.cn", "aws-cn",
     "unlisted s3.amazonaws.com.cn [s3.amazonaws.com]"},
    {"eventbridge.amazonaws.com", "aws",
     "unlisted eventbridge.amazonaws.com [events.amazonaws.com]"},
};

INSTANTIATE_TEST_SUITE_P(Unlisted, PrincipalTable,
                         testing::ValuesIn(kUnlisted));

const Case kUnknown[] = {
    {"", "aws", "unknown: is empty"},
    {"lamda", "aws", "unknown: is no service that is known [lambda]"},
    {"quitenewservice", "aws", "unknown: is no service that is known"},
    {"emr", "aws", "unknown: is no service that is known [elasticmapreduce]"},
    {"ssm.amazon.com", "aws",
     "unknown: does not end in `amazonaws.com` [ssm.amazonaws.com]"},
    {"ec2.aws.com", "aws-cn",
     "unknown: does not end in `amazonaws.com` [ec2.amazonaws.com.cn]"},
    {"lamda.amazonaws.co", "aws",
     "unknown: does not end in `amazonaws.com` [lambda.amazonaws.com]"},
    {"EC2", "aws", "unknown: holds `E`, which is none of a-z 0-9 - . [ec2]"},
    {"Lambda.amazonaws.com", "aws",
     "unknown: holds `L`, which is none of a-z 0-9 - . "
     "[lambda.amazonaws.com]"},
    {"lambda@edge", "aws",
     "unknown: holds `@`, which is none of a-z 0-9 - . [edgelambda]"},
    {"*", "aws", "unknown: holds `*`, which is none of a-z 0-9 - ."},
    {"ec2.amazonaws.com.", "aws",
     "unknown: has a part that is empty or has a hyphen at its end [ec2]"},
    {"ec2.amazonaws.com.cn", "aws",
     "unknown: ends in `amazonaws.com.cn`, which partition `aws` does not use "
     "[ec2.amazonaws.com]"},
    {"logs.eu-west-1.amazonaws.com", "aws-cn",
     "unknown: names region `eu-west-1`, which is not in partition `aws-cn` "
     "[logs.amazonaws.com]"},
};

INSTANTIATE_TEST_SUITE_P(Unknown, PrincipalTable, testing::ValuesIn(kUnknown));

TEST(ServicePrincipals, AreSortedAndWhole) {
  EXPECT_GE(ServicePrincipals().size(), 384U);
  EXPECT_TRUE(
      std::ranges::is_sorted(ServicePrincipals(), {}, &ServicePrincipal::name));
  for (const ServicePrincipal& row : ServicePrincipals()) {
    EXPECT_EQ(std::string(row.service) + "." + std::string(row.domain),
              row.name);
    EXPECT_EQ(FindServicePrincipal(row.name), &row);
  }
}

// Every name of the data is known in some partition, and as it is written
// unless the partition has its own form.
TEST(ServicePrincipals, ResolveToThemselves) {
  for (const ServicePrincipal& row : ServicePrincipals()) {
    const bool china = row.domain == "amazonaws.com.cn";
    EXPECT_EQ(std::visit(Summary{}, ResolveServicePrincipal(
                                        row.name, china ? "aws-cn" : "aws")),
              "known " + std::string(row.name));
  }
}

TEST(ServicePrincipals, KnowTheirUses) {
  EXPECT_TRUE(FindServicePrincipal("ec2.amazonaws.com")->assumes_roles);
  EXPECT_TRUE(FindServicePrincipal("ssm.amazonaws.com")->has_linked_role);
  EXPECT_FALSE(FindServicePrincipal("account.amazonaws.com")->assumes_roles);
  EXPECT_TRUE(FindServicePrincipal("states.amazonaws.com")->regional);
  EXPECT_EQ(FindServicePrincipal("ec2"), nullptr);
}

TEST(ServicePrincipals, FormOfAPartitionHasTheRowOfTheService) {
  const auto lookup = ResolveServicePrincipal("elasticmapreduce", "aws-cn");
  const auto* known = std::get_if<KnownPrincipal>(&lookup);
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(known->row->name, "elasticmapreduce.amazonaws.com");
  EXPECT_TRUE(known->row->assumes_roles);
}

}  // namespace
}  // namespace iamgen::catalog
