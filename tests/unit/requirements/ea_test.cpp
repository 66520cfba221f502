// The rows of ECS Anywhere: a role for machines of one's own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/requirements/reading.h"

namespace iamgen::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Strings Attached(const Json& entity) {
  Strings arns;
  for (const Json& arn : entity["ManagedPolicyArns"]) {
    arns.push_back(Filled(arn, "111111111111"));
  }
  return arns;
}

Json SsmTrust() {
  return Json::parse(R"({
    "Version": "2012-10-17",
    "Statement": [ { "Effect": "Allow",
                     "Principal": { "Service": "ssm.amazonaws.com" },
                     "Action": "sts:AssumeRole" } ] })");
}

TEST(EA, EA_01_SsmPrincipal) {
  const std::string found = Findings(kMaster + R"(
roles: { R: { in: master, trusted_by: [ { service: ssm.amazon.com } ] } }
)");
  EXPECT_THAT(found, HasSubstr("error[IAM531]"));
  EXPECT_THAT(found, HasSubstr("did you mean `ssm.amazonaws.com`?"));
  for (const char* name : {"ssm", "ssm.amazonaws.com"}) {
    const Built built = Good(
        kMaster + "roles: { R: { in: master, trusted_by: [ { service: " + name +
        " } ] } }");
    EXPECT_EQ(Policy(built, "master/roles/R/trust"), SsmTrust()) << name;
  }
}

TEST(EA, EA_02_TrustFileWithAnObjectAndAnArray) {
  const Built built =
      BuildFiles({{"topology.yaml",
                   kMaster + "roles: { R: { in: master, trust_policy: { file: "
                             "ssm-trust-policy.json } } }\n"},
                  {"ssm-trust-policy.json", R"({
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow",
            "Principal": { "Service": [ "ssm.amazonaws.com" ] },
            "Action": "sts:AssumeRole" } })"}});
  EXPECT_FALSE(built.has_errors) << built.diagnostics;
  const Json trust = Policy(built, "master/roles/R/trust");
  ASSERT_EQ(trust["Statement"].size(), 1U);
  EXPECT_THAT(List(trust["Statement"][0]["Principal"]["Service"]),
              ElementsAre("ssm.amazonaws.com"));
  EXPECT_EQ(trust["Statement"][0]["Action"], "sts:AssumeRole");

  // The principal that does not exist is found in a file, too.
  const Built wrong = BuildFiles(
      {{"topology.yaml",
        kMaster + "roles: { R: { in: master, trust_policy: { file: t.json } } "
                  "}\n"},
       {"t.json",
        R"({ "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole",
                            "Principal": { "Service": "ssm.amazon.com" } } })"}});
  EXPECT_THAT(wrong.diagnostics, HasSubstr("did you mean `ssm.amazonaws.com`"));
}

TEST(EA, EA_03_EA_04_ManagedPoliciesWithAndWithoutAPath) {
  const Built built = Good(kMaster + R"(
roles:
  R:
    in: master
    trusted_by: [ { service: ssm } ]
    managed_policies: [AmazonSSMManagedInstanceCore, AmazonEC2ContainerServiceforEC2Role]
)");
  EXPECT_THAT(
      Attached(RoleIn(Template(built, "master"), "R")),
      ElementsAre("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
                  "arn:aws:iam::aws:policy/service-role/"
                  "AmazonEC2ContainerServiceforEC2Role"));
}

TEST(EA, EA_04_AnArnWithoutThePathIsAnError) {
  const std::string found = Findings(kMaster + R"(
roles:
  R:
    in: master
    trusted_by: [ { service: ssm } ]
    managed_policies: ["arn:aws:iam::aws:policy/AmazonEC2ContainerServiceforEC2Role"]
)");
  EXPECT_THAT(found, HasSubstr("error[IAM929]"));
  EXPECT_THAT(found, HasSubstr("lies under the path `/service-role/`"));
}

