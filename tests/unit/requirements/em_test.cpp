// The rows of Environment Manager, each settled on what is built. Bytes are
// compared by the cases of the corpus that bear the same ids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "unit/requirements/reading.h"

namespace iamgen::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A topology with `children`, each an alias and an id.
std::string WithChildren(
    const std::vector<std::pair<std::string, std::string>>& children) {
  std::string yaml = kMaster + "children:\n";
  for (const auto& [alias, id] : children) {
    yaml += "  " + alias + ": { id: \"" + id + "\" }\n";
  }
  return yaml;
}

Built Example() {
  support::MemoryFileSystem files;
  Seed(SourceFolder() / "examples/environment-manager", "", files);
  Built built = BuildFrom("topology.yaml", files);
  EXPECT_FALSE(built.has_errors) << built.diagnostics;
  return built;
}

const char* const kServerAndChild = R"(
roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ] }
  Child: { in: all, trusted_by: [ { role: Server, in: master } ] }
)";

TEST(EM, EM_01_ServerRoleIsInMasterAloneAndTrustsEc2) {
  const Built built = Example();
  const std::string role = "roles/roleInfraEnvironmentManager/trust";
  EXPECT_EQ(Policy(built, "master/" + role), Json::parse(R"({
    "Version": "2012-10-17",
    "Statement": [ { "Effect": "Allow",
                     "Principal": { "Service": "ec2.amazonaws.com" },
                     "Action": "sts:AssumeRole" } ] })"));
  for (const char* account : {"dev/", "staging/", "prod/"}) {
    EXPECT_TRUE(Policy(built, account + role).is_null()) << account;
  }
}

TEST(EM, EM_02_Ec2RoleBringsOneProfileOfItsName) {
  const Json cfn = Template(Example(), "master");
  const Strings profiles = LogicalIds(cfn, "AWS::IAM::InstanceProfile");
  ASSERT_EQ(profiles.size(), 1U);
  const Json& profile = cfn["Resources"][profiles[0]]["Properties"];
  EXPECT_EQ(profile["InstanceProfileName"], "roleInfraEnvironmentManager");
  ASSERT_EQ(profile["Roles"].size(), 1U);
  const std::string role = profile["Roles"][0]["Ref"];
  EXPECT_EQ(cfn["Resources"][role]["Properties"]["RoleName"],
            "roleInfraEnvironmentManager");
}

TEST(EM, EM_03_PolicyIsManagedAndAttachedByReference) {
  const Json cfn = Template(Example(), "master");
  for (const std::string& id : LogicalIds(cfn, "AWS::IAM::Role")) {
    const Json& role = cfn["Resources"][id]["Properties"];
    if (role["RoleName"] != "roleInfraEnvironmentManager") {
      continue;
    }
    ASSERT_EQ(role["ManagedPolicyArns"].size(), 1U);
    const std::string policy = role["ManagedPolicyArns"][0]["Ref"];
    EXPECT_EQ(cfn["Resources"][policy]["Type"], "AWS::IAM::ManagedPolicy");
    EXPECT_EQ(cfn["Resources"][policy]["Properties"]["ManagedPolicyName"],
              "roleInfraEnvironmentManagerPolicy");
    return;
  }
  FAIL() << "there is no such role";
}

std::string RawManager(const std::string& variables,
                       const std::string& children) {
  return "iamgen: 1\nmaster:\n  id: \"111111111111\"\n  variables: {" +
         variables + "}\n" + children + R"(
policies:
  P: { file: fixtures/environment-manager-raw/manager.json, placeholders: brackets }
roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ], policies: [P] }
)";
}

constexpr const char* kListed =
    "CONFIG-BUCKET: config, SECURE_BUCKET: secure, BACKUP_BUCKET: backup";
constexpr const char* kTwoChildren =
    "children: { dev: { id: \"222222222222\" }, prod: { id: \"033333333333\" "
    "} }\n";

TEST(EM, EM_04_DownloadedFileCompilesUnchanged) {
  const Built built = Good(RawManager(
      kListed + std::string(", LOGS_BUCKET: logs, DEPLOY_BUCKET: deploy"),
      kTwoChildren));
  const Json policy = Policy(built, "master/policies/P");
  EXPECT_THAT(policy.dump(), Not(HasSubstr("BUCKET")));
  EXPECT_THAT(policy.dump(), Not(HasSubstr("ACCOUNT-ID")));
  EXPECT_THAT(ResourcesOf(policy, "s3:GetObject"),
              ElementsAre("arn:aws:s3:::config", "arn:aws:s3:::secure",
                          "arn:aws:s3:::backup", "arn:aws:s3:::logs",
                          "arn:aws:s3:::deploy"));
  EXPECT_THAT(
      ResourcesOf(policy, "dynamodb:Query"),
      Contains("arn:aws:dynamodb:eu-west-1:111111111111:table/Config*"));
}

