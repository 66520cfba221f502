// Partitions and regions, those of the data and those that only have the form.
#include "catalog/partition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "catalog/catalogue.h"

namespace iamgen::catalog {
namespace {

struct Case {
  std::string_view region;
  // Empty for none.
  std::string_view partition;
};

class RegionTable : public testing::TestWithParam<Case> {};

TEST_P(RegionTable, HasPartition) {
  const Partition* partition = PartitionOfRegion(GetParam().region);
  EXPECT_EQ(partition == nullptr ? "" : partition->name, GetParam().partition);
}

const Case kCases[] = {
    {"eu-west-1", "aws"},
    {"cn-north-1", "aws-cn"},
    {"us-gov-west-1", "aws-us-gov"},
    {"us-iso-east-1", "aws-iso"},
    {"us-isob-east-1", "aws-iso-b"},
    {"eu-isoe-west-1", "aws-iso-e"},
    {"us-isof-south-1", "aws-iso-f"},
    {"eusc-de-east-1", "aws-eusc"},
    // Newer than the data.
    {"eu-west-99", "aws"},
    {"us-gov-central-1", "aws-us-gov"},
    {"eusc-de-north-2", "aws-eusc"},
    // Not the form of a region.
    {"", ""},
    {"eu-west", ""},
    {"eu-west-", ""},
    {"eu--1", ""},
    {"eu-west-1a", ""},
    {"eu-north-west-1", ""},
    {"euwest-1", ""},
    {"eusc-fr-east-1", ""},
    {"EU-west-1", ""},
    {"aws-global", ""},
};

INSTANTIATE_TEST_SUITE_P(Names, RegionTable, testing::ValuesIn(kCases));

TEST(Partitions, AreSortedAndWhole) {
  EXPECT_EQ(Partitions().size(), 8U);
  EXPECT_TRUE(std::ranges::is_sorted(Partitions(), {}, &Partition::name));
  EXPECT_TRUE(std::ranges::is_sorted(Regions(), {}, &Region::name));
  for (const Region& region : Regions()) {
    const Partition* partition = FindPartition(region.partition);
    ASSERT_NE(partition, nullptr) << region.name;
    EXPECT_EQ(PartitionOfRegion(region.name), partition);
  }
}

// The shape alone gives the same partition as the data does.
TEST(Partitions, FormAgreesWithData) {
  for (const Region& region : Regions()) {
    const std::string newer = std::string(region.name) + "7";
    ASSERT_EQ(FindRegion(newer), nullptr);
    const Partition* partition = PartitionOfRegion(newer);
    ASSERT_NE(partition, nullptr) << newer;
    EXPECT_EQ(partition->name, region.partition) << newer;
  }
}

TEST(Partitions, KnowSuffixAndAudience) {
  const Partition* china = FindPartition("aws-cn");
  ASSERT_NE(china, nullptr);
  EXPECT_EQ(china->dns_suffix, "amazonaws.com.cn");
  EXPECT_EQ(china->saml_audience, "https://signin.amazonaws.cn/saml");
  EXPECT_EQ(china->global_region, "cn-northwest-1");
  EXPECT_EQ(FindPartition("aws-eusc")->saml_audience, "");
  EXPECT_EQ(FindPartition("AWS"), nullptr);
  EXPECT_EQ(FindPartition(""), nullptr);
}

TEST(Partitions, ListNames) {
  EXPECT_EQ(PartitionNames().size(), Partitions().size());
  EXPECT_EQ(RegionNames("aws-cn").size(), 2U);
  EXPECT_EQ(RegionNames().size(), Regions().size());
  EXPECT_TRUE(RegionNames("nowhere").empty());
}

TEST(Regions, KnowOptIn) {
  EXPECT_TRUE(FindRegion("af-south-1")->opt_in);
  EXPECT_FALSE(FindRegion("eu-west-1")->opt_in);
  EXPECT_EQ(FindRegion("eu-west-9"), nullptr);
}

TEST(Version, IsADate) {
  const std::string_view date = Catalogue::Embedded().Date();
  ASSERT_EQ(date.size(), 10U);
  EXPECT_EQ(date.substr(0, 2), "20");
  EXPECT_EQ(std::ranges::count(date, '-'), 2);
}

}  // namespace
}  // namespace iamgen::catalog
