// The rows of Leverage: roles of services, and access across accounts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "unit/requirements/reading.h"

namespace iamgen::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(LV, LV_01_OnePolicyOnAUserAGroupAndARole) {
  const Built built = Good(kMaster + R"(
policies: { Read: [ { allow: s3:GetObject, on: "arn:aws:s3:::bucket/*" } ] }
users: { john: { in: master, policies: [Read] } }
groups: { readers: { in: master, policies: [Read], users: [john] } }
roles: { reader: { in: master, trusted_by: [ { service: ecs-tasks } ], policies: [Read] } }
)");
  const Json cfn = Template(built, "master");
  EXPECT_THAT(LogicalIds(cfn, "AWS::IAM::ManagedPolicy"),
              ElementsAre("PolicyRead"));
  const Json attached = Json::parse(R"([ { "Ref": "PolicyRead" } ])");
  EXPECT_EQ(UserIn(cfn, "john")["ManagedPolicyArns"], attached);
  EXPECT_EQ(GroupIn(cfn, "readers")["ManagedPolicyArns"], attached);
  EXPECT_EQ(RoleIn(cfn, "reader")["ManagedPolicyArns"], attached);
}

TEST(LV, LV_02_ServicesByTheirShortNames) {
  const std::pair<const char*, const char*> services[] = {
      {"ec2", "ec2.amazonaws.com"},
      {"lambda", "lambda.amazonaws.com"},
      {"ecs-tasks", "ecs-tasks.amazonaws.com"},
      {"states", "states.amazonaws.com"},
      {"codebuild", "codebuild.amazonaws.com"},
      {"codepipeline", "codepipeline.amazonaws.com"}};

  for (const auto& [name, principal] : services) {
    const Built built = Good(
        kMaster + "roles: { R: { in: master, trusted_by: [ { service: " + name +
        " } ] } }");
    const Json trust = Policy(built, "master/roles/R/trust");
    EXPECT_EQ(trust["Statement"][0]["Principal"]["Service"], principal);
  }
  // STS and the console assume no role of anybody.
  for (const char* name : {"sts", "sts.amazonaws.com", "console"}) {
    const Built built = BuildText(
        kMaster + "roles: { R: { in: master, trusted_by: [ { service: " + name +
        " } ] } }");
    EXPECT_TRUE(built.rules.contains("IAM531") ||
                built.rules.contains("SPEC048"))
        << name << built.diagnostics;
  }
}

const char* const kJohnAndDevOps = R"(
users: { John: { in: master } }
roles:
  DevOps: { in: dev, trusted_by: [ { user: John, in: master, pin: arn } ] }
)";

TEST(LV, LV_04_OneEdgeIsBothDocuments) {
  for (const std::string yaml : {R"(
users: { John: { in: master } }
roles: { DevOps: { in: dev, trusted_by: [ { user: John, in: master } ] } }
)",
                                 R"(
users: { John: { in: master, assumes: [ { role: DevOps, in: dev } ] } }
roles: { DevOps: { in: dev } }
)"}) {
    const Built built = Good(kMasterAndDev + yaml);
    EXPECT_TRUE(Trusts(Policy(built, "dev/roles/DevOps/trust"),
                       "arn:aws:iam::111111111111:user/John"));
    EXPECT_FALSE(Trusts(Policy(built, "dev/roles/DevOps/trust"),
                        "arn:aws:iam::111111111111:user/Jane"));
    EXPECT_THAT(
        ResourcesOf(Policy(built, "master/users/John/inline/assume-roles"),
                    "sts:AssumeRole"),
        ElementsAre("arn:aws:iam::222222222222:role/DevOps"));
  }
}

TEST(LV, LV_05_TrustOfJohn) {
  const Json wanted = Json::parse(R"({
    "Version": "2012-10-17",
    "Statement": [ { "Effect": "Allow",
                     "Principal": { "AWS": "arn:aws:iam::111111111111:user/John" },
                     "Action": "sts:AssumeRole" } ] })");
  const Built built = Good(kMasterAndDev + kJohnAndDevOps);
  EXPECT_EQ(Policy(built, "dev/roles/DevOps/trust"), wanted);
  EXPECT_EQ(
      RoleIn(Template(built, "dev"), "DevOps")["AssumeRolePolicyDocument"],
      wanted);
}

TEST(LV, LV_06_PermissionOfJohn) {
  const Json wanted = Json::parse(R"({
    "Version": "2012-10-17",
    "Statement": [ { "Effect": "Allow",
                     "Action": "sts:AssumeRole",
                     "Resource": "arn:aws:iam::222222222222:role/DevOps" } ] })");
  const Built built = Good(kMasterAndDev + kJohnAndDevOps);
  EXPECT_EQ(Policy(built, "master/users/John/inline/assume-roles"), wanted);
  EXPECT_EQ(UserIn(Template(built, "master"),
                   "John")["Policies"][0]["PolicyDocument"],
            wanted);
}

