// What the accounts will hold, as IAM says it.
#include "analysis/authorization_details.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/modelling.h"

namespace iamgen::analysis {
namespace {

using nlohmann::json;

json DetailsOf(std::string_view text) {
  testing::Modelling made(text);
  EXPECT_EQ(made.Findings(), "");
  made.Derive();
  std::string all;
  WriteAuthorizationDetails(*made.topology,
                            [&](std::string_view part) { all += part; });
  return json::parse(all);
}

TEST(AuthorizationDetails, AnAccountWithNothingHasEmptyLists) {
  const json details = DetailsOf("");
  ASSERT_EQ(details.size(), 3U);
  EXPECT_TRUE(details.contains("111111111111"));
  EXPECT_FALSE(details.contains("999999999999"));
  EXPECT_EQ(details["222222222222"]["RoleDetailList"], json::array());
}

TEST(AuthorizationDetails, ARoleHasAllThatIamSaysOfIt) {
  const json details = DetailsOf(R"(
policies:
  Read:
    path: /p/
    description: reads
    tags: { a: b }
    statements: [ { allow: "s3:Get*", on: "arn:aws:s3:::{{account.id}}" } ]
roles:
  Web:
    in: dev
    path: /x/
    description: "web\nserver"
    max_session_duration: 2h
    trusted_by: [ { service: ec2 } ]
    policies: [Read]
    managed_policies: [ReadOnlyAccess]
    permissions_boundary: Read
    inline: { own: [ { allow: [a:B, a:C], on: "*", when: { Bool: { k: true } } } ] }
    tags: { t: "{{account.name}}" }
)");
  const json& roles = details["222222222222"]["RoleDetailList"];
  ASSERT_EQ(roles.size(), 1U);
  EXPECT_EQ(roles[0], json::parse(R"({
    "Path": "/x/", "RoleName": "Web",
    "Arn": "arn:aws:iam::222222222222:role/x/Web",
    "Description": "web\nserver", "MaxSessionDuration": 7200,
    "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
       "Action": "sts:AssumeRole"}]},
    "RolePolicyList": [{"PolicyName": "own", "PolicyDocument": {
      "Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["a:B", "a:C"], "Resource": "*",
         "Condition": {"Bool": {"k": "true"}}}]}}],
    "AttachedManagedPolicies": [
      {"PolicyName": "Read",
       "PolicyArn": "arn:aws:iam::222222222222:policy/p/Read"},
      {"PolicyName": "ReadOnlyAccess",
       "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
    "PermissionsBoundary": {"PermissionsBoundaryType": "Policy",
      "PermissionsBoundaryArn": "arn:aws:iam::222222222222:policy/p/Read"},
    "InstanceProfileList": [{"Path": "/x/", "InstanceProfileName": "Web",
      "Arn": "arn:aws:iam::222222222222:instance-profile/x/Web"}],
    "Tags": [{"Key": "t", "Value": "dev"}]})"))
      << roles[0].dump(2);
  const json& policies = details["222222222222"]["Policies"];
  ASSERT_EQ(policies.size(), 1U);
  EXPECT_EQ(policies[0]["Description"], "reads");
  EXPECT_EQ(policies[0]["Tags"],
            json::parse(R"([{"Key": "a", "Value": "b"}])"));
  EXPECT_EQ(policies[0]["PolicyVersionList"][0]["Document"]["Statement"][0]
                    ["Resource"],
            "arn:aws:s3:::222222222222");
}

TEST(AuthorizationDetails, MembersOfBothSides) {
  const json details = DetailsOf(R"(
groups:
  Operators: { in: [master, dev], users: [ada, { external: linus }] }
users:
  ada: { in: master, console: true, groups: [{ external: Everyone }] }
)");
  const json& account = details["111111111111"];
  EXPECT_EQ(account["UserDetailList"][0]["GroupList"],
            json({"Operators", "Everyone"}));
  EXPECT_EQ(account["UserDetailList"][0]["Console"], true);
  EXPECT_EQ(account["GroupDetailList"][0]["ExternalUsers"], json({"linus"}));
  EXPECT_EQ(details["222222222222"]["UserDetailList"], json::array());
}

TEST(AuthorizationDetails, StatementsStandWhereTheyAreMeant) {
  const json details = DetailsOf(R"(
roles:
  Source: { in: master, trusted_by: [ { service: ecs-tasks } ], assumes: [ { role: Target, in: children } ] }
  Target: { in: children, trusted_by: [ { role: Source, in: master } ] }
)");
  const json& policy =
      details["111111111111"]["RoleDetailList"][0]["RolePolicyList"][0];
  EXPECT_EQ(policy["PolicyDocument"]["Statement"][0]["Resource"],
            json({"arn:aws:iam::222222222222:role/Target",
                  "arn:aws:iam::333333333333:role/Target"}));
  EXPECT_EQ(details["333333333333"]["RoleDetailList"].size(), 1U);
}

TEST(AuthorizationDetails, NamesThatAreMadeUpAreMarked) {
  const json details = DetailsOf(R"(
roles:
  Web: { in: master, names: generated, trusted_by: [ { service: ec2 } ] }
)");
  const json& role = details["111111111111"]["RoleDetailList"][0];
  EXPECT_EQ(role["RoleName"], "<generated:role/Web>");
  EXPECT_EQ(role["InstanceProfileList"][0]["InstanceProfileName"],
            "<generated:instance_profile/Web>");
}

TEST(AuthorizationDetails, ProvidersPermissionsAndResources) {
  const json details = DetailsOf(R"(
oidc_providers:
  github: { in: dev, url: "https://token.actions.githubusercontent.com", client_ids: [sts.amazonaws.com] }
lambda_jobs:
  Job:
    in: dev
    triggers: [ { sns: "arn:aws:sns:eu-west-1:999999999999:t" }, { s3: "arn:aws:s3:::b" }, { s3: "arn:aws:s3:::b" } ]
resources:
  q: { in: dev, type: s3_bucket, emit: true, statements: [ { allow: "s3:Get*", principal: "*" } ] }
)");
  const json& account = details["222222222222"];
  EXPECT_EQ(account["OidcProviders"][0]["Arn"],
            "arn:aws:iam::222222222222:oidc-provider/"
            "token.actions.githubusercontent.com");
  ASSERT_EQ(account["LambdaPermissions"].size(), 2U);
  EXPECT_EQ(account["LambdaPermissions"][0]["SourceAccount"], "999999999999");
  EXPECT_EQ(account["LambdaPermissions"][1]["SourceAccount"], "222222222222");
  EXPECT_EQ(account["ResourcePolicies"][0]["Arn"], "arn:aws:s3:::q");
  EXPECT_EQ(account["ResourcePolicies"][0]["Emit"], true);
}

}  // namespace
}  // namespace iamgen::analysis