TEST(EM, EM_05_BucketsThatTheListForgetsAreErrors) {
  const Built built = BuildText(RawManager(kListed, kTwoChildren));
  EXPECT_TRUE(built.has_errors);
  EXPECT_THAT(built.files, IsEmpty());
  for (const char* name : {"LOGS-BUCKET", "DEPLOY-BUCKET"}) {
    EXPECT_THAT(built.diagnostics,
                HasSubstr("`" + std::string(name) + "` is not defined"));
  }
  EXPECT_THAT(built.diagnostics,
              HasSubstr("fixtures/environment-manager-raw/manager.json:25:"));
  EXPECT_THAT(built.diagnostics, Not(HasSubstr("CONFIG")));
}

TEST(EM, EM_06_OneRowForEachChildInDeclaredOrder) {
  std::vector<std::pair<std::string, std::string>> children;
  Strings wanted = {"arn:aws:iam::111111111111:role/Child"};
  for (const char* id :
       {"999999999999", "222222222222", "055555555555", "333333333333"}) {
    const Built built =
        Good((children.empty() ? kMaster : WithChildren(children)) +
             kServerAndChild);
    EXPECT_EQ(
        ResourcesOf(Policy(built, "master/roles/Server/inline/assume-roles"),
                    "sts:AssumeRole"),
        wanted);
    // One more child is exactly one more row, at its place.
    children.emplace_back("child" + std::to_string(children.size()), id);
    wanted.push_back("arn:aws:iam::" + std::string(id) + ":role/Child");
  }
}

TEST(EM, EM_06_RawFileHasTheSameRows) {
  const Built built = Good(RawManager(
      kListed + std::string(", LOGS_BUCKET: logs, DEPLOY_BUCKET: deploy"),
      kTwoChildren));
  EXPECT_THAT(
      ResourcesOf(Policy(built, "master/policies/P"), "sts:AssumeRole"),
      ElementsAre(
          "arn:aws:iam::111111111111:role/roleInfraEnvironmentManagerChild",
          "arn:aws:iam::222222222222:role/roleInfraEnvironmentManagerChild",
          "arn:aws:iam::033333333333:role/roleInfraEnvironmentManagerChild"));
}

TEST(EM, EM_07_ChildAccountIdIsTheAccountBuilt) {
  const Built built = Good(kMaster + kTwoChildren + R"(
variables: { LOGS_BUCKET: logs, DEPLOY_BUCKET: deploy }
policies:
  P: { file: fixtures/environment-manager-raw/child.json, placeholders: brackets }
roles:
  Child: { in: children, trusted_by: [ { account: master, mfa: true } ], policies: [P] }
)");
  for (const auto& [alias, id] :
       {std::pair<std::string, std::string>("dev", "222222222222"),
        {"prod", "033333333333"}}) {
    const Json policy = Policy(built, alias + "/policies/P");
    EXPECT_THAT(policy.dump(), Not(HasSubstr("ACCOUNT-ID")));
    for (const std::string& arn : ResourcesOf(policy, "dynamodb:Query")) {
      EXPECT_THAT(arn, HasSubstr(":" + id + ":"));
    }
  }
}

