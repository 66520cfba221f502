// The rows of users and groups, as far as building settles them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/requirements/reading.h"

namespace iamgen::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string Numbered(int count, const std::string& prefix) {
  std::string list;
  for (int i = 0; i < count; ++i) {
    list += (i > 0 ? ", " : "") + prefix + std::to_string(i);
  }
  return list;
}

TEST(UG, UG_01_UsersAreInTheAccountsSaidOnceEach) {
  const Built built = Good(kMasterAndDev + R"(
users:
  ada: { in: master }
  grace: { in: all }
  linus: { in: dev }
)");
  const Json master = Template(built, "master");
  const Json dev = Template(built, "dev");
  EXPECT_THAT(LogicalIds(master, "AWS::IAM::User"),
              ElementsAre("UserAda", "UserGrace"));
  EXPECT_THAT(LogicalIds(dev, "AWS::IAM::User"),
              ElementsAre("UserGrace", "UserLinus"));
  EXPECT_TRUE(UserIn(dev, "ada").is_null());
  EXPECT_FALSE(UserIn(dev, "grace").is_null());
}

TEST(UG, UG_02_TheRootUserIsRefusedAndRootIsTheWholeAccount) {
  EXPECT_THAT(Findings(kMaster + R"(
roles: { R: { in: master, trusted_by: [ { user: root } ] } }
)"),
              HasSubstr("`root` is the account itself, not a user of it"));
  EXPECT_THAT(Findings(kMaster + R"(
roles:
  R: { in: master, trusted_by: [ { arn: "arn:aws:iam::111111111111:root" } ] }
)"),
              HasSubstr("`:root` names the whole account, not the root user"));
  EXPECT_THAT(Findings(kMaster + R"(
roles: { R: { in: master, trusted_by: [ { service: ec2 } ] } }
expect: [ { allow: "s3:*", by: user/root } ]
)"),
              HasSubstr("there is no user `root`"));
  const Built account = Good(kMasterAndDev + R"(
roles: { R: { in: dev, trusted_by: [ { account: master } ] } }
)");
  EXPECT_THAT(account.diagnostics, HasSubstr("every principal of account"));
  EXPECT_TRUE(Trusts(Policy(account, "dev/roles/R/trust"),
                     "arn:aws:iam::111111111111:user/anybody"));
}

TEST(UG, UG_03_AccessKeysAreRefusedWithTheStepThatMakesThem) {
  for (const char* key :
       {"access_key", "access_keys", "secret_key", "secret_access_key"}) {
    const std::string found =
        Findings(kMaster + "users: { ada: { in: master, " + key + ": true } }");
    EXPECT_THAT(found, HasSubstr("an access key in a topology")) << key;
    EXPECT_THAT(found, HasSubstr("aws iam create-access-key")) << key;
  }
}

TEST(UG, UG_04_ConsoleUsersHaveAPasswordThatIsAskedForAndChanged) {
  const Built built = Good(kMaster + R"(
users: { ada: { in: master, console: true }, grace: { in: master } }
)");
  const Json cfn = Template(built, "master");
  const Json login = UserIn(cfn, "ada")["LoginProfile"];
  EXPECT_EQ(login["PasswordResetRequired"], true);
  const Json parameter =
      cfn["Parameters"][login["Password"]["Ref"].get<std::string>()];
  EXPECT_EQ(parameter["NoEcho"], true);
  EXPECT_FALSE(parameter.contains("Default"));
  EXPECT_EQ(cfn["Parameters"].size(), 1U);
  EXPECT_FALSE(UserIn(cfn, "grace").contains("LoginProfile"));
  for (const char* key : {"password", "login_profile"}) {
    EXPECT_THAT(Findings(kMaster + "users: { ada: { in: master, " + key +
                         ": hunter2 } }"),
                HasSubstr("a password in a topology"))
        << key;
  }
}