TEST(LV, LV_08_AnAccountIsAnotherPrincipalThanItsUser) {
  const Built built = Good(kMasterAndDev + R"(
users: { John: { in: master } }
roles:
  OfAccount: { in: dev, trusted_by: [ { account: master } ] }
  OfUser: { in: dev, trusted_by: [ { user: John, in: master } ] }
)");
  const Json account = Policy(built, "dev/roles/OfAccount/trust");
  const Json user = Policy(built, "dev/roles/OfUser/trust");
  EXPECT_NE(account, user);
  const std::string john = "arn:aws:iam::111111111111:user/John";
  const std::string jane = "arn:aws:iam::111111111111:user/Jane";
  EXPECT_TRUE(Trusts(account, john));
  EXPECT_TRUE(Trusts(account, jane));
  EXPECT_TRUE(Trusts(user, john));
  EXPECT_FALSE(Trusts(user, jane));
  // Only who is named gets a permission.
  EXPECT_THAT(
      ResourcesOf(Policy(built, "master/users/John/inline/assume-roles"),
                  "sts:AssumeRole"),
      ElementsAre("arn:aws:iam::222222222222:role/OfUser"));
}

std::string RoleWith(const std::string& duration) {
  return kMaster +
         "roles: { R: { in: master, trusted_by: [ { service: ec2 } ], "
         "max_session_duration: " +
         duration + " } }\n";
}

TEST(LV, LV_09_SessionsOfOneToTwelveHours) {
  const std::pair<const char*, int> good[] = {
      {"1h", 3600},    {"3600", 3600}, {"\"1h30m\"", 5400}, {"90m", 5400},
      {"5400s", 5400}, {"12h", 43200}, {"43200", 43200}};

  for (const auto& [duration, seconds] : good) {
    const Built built = Good(RoleWith(duration));
    EXPECT_EQ(RoleIn(Template(built, "master"), "R")["MaxSessionDuration"],
              seconds)
        << duration;
  }
  for (const char* duration :
       {"3599", "59m", "899", "15m", "0", "43201", "12h1s", "1000h"}) {
    EXPECT_THAT(Findings(RoleWith(duration)), HasSubstr("error[IAM924]"))
        << duration;
  }
  for (const char* duration : {"1d", "-1h", "1.5h", "soon", "\"\"", "[1h]"}) {
    EXPECT_TRUE(BuildText(RoleWith(duration)).has_errors) << duration;
  }
  EXPECT_FALSE(RoleIn(Template(Good(kMaster + R"(
roles: { R: { in: master, trusted_by: [ { service: ec2 } ] } }
)"),
                               "master"),
                      "R")
                   .contains("MaxSessionDuration"));
}

TEST(LV, LV_09_ChainedSessionsEndAfterAnHour) {
  const std::string of_job =
      "roles: { OfJob: { in: dev, max_session_duration: 2h } }\n"
      "lambda_jobs: { Job: { in: master, logs: none, assumes: [ { role: OfJob, "
      "in: dev } ] } }\n";
  EXPECT_TRUE(Good(kMasterAndDev + of_job).rules.contains("IAM710"));
  const auto role = [](const std::string& duration) {
    return Good(kMasterAndDev +
                "roles:\n"
                "  Server: { in: master, trusted_by: [ { service: ec2 } ] }\n"
                "  Child: { in: dev, max_session_duration: " +
                duration +
                ", trusted_by: [ { role: Server, in: master } ] }\n");
  };
  EXPECT_TRUE(role("2h").rules.contains("IAM710"));
  EXPECT_FALSE(role("1h").rules.contains("IAM710"));
}

TEST(LV, LV_10_RolesHaveNoPasswordsAndNoKeys) {
  const std::pair<const char*, const char*> rows[] = {
      {"password", "a role has no password"},
      {"login_profile", "a role has no password"},
      {"access_key", "a role has no access keys"},
      {"access_keys", "a role has no access keys"},
      {"console", "a role does not sign in to the console"},
      {"user_name", "a role has no key `user_name`"}};

  for (const auto& [key, reason] : rows) {
    EXPECT_THAT(
        Findings(
            kMaster +
            "roles: { R: { in: master, trusted_by: [ { service: ec2 } ], " +
            key + ": true } }"),
        HasSubstr(reason))
        << key;
  }
}

TEST(LV, LV_11_EveryHopOfAChainHasBothHalves) {
  const Built built = Good(kMasterAndDev + R"(
users: { John: { in: master, assumes: [ { role: Hub } ] } }
roles:
  Hub: { in: master, assumes: [ { role: DevOps, in: dev } ] }
  DevOps: { in: dev }
)");
  EXPECT_TRUE(Trusts(Policy(built, "master/roles/Hub/trust"),
                     "arn:aws:iam::111111111111:user/John"));
  EXPECT_THAT(
      ResourcesOf(Policy(built, "master/users/John/inline/assume-roles"),
                  "sts:AssumeRole"),
      ElementsAre("arn:aws:iam::111111111111:role/Hub"));
  EXPECT_TRUE(Trusts(Policy(built, "dev/roles/DevOps/trust"),
                     "arn:aws:iam::111111111111:role/Hub"));
  EXPECT_THAT(ResourcesOf(Policy(built, "master/roles/Hub/inline/assume-roles"),
                          "sts:AssumeRole"),
              ElementsAre("arn:aws:iam::222222222222:role/DevOps"));
}