TEST(EM, EM_08_BucketsWithAndWithoutPath) {
  for (const auto& [value, objects, bucket] :
       {std::tuple("b", "arn:aws:s3:::b/*", "arn:aws:s3:::b"),
        std::tuple("b/p/q", "arn:aws:s3:::b/p/q/*", "arn:aws:s3:::b"),
        std::tuple("b/p/q/", "arn:aws:s3:::b/p/q/*", "arn:aws:s3:::b")}) {
    // As a variable of the topology and of the account.
    for (const bool own : {false, true}) {
      const std::string variables =
          "variables: { B: " + std::string(value) + " }";
      const Built built =
          Good(own ? "iamgen: 1\nmaster: { id: \"111111111111\", " + variables +
                         " }\n" + R"(
policies: { P: [ { allow: s3:GetObject, on: "{{objects:B}}" }, { allow: s3:ListBucket, on: "{{bucket:B}}" } ] }
roles: { R: { in: master, trusted_by: [ { service: ec2 } ], policies: [P] } }
)"
                   : kMaster + variables + R"(
policies: { P: [ { allow: s3:GetObject, on: "{{objects:B}}" }, { allow: s3:ListBucket, on: "{{bucket:B}}" } ] }
roles: { R: { in: master, trusted_by: [ { service: ec2 } ], policies: [P] } }
)");
      const Json policy = Policy(built, "master/policies/P");
      EXPECT_THAT(ResourcesOf(policy, "s3:GetObject"), ElementsAre(objects));
      EXPECT_THAT(ResourcesOf(policy, "s3:ListBucket"), ElementsAre(bucket));
    }
  }
}

TEST(EM, EM_11_EveryChildHasTheRoleWithItsOwnBuckets) {
  const Built built = Example();
  for (const char* child : {"dev", "staging", "prod"}) {
    const std::string alias = child;
    EXPECT_FALSE(
        Policy(built, alias + "/roles/roleInfraEnvironmentManagerChild/trust")
            .is_null());
    const Strings objects = ResourcesOf(
        Policy(built,
               alias + "/policies/roleInfraEnvironmentManagerChildPolicy"),
        "s3:GetObject");
    ASSERT_EQ(objects.size(), 2U);
    EXPECT_THAT(objects[0], HasSubstr("em-" + alias + "-deploy/"));
    EXPECT_THAT(objects[1], HasSubstr("em-" + alias + "-logs/"));
  }
}

TEST(EM, EM_12_ValueMissingInOneChildNamesThatChild) {
  const Built built = BuildText(kMaster + R"(
children:
  dev: { id: "222222222222", variables: { B: b } }
  prod: { id: "333333333333" }
policies: { P: [ { allow: s3:GetObject, on: "{{objects:B}}" } ] }
roles: { R: { in: children, trusted_by: [ { service: ec2 } ], policies: [P] } }
)");
  EXPECT_TRUE(built.has_errors);
  EXPECT_THAT(built.diagnostics, HasSubstr("`B` is not defined in `prod`"));
  EXPECT_THAT(built.diagnostics, Not(HasSubstr("in `dev`")));
}

TEST(EM, EM_13_OneRoleOrWholeAccountTheLatterFlagged) {
  const Built built = Good(WithChildren({{"dev", "222222222222"}}) + R"(
roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ] }
  One: { in: dev, trusted_by: [ { role: Server, in: master } ] }
  Whole: { in: dev, trusted_by: [ { account: master } ] }
)");
  const std::string server = "arn:aws:iam::111111111111:role/Server";
  const std::string other = "arn:aws:iam::111111111111:role/Other";
  const Json one = Policy(built, "dev/roles/One/trust");
  EXPECT_TRUE(Trusts(one, server));
  EXPECT_FALSE(Trusts(one, other));
  EXPECT_TRUE(Trusts(Policy(built, "dev/roles/Whole/trust"), other));
  EXPECT_THAT(built.rules, Contains("IAM527"));
  EXPECT_THAT(built.diagnostics, HasSubstr("  Whole: {"));
  EXPECT_THAT(built.diagnostics, Not(HasSubstr("  One: {")));
}

TEST(EM, EM_14_MasterMayBeAChildToo) {
  const Built built =
      Good(WithChildren({{"dev", "222222222222"}}) + kServerAndChild);
  EXPECT_TRUE(Trusts(Policy(built, "master/roles/Child/trust"),
                     "arn:aws:iam::111111111111:role/Server"));
  EXPECT_TRUE(Allows(Policy(built, "master/roles/Server/inline/assume-roles"),
                     "sts:AssumeRole", "arn:aws:iam::111111111111:role/Child"));
}

TEST(EM, EM_16_EachJobHasItsOwnRole) {
  const Built built = Good(kMaster + R"(
policies: { P: [ { allow: dynamodb:Scan, on: "*" } ] }
roles: { Left: { in: master, trusted_by: [ { service: lambda } ] } }
lambda_jobs:
  One: { in: master, policies: [P] }
  Two: { in: master, policies: [P] }
  Three: { in: master, role: roleTwo, policies: [P] }
)");
  for (const char* role : {"roleOne", "roleTwo"}) {
    EXPECT_EQ(
        Policy(built, "master/roles/" + std::string(role) +
                          "/trust")["Statement"][0]["Principal"]["Service"],
        "lambda.amazonaws.com");
  }
  EXPECT_THAT(built.diagnostics,
              HasSubstr("`Two` and `Three` share role `roleTwo`"));
  EXPECT_THAT(built.diagnostics, HasSubstr("role `Left` trusts `lambda`"));
}