TEST(UG, UG_05_AGroupTakesTenPoliciesAndNoMore) {
  for (const int count : {1, 10, 11}) {
    std::string policies = "policies:\n";
    for (int i = 0; i < count; ++i) {
      policies += "  P" + std::to_string(i) +
                  ": [ { allow: s3:GetObject, on: \"*\" } ]\n";
    }
    const std::string yaml = kMaster + policies +
                             "groups: { G: { in: master, policies: [" +
                             Numbered(count, "P") + "] } }\n";
    if (count > 10) {
      EXPECT_THAT(Findings(yaml), HasSubstr("group `G` has 11 managed "
                                            "policies, the most is 10"));
      continue;
    }
    const Json group = GroupIn(Template(Good(yaml), "master"), "G");
    EXPECT_THAT(group["ManagedPolicyArns"], SizeIs(count));
  }
}

TEST(UG, UG_06_ManagedPoliciesByName) {
  const Built built = Good(kMaster + R"(
groups: { Administrators: { in: master, managed_policies: [AdministratorAccess] } }
)");
  const Json group = GroupIn(Template(built, "master"), "Administrators");
  ASSERT_THAT(group["ManagedPolicyArns"], SizeIs(1));
  EXPECT_EQ(Filled(group["ManagedPolicyArns"][0], "111111111111"),
            "arn:aws:iam::aws:policy/AdministratorAccess");
  EXPECT_THAT(Findings(kMaster + R"(
groups: { G: { in: master, managed_policies: [AdministratorAcess] } }
)"),
              HasSubstr("did you mean `AdministratorAccess`"));
}

TEST(UG, UG_07_ManagedPoliciesAreNamedAndNeverCopied) {
  const Built built = Good(kMaster + R"(
groups: { Readers: { in: master, managed_policies: [ReadOnlyAccess], users: [ada] } }
users: { ada: { in: master, managed_policies: [SecurityAudit] } }
roles: { R: { in: master, trusted_by: [ { service: ecs-tasks } ], managed_policies: [PowerUserAccess] } }
)");
  const Json cfn = Template(built, "master");
  EXPECT_THAT(LogicalIds(cfn, "AWS::IAM::ManagedPolicy"), IsEmpty());
  for (const Json& one :
       {GroupIn(cfn, "Readers"), UserIn(cfn, "ada"), RoleIn(cfn, "R")}) {
    EXPECT_FALSE(one.contains("Policies"));
    EXPECT_THAT(one["ManagedPolicyArns"], SizeIs(1));
  }
  EXPECT_THAT(PathsBelow(built, "policy/"),
              ElementsAre("policy/master/roles/R/trust.json"));
}

const char* const kJobFunctions = R"(
groups:
  administrators: { in: master, managed_policies: [AdministratorAccess] }
  developers: { in: master, managed_policies: [PowerUserAccess] }
  accounting: { in: master, managed_policies: [Billing], users: [linus] }
)";

TEST(UG, UG_08_MembershipsAreEmittedAndTenAreTheMost) {
  const Built built = Good(kMaster + kJobFunctions + R"(
users:
  ada: { in: master, groups: [administrators, developers] }
  linus: { in: master }
)");
  const Json cfn = Template(built, "master");
  EXPECT_EQ(UserIn(cfn, "ada")["Groups"],
            Json::parse(R"([ { "Ref": "GroupAdministrators" },
                             { "Ref": "GroupDevelopers" } ])"));
  EXPECT_EQ(UserIn(cfn, "linus")["Groups"],
            Json::parse(R"([ { "Ref": "GroupAccounting" } ])"));
  EXPECT_EQ(cfn["Resources"]["GroupAccounting"]["Properties"]["GroupName"],
            "accounting");

  for (const int count : {10, 11}) {
    std::string yaml = kMaster + "groups:\n";
    for (int i = 0; i < count; ++i) {
      yaml += "  g" + std::to_string(i) +
              ": { in: master, managed_policies: [ReadOnlyAccess] }\n";
    }
    yaml += "users: { ada: { in: master, groups: [" + Numbered(count, "g") +
            "] } }";
    const Built many = BuildText(yaml);
    EXPECT_EQ(many.has_errors, count > 10) << many.diagnostics;
    EXPECT_THAT(many.diagnostics,
                count > 10 ? HasSubstr("user `ada` is in 11 groups, the most "
                                       "is 10")
                           : HasSubstr(""));
  }
}