TEST(EA, EA_06_AManagedPolicyIsNoTrustPolicy) {
  for (const char* policy :
       {"AmazonSSMManagedInstanceCore",
        "\"arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore\""}) {
    const std::string found = Findings(
        kMaster + "roles: { R: { in: master, trust_policy: " + policy + " } }");
    EXPECT_THAT(found, HasSubstr("error[SPEC038]"));
    EXPECT_THAT(found, HasSubstr("a managed policy says what a role may do"));
  }
  EXPECT_THAT(Findings(kMaster + R"(
roles: { R: { in: master, trust_policy: { Statement: { Effect: Allow, Action: "ssm:*", Resource: "*" } } } }
)"),
              HasSubstr("a statement without a principal in a trust policy"));
  EXPECT_THAT(Findings(kMaster + R"(
roles: { R: { in: master, trusted_by: [ { arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" } ] } }
)"),
              HasSubstr("is a policy: it says what may be done, not by whom"));
}

const char* const kAnywhere = R"(
variables: { ROLE_NAME: ecsAnywhereRole }
roles:
  Anywhere:
    in: master
    name: "{{ROLE_NAME}}"
    trusted_by: [ { service: ssm } ]
    managed_policies: [AmazonSSMManagedInstanceCore, AmazonEC2ContainerServiceforEC2Role]
)";

TEST(EA, EA_07_TheDocumentIsReadyForCreateRole) {
  const Built built = Good(kMaster + kAnywhere);
  // `aws iam create-role --assume-role-policy-document file://trust.json`
  EXPECT_EQ(Policy(built, "master/roles/ecsAnywhereRole/trust"), SsmTrust());
  const Json cfn = Template(built, "master");
  EXPECT_EQ(RoleIn(cfn, "ecsAnywhereRole")["AssumeRolePolicyDocument"],
            SsmTrust());
  // Nothing else is made: `create-role` and twice `attach-role-policy`.
  EXPECT_EQ(cfn["Resources"].size(), 1U);
  EXPECT_FALSE(RoleIn(cfn, "ecsAnywhereRole").contains("Policies"));
}

TEST(EA, EA_09_RoleNameFromAVariable) {
  EXPECT_FALSE(
      RoleIn(Template(Good(kMaster + kAnywhere), "master"), "ecsAnywhereRole")
          .is_null());
  const Built built = Good(R"(
iamgen: 1
master: { id: "111111111111", variables: { ROLE_NAME: hub } }
children: { dev: { id: "222222222222", variables: { ROLE_NAME: spoke } } }
roles:
  Anywhere: { in: all, name: "{{ROLE_NAME}}-ecs", trusted_by: [ { service: ssm } ] }
)");
  EXPECT_FALSE(RoleIn(Template(built, "master"), "hub-ecs").is_null());
  EXPECT_FALSE(RoleIn(Template(built, "dev"), "spoke-ecs").is_null());
}

TEST(EA, EA_10_WhatTheTasksNeedIsAttachedByName) {
  EXPECT_THAT(
      Attached(RoleIn(Template(Good(kMaster + kAnywhere), "master"),
                      "ecsAnywhereRole")),
      ElementsAre("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
                  "arn:aws:iam::aws:policy/service-role/"
                  "AmazonEC2ContainerServiceforEC2Role"));
}

TEST(EA, EA_05_WhatThePolicyOfTheInstancesAllows) {
  Good(kMaster + R"(
roles:
  ecsAnywhereRole:
    in: master
    trusted_by: [ { service: ssm } ]
    managed_policies: [AmazonEC2ContainerServiceforEC2Role]
expect:
  - { allow: [ecs:SubmitTaskStateChange, ecs:SubmitContainerStateChange, ecs:Poll], by: role/ecsAnywhereRole }
  - { allow: [ecr:GetAuthorizationToken, ecs:RegisterContainerInstance], by: role/ecsAnywhereRole }
  - { deny: [ecs:RunTask, "iam:*"], by: role/ecsAnywhereRole }
)");
}

TEST(EA, EA_10_WhatTheTasksNeedIsAllowed) {
  Good(kMaster + R"(
roles:
  ecsAnywhereRole:
    in: master
    trusted_by: [ { service: ssm } ]
    managed_policies: [AmazonSSMManagedInstanceCore]
expect:
  - { allow: [ssm:UpdateInstanceInformation, ssm:GetParameters, ssmmessages:OpenDataChannel, ec2messages:GetMessages], by: role/ecsAnywhereRole }
  - { deny: ssm:PutParameter, by: role/ecsAnywhereRole }
)");
}

}  // namespace
}  // namespace iamgen::testing