TEST(EM, EM_17_ScopeDecidesInWhichOutputsAJobIs) {
  const Built built = Example();
  const auto homes = [&](const std::string& role) {
    Strings found;
    for (const char* account : {"master", "dev", "staging", "prod"}) {
      if (built.files.contains("policy/" + std::string(account) + "/roles/" +
                               role + "/trust.json")) {
        found.emplace_back(account);
      }
    }
    return found;
  };
  EXPECT_THAT(homes("roleInfraEnvironmentManagerScheduler"),
              ElementsAre("master", "dev", "staging", "prod"));
  EXPECT_THAT(homes("roleInfraEnvironmentManagerAudit"),
              ElementsAre("master", "dev", "staging", "prod"));
  EXPECT_THAT(homes("roleInfraDynamoStreamReplica"), ElementsAre("master"));
  EXPECT_THAT(homes("roleInfraDynamoStreamReplicaWriter"),
              ElementsAre("dev", "staging", "prod"));
}

TEST(EM, EM_18_SchedulerHasNoEdgeToAnotherAccount) {
  const Built built = Example();
  for (const char* account : {"master", "dev", "staging", "prod"}) {
    const std::string role =
        std::string(account) + "/roles/roleInfraEnvironmentManagerScheduler/";
    const Json policy = Policy(
        built, role + "inline/roleInfraEnvironmentManagerSchedulerPolicy");
    for (const char* action :
         {"dynamodb:Scan", "autoscaling:EnterStandby", "ec2:StopInstances"}) {
      EXPECT_THAT(ResourcesOf(policy, action), Not(IsEmpty())) << action;
    }
    EXPECT_TRUE(Policy(built, role + "inline/assume-roles").is_null());
    EXPECT_FALSE(
        Policy(built, role + "trust")["Statement"][0]["Principal"].contains(
            "AWS"));
  }
  EXPECT_THAT(PathsBelow(built, "master/lambda/"),
              Not(Contains(HasSubstr("Scheduler"))));
}

TEST(EM, EM_19_AuditEdgesHoldFromBothEnds) {
  const Built built = Example();
  const Json trust = Policy(
      built, "master/roles/roleInfraEnvironmentManagerAuditWriter/trust");
  const std::string writer =
      "arn:aws:iam::111111111111:role/roleInfraEnvironmentManagerAuditWriter";
  for (const auto& [alias, id] :
       {std::pair<std::string, std::string>("master", "111111111111"),
        {"dev", "222222222222"},
        {"staging", "044444444444"},
        {"prod", "333333333333"}}) {
    EXPECT_TRUE(Trusts(
        trust, "arn:aws:iam::" + id + ":role/roleInfraEnvironmentManagerAudit"))
        << alias;
    EXPECT_THAT(
        ResourcesOf(
            Policy(built, alias + "/roles/roleInfraEnvironmentManagerAudit/"
                                  "inline/assume-roles"),
            "sts:AssumeRole"),
        ElementsAre(writer))
        << alias;
  }
  EXPECT_FALSE(Trusts(trust,
                      "arn:aws:iam::222222222222:role/"
                      "roleInfraEnvironmentManagerScheduler"));
}

TEST(EM, EM_20_MasterIdIsAString) {
  const Built built = Good(R"(
iamgen: 1
master: { id: "011111111111" }
lambda_jobs:
  Job: { in: master, vpc: true, environment: { DESTINATION_ACCOUNT_ID: "{{master.id}}" } }
)");
  EXPECT_EQ(Environment(built, "master", "Job"),
            Json({{"DESTINATION_ACCOUNT_ID", "011111111111"}}));
}