TEST(UG, UG_10_MovingAPersonChangesMembershipsAlone) {
  const auto with = [](const std::string& groups) {
    return Good(kMaster + kJobFunctions +
                "users: { linus: { in: master }, ada: { in: master, groups: [" +
                groups + "] } }\n");
  };
  const Built before = with("developers");
  const Built after = with("accounting");
  EXPECT_EQ(PathsBelow(before, "policy/"), PathsBelow(after, "policy/"));
  const Json patch =
      Json::diff(Template(before, "master"), Template(after, "master"));
  ASSERT_THAT(patch, Not(IsEmpty()));
  for (const Json& change : patch) {
    EXPECT_THAT(change["path"].get<std::string>(),
                HasSubstr("/Resources/UserAda/Properties/Groups"));
  }
}

TEST(UG, UG_09_AMemberInheritsAllOfTheGroup) {
  const auto built = [](const std::string& groups, const char* effect) {
    return BuildText(kMaster + R"(
groups: { Ops: { in: master, inline: { q: [ { allow: sqs:ListQueues, on: "*" } ] } } }
users: { ann: { in: master, groups: [ )" +
                     groups + " ] } }\nexpect: [ { " + effect +
                     ": sqs:ListQueues, by: user/ann } ]\n");
  };

  EXPECT_FALSE(built("Ops", "allow").has_errors);
  EXPECT_FALSE(built("", "deny").has_errors);
  EXPECT_TRUE(built("", "allow").rules.contains("SPEC073"));
  EXPECT_TRUE(built("Ops", "deny").rules.contains("SPEC073"));
}

TEST(UG, UG_12_AGroupForS3Alone) {
  Good(kMaster + R"(
groups:
  Storage:
    in: master
    managed_policies: [AmazonS3FullAccess]
users: { ann: { in: master, groups: [Storage] } }
expect:
  - { allow: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], by: user/ann, on: "arn:aws:s3:::any/*" }
  - { allow: "s3:*", by: group/Storage, on: "arn:aws:s3:::any" }
  - { deny: "ec2:*", by: user/ann }
)");
}

TEST(UG, UG_14_AnotherServiceIsOneMoreStatement) {
  const auto built = [](const std::string& more, const char* effect) {
    return BuildText(kMaster + R"(
policies:
  Storage: { statements: [ { allow: s3:ListAllMyBuckets, on: "*" } )" +
                     more + R"( ] }
  Other: { statements: [ { allow: sns:ListTopics, on: "*" } ] }
groups: { Team: { in: master, policies: [Storage, Other] } }
users: { ann: { in: master, groups: [Team] } }
expect: [ { )" + effect +
                     ": sqs:ListQueues, by: user/ann } ]\n");
  };
  const std::string more = ", { allow: sqs:ListQueues, on: \"*\" }";

  const Built before = built("", "deny");
  const Built after = built(more, "allow");
  EXPECT_FALSE(before.has_errors) << before.diagnostics;
  EXPECT_FALSE(after.has_errors) << after.diagnostics;
  Strings changed;
  for (const std::string& path : PathsBelow(after, "policy/")) {
    if (before.files.at(path) != after.files.at(path)) {
      changed.push_back(path);
    }
  }
  EXPECT_THAT(changed, ElementsAre("policy/master/policies/Storage.json"));
  // The claim of before finds the increase.
  EXPECT_TRUE(built(more, "deny").rules.contains("SPEC073"));
}

}  // namespace
}  // namespace iamgen::testing