TEST(LV, LV_12_Ec2GetsItsCredentialsByAProfile) {
  const Built built = Good(kMaster + R"(
roles: { Server: { in: master, trusted_by: [ { service: ec2 } ] } }
)");
  const Json profile =
      Properties(Template(built, "master"), "AWS::IAM::InstanceProfile",
                 "InstanceProfileName", "Server");
  EXPECT_EQ(profile["Roles"], Json::parse(R"([ { "Ref": "RoleServer" } ])"));
  EXPECT_THAT(Findings(kMaster + R"(
roles: { R: { in: master, trusted_by: [ { service: lambda } ], instance_profile: true } }
)"),
              HasSubstr("error[SPEC053]"));
}

TEST(LV, LV_13_NoKeysInAnyOutput) {
  const Built built = Good(kMasterAndDev + R"(
users: { john: { in: all, console: true, groups: [g], assumes: [ { role: R } ] } }
groups: { g: { in: all, managed_policies: [ReadOnlyAccess] } }
roles: { R: { in: all, trusted_by: [ { service: ec2 } ] } }
lambda_jobs: { Job: { in: all, logs: none, environment: { A: b }, assumes: [ { role: R } ] } }
)");
  ASSERT_THAT(built.files, Not(IsEmpty()));
  for (const auto& [path, bytes] : built.files) {
    for (const char* secret :
         {"AWS::IAM::AccessKey", "SecretAccessKey", "AKIA", "ASIA",
          "aws_secret_access_key", "SecretString"}) {
      EXPECT_THAT(bytes, Not(HasSubstr(secret))) << path;
    }
  }
}

TEST(LV, LV_03_OneBucketForInstancesAndFunctions) {
  const Built built = Good(kMaster + R"(
roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 }, { service: lambda } ]
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::one/*" } ]
expect:
  - { allow: s3:GetObject, by: role/Reader, on: "arn:aws:s3:::one/*" }
  - { deny: "s3:*", by: role/Reader, on: ["arn:aws:s3:::two", "arn:aws:s3:::two/*"] }
)");
  EXPECT_THAT(
      List(Policy(
          built,
          "master/roles/Reader/trust")["Statement"][0]["Principal"]["Service"]),
      ::testing::UnorderedElementsAre("ec2.amazonaws.com",
                                      "lambda.amazonaws.com"));
}

TEST(LV, LV_07_TrustAloneIsNotEnough) {
  const auto built = [](const std::string& roles) {
    return BuildText(kMasterAndDev + roles);
  };
  const std::string claim =
      "expect: [ { allow: sts:AssumeRole, by: user/john, on: role/R } ]\n";

  const Built trust = built(R"(
users: { john: { in: master } }
roles: { R: { in: dev, trusted_by: [ { user: john, in: master, derive: false } ] } }
)" + claim);
  EXPECT_THAT(trust.diagnostics,
              HasSubstr("no policy of user `john` of `master` allows"));

  const Built permission = built(R"(
users: { john: { in: master, inline: { a: [ { allow: sts:AssumeRole, on: "{{role:R@dev}}" } ] } } }
roles: { R: { in: dev, trusted_by: [ { service: ec2 } ] } }
)" + claim);
  EXPECT_THAT(permission.diagnostics,
              HasSubstr("the trust policy of role `R` of `dev` does not let "
                        "it in"));

  // In one account the trust that names the user suffices.
  const Built own = built(R"(
users: { john: { in: dev } }
roles: { R: { in: dev, trusted_by: [ { user: john, in: dev, derive: false } ] } }
)" + claim);
  EXPECT_FALSE(own.has_errors) << own.diagnostics;
}

TEST(LV, LV_08_AnAccountAndAUserProveDifferentThings) {
  const auto built = [](const std::string& source, const char* effect,
                        const char* who) {
    return BuildText(kMaster + R"(
users: { john: { in: master }, jane: { in: master } }
roles: { R: { in: master, trusted_by: [ )" +
                     source + " ] } }\nexpect: [ { " + effect +
                     ": sts:AssumeRole, by: user/" + who +
                     ", on: role/R } ]\n");
  };
  const std::string user = "{ user: john, in: master, derive: false }";
  const std::string account = "{ account: master }";

  EXPECT_FALSE(built(user, "allow", "john").has_errors);
  EXPECT_FALSE(built(user, "deny", "jane").has_errors);
  // The account lets in whoever its own policies let, and here none does.
  EXPECT_FALSE(built(account, "deny", "john").has_errors);
  EXPECT_TRUE(built(account, "allow", "john").rules.contains("SPEC073"));
}

}  // namespace
}  // namespace iamgen::testing