TEST(EM, EM_21_ReplicaWritersAreInTheChildrenAlone) {
  const Built built = Example();
  const std::string writer = "roleInfraDynamoStreamReplicaWriter";
  EXPECT_TRUE(Policy(built, "master/roles/" + writer + "/trust").is_null());
  EXPECT_THAT(
      ResourcesOf(Policy(built,
                         "master/roles/roleInfraDynamoStreamReplica/inline/"
                         "assume-roles"),
                  "sts:AssumeRole"),
      ElementsAre("arn:aws:iam::222222222222:role/" + writer,
                  "arn:aws:iam::044444444444:role/" + writer,
                  "arn:aws:iam::333333333333:role/" + writer));
  for (const char* child : {"dev", "staging", "prod"}) {
    EXPECT_TRUE(Policy(built, std::string(child) +
                                  "/roles/roleInfraDynamoStreamReplica/trust")
                    .is_null());
    EXPECT_TRUE(Trusts(
        Policy(built, std::string(child) + "/roles/" + writer + "/trust"),
        "arn:aws:iam::111111111111:role/roleInfraDynamoStreamReplica"));
  }
}

TEST(EM, EM_22_ChildrenIdsAreAnArrayOfStrings) {
  const std::string job = R"(
lambda_jobs:
  Job: { in: master, vpc: true, environment: { DESTINATION_ACCOUNTS: "{{children.ids}}" } }
)";
  EXPECT_EQ(Environment(Good(WithChildren({{"dev", "022222222222"}}) + job),
                        "master", "Job")["DESTINATION_ACCOUNTS"],
            Json({"022222222222"}));
  EXPECT_EQ(Environment(Good(WithChildren({{"prod", "333333333333"},
                                           {"dev", "022222222222"}}) +
                             job),
                        "master", "Job")["DESTINATION_ACCOUNTS"],
            Json({"333333333333", "022222222222"}));
  EXPECT_EQ(
      Environment(Good(kMaster + job), "master", "Job")["DESTINATION_ACCOUNTS"],
      Json::array());
}

TEST(EM, EM_23_IncompleteJobIsReportedAndNothingInvented) {
  const Built built =
      Good(kMaster + "lambda_jobs: { Backup: { in: master, logs: none } }\n");
  EXPECT_THAT(built.diagnostics, HasSubstr("`Backup` is incomplete"));
  EXPECT_THAT(PathsBelow(built, "policy/"),
              ElementsAre("policy/master/roles/roleBackup/trust.json"));
}

TEST(EM, EM_24_TemplatesStandAlone) {
  const Built built = Example();
  for (const char* account : {"master", "dev", "staging", "prod"}) {
    const Json cfn = Template(built, account);
    const std::string text = cfn.dump();
    EXPECT_THAT(text, Not(HasSubstr("Fn::ImportValue")));
    EXPECT_FALSE(cfn.contains("Parameters"));
    for (const std::string& id : LogicalIds(cfn, "AWS::IAM::Role")) {
      EXPECT_TRUE(cfn["Resources"][id]["Properties"]["RoleName"].is_string());
    }
  }
  for (const auto& [path, bytes] : built.files) {
    if (path.ends_with(".json")) {
      EXPECT_TRUE(Json::accept(bytes)) << path;
    }
  }
}

TEST(EM, EM_25_NoCommentAsksForAnEdit) {
  for (const auto& [path, bytes] : Example().files) {
    // A script has comments and redirections of its own.
    if (path.ends_with(".sh")) {
      for (const char* word : {"TODO", "REPLACE", "CHANGE ", "[MASTER"}) {
        EXPECT_EQ(bytes.find(word), std::string::npos) << path << " " << word;
      }
      continue;
    }
    for (std::size_t at = bytes.find(" # "); at != std::string::npos;
         at = bytes.find(" # ", at + 1)) {
      EXPECT_EQ(bytes.compare(at, 17, " # topology.yaml:"), 0) << path;
    }
    for (const char* word : {"TODO", "REPLACE", "CHANGE", "<", "[MASTER"}) {
      EXPECT_EQ(bytes.find(word), std::string::npos) << path << " " << word;
    }
  }
}

TEST(EM, EM_26_CommonPolicyReadsPackagesAndWritesLogs) {
  const Json policy = Policy(Example(), "dev/policies/CommonInstanceProfile");
  EXPECT_TRUE(Allows(policy, "s3:GetObject",
                     "arn:aws:s3:::em-dev-deploy/packages/a.zip"));
  EXPECT_TRUE(Allows(policy, "s3:PutObject",
                     "arn:aws:s3:::em-dev-logs/deployments/a.log"));
  EXPECT_FALSE(Allows(policy, "s3:PutObject",
                      "arn:aws:s3:::em-dev-deploy/packages/a.zip"));
  EXPECT_FALSE(
      Allows(policy, "s3:GetObject", "arn:aws:s3:::em-dev-deploy/other.zip"));
}

