// Classes of keys: a member of each, and a neighbour that is none.
#include "policy/condition_keys.h"

#include <gtest/gtest.h>

#include "catalog/catalogue.h"

namespace iamgen::policy {
namespace {

TEST(ConditionKeys, Classes) {
  EXPECT_TRUE(IsAlwaysPresent("aws:securetransport"));
  EXPECT_FALSE(IsAlwaysPresent("aws:username"));
  EXPECT_TRUE(IsSourceKey("aws:sourcearn"));
  EXPECT_FALSE(IsSourceKey("aws:sourceip"));
  EXPECT_TRUE(IsBoundaryKey("aws:sourceip"));
  EXPECT_FALSE(IsBoundaryKey("aws:resourcetag/a"));
  EXPECT_TRUE(IsCallerKey("aws:principaltag/team"));
  EXPECT_TRUE(IsSpoofable("aws:referer"));
  EXPECT_TRUE(IsRegionKey("kms:replicaregion"));
  EXPECT_FALSE(IsRegionKey("kms:multiregion"));
  EXPECT_TRUE(IsServicePrincipalKey("kms:viaservice"));
  EXPECT_FALSE(IsServicePrincipalKey("ec2:vpceservicename"));
}

TEST(ConditionKeys, Providers) {
  EXPECT_TRUE(IsProviderKey("saml:aud"));
  EXPECT_FALSE(IsOidcKey("saml:aud"));
  EXPECT_TRUE(IsOidcKey("oidc.eks.eu-west-1.amazonaws.com/id/ab12:sub"));
  EXPECT_FALSE(IsOidcKey("s3:x.y"));
  EXPECT_FALSE(IsProviderKey("sts:externalid"));
  EXPECT_TRUE(IsWebIdentityKey("www.amazon.com:user_id"));
  EXPECT_FALSE(IsWebIdentityKey("gitlab.com:sub"));
  EXPECT_EQ(ClaimOf("gitlab.com:sub"), "sub");
  EXPECT_EQ(ClaimOf("nothing"), "");
}

TEST(ConditionKeys, ServicesOfEndpointOwnersExist) {
  const auto& catalogue = catalog::Catalogue::Embedded();
  std::size_t services = 0;
  for (const catalog::ServiceId one : catalogue.Services()) {
    services += FillsEndpointOwnerKeys(catalogue.PrefixOf(one)) ? 1 : 0;
  }
  EXPECT_EQ(services, 32U);
}

TEST(ConditionKeys, KeysOfRegionsAndServicesExist) {
  const auto& catalogue = catalog::Catalogue::Embedded();
  for (const std::string_view key :
       {"account:targetregion", "dsql:witnessregion", "sso:primaryregion",
        "observabilityadmin:targetregions", "kms:granteeserviceprincipal",
        "organizations:serviceprincipal", "sts:awsservicename",
        "codeconnections:passedtoservice",
        "s3express:x-amz-server-side-encryption-aws-kms-key-id"}) {
    EXPECT_TRUE(catalogue.FindKey(key)) << key;
  }
}

}  // namespace
}  // namespace iamgen::policy