TEST(EM, EM_27_EveryProfileHasTheCommonPolicyUnlessItOptsOut) {
  const Built built = Good(kMaster + R"(
defaults: { instance_profiles: { policies: [Common] } }
policies:
  Common: [ { allow: s3:GetObject, on: "*" } ]
  Own: [ { allow: sqs:SendMessage, on: "*" } ]
instance_profiles:
  Plain: { in: master }
  More: { in: master, policies: [Own] }
  Twice: { in: master, policies: [Common] }
  Out: { in: master, common: false }
)");
  const Json cfn = Template(built, "master");
  const auto attached = [&](const std::string& id) {
    Strings names;
    const Json& role = cfn["Resources"].at(id)["Properties"];
    for (const Json& arn : role.value("ManagedPolicyArns", Json::array())) {
      names.push_back(arn.at("Ref"));
    }
    return names;
  };
  EXPECT_THAT(attached("RolePlain"), ElementsAre("PolicyCommon"));
  EXPECT_THAT(attached("RoleMore"), ElementsAre("PolicyCommon", "PolicyOwn"));
  EXPECT_THAT(attached("RoleTwice"), ElementsAre("PolicyCommon"));
  EXPECT_THAT(attached("RoleOut"), IsEmpty());
}

TEST(EM, EM_28_CommonPolicyDiffersByVariablesAlone) {
  const Built built = Example();
  const auto generic = [&](const std::string& alias, const std::string& id) {
    std::string text =
        Policy(built, alias + "/policies/CommonInstanceProfile").dump();
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>(id, "ID"),
          {"em-" + alias + "-", "em-X-"},
          {"releases/packages", "packages"}}) {
      for (std::size_t at = text.find(from); at != std::string::npos;
           at = text.find(from)) {
        text.replace(at, from.size(), to);
      }
    }
    return text;
  };
  EXPECT_EQ(generic("dev", "222222222222"), generic("prod", "333333333333"));
  EXPECT_NE(Policy(built, "dev/policies/CommonInstanceProfile"),
            Policy(built, "prod/policies/CommonInstanceProfile"));
}

TEST(EM, EM_29_TestProfileIsInEachChildAlone) {
  const Built built = Example();
  for (const char* account : {"master", "dev", "staging", "prod"}) {
    const bool child = std::string(account) != "master";
    const Json cfn = Template(built, account);
    const std::string text = cfn.dump();
    EXPECT_EQ(
        text.find("\"RoleName\":\"roleDeploymentTest\"") != std::string::npos,
        child);
    EXPECT_EQ(text.find("\"InstanceProfileName\":\"roleDeploymentTest\"") !=
                  std::string::npos,
              child);
  }
}

TEST(EM, EM_30_NamesFollowTheConventionFromVariables) {
  const Built built = Good(R"(
iamgen: 1
master: { id: "111111111111", variables: { CLUSTER: Tango } }
instance_profiles:
  Api: { in: master, name: "role{{CLUSTER}}Api" }
)");
  const Json cfn = Template(built, "master");
  EXPECT_EQ(cfn["Resources"]["RoleApi"]["Properties"]["RoleName"],
            "roleTangoApi");
  EXPECT_EQ(cfn["Resources"]["InstanceProfileApi"]["Properties"]
               ["InstanceProfileName"],
            "roleTangoApi");
}

TEST(EM, EM_09_ABucketsPolicyCanDenyWhatTheRoleAllows) {
  const std::string role = kMaster + R"(
roles:
  Deploy:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { read: [ { allow: s3:GetObject, on: "arn:aws:s3:::packages/*" } ] }
expect:
  - { allow: s3:GetObject, by: role/Deploy, on: "arn:aws:s3:::packages/a" }
)";
  const std::string bucket = R"(
resources:
  packages:
    type: s3_bucket
    in: master
    statements:
      - sid: Closed
        deny: s3:GetObject
        on: "arn:aws:s3:::packages/*"
        Principal: "*"
)";

  const Built denied = BuildText(role + bucket);
  EXPECT_TRUE(denied.rules.contains("SPEC073")) << denied.diagnostics;
  EXPECT_THAT(denied.diagnostics,
              HasSubstr("statement `Closed` of the policy of bucket `packages` "
                        "denies it"));
  const Built open = BuildText(role);
  EXPECT_FALSE(open.has_errors) << open.diagnostics;
  EXPECT_THAT(open.diagnostics, HasSubstr("as far as identity policies go"));
}

TEST(EM, EM_10_WhetherARoleHasTheAccess) {
  const auto built = [](const std::string& claim) {
    return BuildText(kMaster + R"(
roles:
  Deploy:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { read: [ { allow: s3:GetObject, on: "arn:aws:s3:::packages/*" } ] }
expect: [ )" + claim +
                     " ]\n");
  };

  EXPECT_FALSE(built("{ allow: s3:GetObject, by: role/Deploy, on: "
                     "\"arn:aws:s3:::packages/a\" }")
                   .has_errors);
  const Built other = built(
      "{ allow: s3:GetObject, by: role/Deploy, on: \"arn:aws:s3:::other/a\" }");
  EXPECT_THAT(other.diagnostics,
              HasSubstr("no policy of role `Deploy` of `master` allows "
                        "`s3:GetObject` on `arn:aws:s3:::other/a`"));
  const Built deciding = built(
      "{ deny: s3:GetObject, by: role/Deploy, on: \"arn:aws:s3:::packages/a\" "
      "}");
  EXPECT_THAT(deciding.diagnostics,
              HasSubstr("inline policy `read` allows it here"));
}

TEST(EM, EM_14_AMasterThatIsAChildAssumesInItself) {
  Good(kMasterAndDev + R"(
roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ] }
  Child: { in: all, trusted_by: [ { role: Server, in: master } ] }
expect:
  - { allow: sts:AssumeRole, by: role/Server@master, on: role/Child@master }
  - { allow: sts:AssumeRole, by: role/Server@master, on: role/Child@dev }
)");
}

TEST(EM, EM_15_TheServersHalfAndTheChildrensHalf) {
  const auto built = [](const std::string& server, const std::string& child) {
    return BuildText(kMaster + R"(
children:
  dev: { id: "222222222222" }
  prod: { id: "333333333333" }
roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ] )" +
                     server + R"( }
  Child: { in: children, trusted_by: [ )" +
                     child + R"( ] }
expect:
  - { allow: sts:AssumeRole, by: role/Server@master, on: role/Child@children }
)");
  };

  const Built both = built("", "{ role: Server, in: master }");
  EXPECT_FALSE(both.has_errors) << both.diagnostics;

  const Built trust = built("", "{ role: Server, in: master, derive: false }");
  EXPECT_TRUE(trust.rules.contains("SPEC073"));
  EXPECT_THAT(trust.diagnostics,
              HasSubstr("no policy of role `Server` of `master` allows "
                        "`sts:AssumeRole`"));

  const Built grant = built(
      R"(, inline: { go: [ { allow: sts:AssumeRole, on: "{{role:Child@children}}" } ] })",
      "{ service: ec2 }");
  EXPECT_TRUE(grant.rules.contains("SPEC073"));
  EXPECT_THAT(grant.diagnostics,
              HasSubstr("the trust policy of role `Child` of `dev` does not "
                        "let it in"));
}

TEST(EM, EM_19_EveryEdgeOfTheAuditProves) {
  Good(kMasterAndDev + R"(
lambda_jobs:
  Audit: { in: all, assumes: [ { role: Writer, in: master } ] }
roles:
  Writer: { in: master }
expect:
  - { allow: sts:AssumeRole, by: lambda_job/Audit@all, on: role/Writer@master }
  - { deny: sts:AssumeRole, by: role/Writer, on: "role/*" }
)");
}

TEST(EM, EM_26_AnInstanceReadsPackagesAndWritesLogs) {
  Good(kMaster + R"(
policies:
  Common:
    statements:
      - { allow: s3:GetObject, on: "arn:aws:s3:::deploy/*" }
      - { allow: s3:PutObject, on: "arn:aws:s3:::logs/*" }
defaults: { instance_profiles: { policies: [Common] } }
instance_profiles: { Web: { in: master } }
expect:
  - { allow: s3:GetObject, by: instance_profile/Web, on: "arn:aws:s3:::deploy/*" }
  - { allow: s3:PutObject, by: instance_profile/Web, on: "arn:aws:s3:::logs/*" }
  - { deny: s3:PutObject, by: instance_profile/Web, on: "arn:aws:s3:::deploy/*" }
)");
}

}  // namespace
}  // namespace iamgen::testing
