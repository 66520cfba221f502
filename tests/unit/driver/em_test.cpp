// What Environment Manager's IAM needs, one test for each of its requirements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "unit/driver/built.h"

namespace iamgen::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string FromDisk(const std::string& path) {
  std::ifstream stream(std::string(IAMGEN_SOURCE_DIR) + "/" + path);
  EXPECT_TRUE(stream.good()) << path;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

const Built& Example() {
  static const Built built =
      Build(FromDisk("examples/environment-manager/topology.yaml"));
  return built;
}

// A topology of a master and children, with the raw files beside it.
std::string Raw(const std::string& master_variables,
                const std::vector<std::string>& children) {
  std::string text =
      "iamgen: 1\nmaster: { id: \"111111111111\", variables: { " +
      master_variables + " } }\nchildren:\n";
  for (const std::string& child : children) {
    text += child;
  }
  return text + R"(policies:
  roleInfraEnvironmentManagerPolicy: { file: manager.json, placeholders: brackets }
  roleInfraEnvironmentManagerChildPolicy: { file: child.json, placeholders: brackets }
roles:
  roleInfraEnvironmentManager:
    in: master
    trusted_by: [ { service: ec2 } ]
    policies: [roleInfraEnvironmentManagerPolicy]
  roleInfraEnvironmentManagerChild:
    in: children
    trusted_by: [ { role: roleInfraEnvironmentManager, in: master, derive: false } ]
    policies: [roleInfraEnvironmentManagerChildPolicy]
)";
}

constexpr const char* kAllBuckets =
    "CONFIG-BUCKET: c, SECURE_BUCKET: s, BACKUP_BUCKET: b, LOGS_BUCKET: l, "
    "DEPLOY_BUCKET: d";

std::string Child(const std::string& alias, const std::string& id) {
  return "  " + alias + ": { id: \"" + id +
         "\", variables: { LOGS_BUCKET: " + alias +
         "-logs, DEPLOY_BUCKET: " + alias + "-deploy } }\n";
}

std::map<std::string, std::string> RawFiles() {
  return {{"manager.json",
           FromDisk("tests/fixtures/environment-manager-raw/manager.json")},
          {"child.json",
           FromDisk("tests/fixtures/environment-manager-raw/child.json")}};
}

constexpr const char* kManagerPolicy =
    "policy/master/policies/roleInfraEnvironmentManagerPolicy.json";

nlohmann::json StatementOf(const nlohmann::json& document,
                           const std::string& action) {
  for (const auto& statement : document["Statement"]) {
    if (AsList(statement["Action"]).front() == action) {
      return statement;
    }
  }
  return {};
}

TEST(EnvironmentManager, EM_01_ServerRoleIsMastersAndTrustsEc2) {
  const auto trust = Example().Json(
      "policy/master/roles/roleInfraEnvironmentManager/trust.json");
  ASSERT_EQ(trust["Statement"].size(), 1U);
  EXPECT_EQ(
      trust["Statement"][0],
      nlohmann::json::parse(
          R"({"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},
                    "Action":"sts:AssumeRole"})"));
  for (const char* child : {"dev", "staging", "prod"}) {
    EXPECT_FALSE(
        Example().Has("policy/" + std::string(child) +
                      "/roles/roleInfraEnvironmentManager/trust.json"));
  }
}

TEST(EnvironmentManager, EM_02_Ec2RoleBringsItsInstanceProfile) {
  const Built built = Build(
      "iamgen: 1\nmaster: { id: \"111111111111\" }\n"
      "roles: { R: { in: master, trusted_by: [ { service: ec2 } ] } }\n");
  const std::string& text = built.files.at("cfn/master.template.yaml");
  EXPECT_THAT(text, HasSubstr("InstanceProfileName: R\n"));
  EXPECT_THAT(text, HasSubstr("      Roles:\n        - !Ref RoleR\n"));
}

TEST(EnvironmentManager, EM_03_PolicyIsManagedAndAttachedByReference) {
  const std::string& text = Example().files.at("cfn/master.template.yaml");
  EXPECT_THAT(
      text, HasSubstr("ManagedPolicyName: roleInfraEnvironmentManagerPolicy"));
  EXPECT_THAT(text, HasSubstr("        - !Ref "
                              "PolicyRoleInfraEnvironmentManagerPolicy\n"));
  EXPECT_TRUE(Example().Has(kManagerPolicy));
}

TEST(EnvironmentManager, EM_04_RawFileCompilesWithItsPlaceholders) {
  const Built built =
      Build(Raw(kAllBuckets, {Child("dev", "222222222222")}), RawFiles());
  ASSERT_TRUE(built.good) << built.findings;
  for (const auto& [path, bytes] : built.files) {
    if (path.starts_with("policy/")) {
      EXPECT_THAT(bytes, Not(HasSubstr("-BUCKET]"))) << path;
      EXPECT_THAT(bytes, Not(HasSubstr("ACCOUNT-ID]"))) << path;
    }
  }
  const auto read = StatementOf(built.Json(kManagerPolicy), "s3:GetObject");
  EXPECT_THAT(
      AsList(read["Resource"]),
      ElementsAre("arn:aws:s3:::c", "arn:aws:s3:::s", "arn:aws:s3:::b"));
}

TEST(EnvironmentManager, EM_05_ForgottenVariablesAreErrorsWithTheirPlace) {
  const Built built =
      Build(Raw("CONFIG-BUCKET: c, SECURE_BUCKET: s, BACKUP_BUCKET: b",
                {Child("dev", "222222222222")}),
            RawFiles());
  EXPECT_FALSE(built.good);
  EXPECT_THAT(built.findings, HasSubstr("manager.json:"));
  EXPECT_THAT(built.findings, HasSubstr("`LOGS_BUCKET` is not defined"));
  EXPECT_THAT(built.findings, HasSubstr("`DEPLOY_BUCKET` is not defined"));
}

TEST(EnvironmentManager, EM_06_ChildIdRowsFollowTheListOfChildren) {
  std::vector<std::string> children;
  std::vector<std::string> wanted = {
      "arn:aws:iam::111111111111:role/roleInfraEnvironmentManagerChild"};
  for (const char* id : {"222222222222", "044444444444", "333333333333"}) {
    children.push_back(Child("child" + std::string(id), id));
    wanted.push_back("arn:aws:iam::" + std::string(id) +
                     ":role/roleInfraEnvironmentManagerChild");
    const Built built = Build(Raw(kAllBuckets, children), RawFiles());
    ASSERT_TRUE(built.good) << built.findings;
    EXPECT_EQ(AsList(StatementOf(built.Json(kManagerPolicy),
                                 "sts:AssumeRole")["Resource"]),
              wanted);
  }
}

TEST(EnvironmentManager, EM_06_TheEdgeGrantsEveryChildAndMaster) {
  const auto document = Example().Json(
      "policy/master/roles/roleInfraEnvironmentManager/inline/"
      "assume-roles.json");
  EXPECT_THAT(
      AsList(document["Statement"][0]["Resource"]),
      ElementsAre(
          "arn:aws:iam::111111111111:role/roleInfraEnvironmentManagerChild",
          "arn:aws:iam::222222222222:role/roleInfraEnvironmentManagerChild",
          "arn:aws:iam::044444444444:role/roleInfraEnvironmentManagerChild",
          "arn:aws:iam::333333333333:role/roleInfraEnvironmentManagerChild"));
}

TEST(EnvironmentManager, EM_07_ChildIdIsTheAccountBeingBuilt) {
  const Built built = Build(Raw(kAllBuckets, {Child("dev", "222222222222"),
                                              Child("prod", "012345678901")}),
                            RawFiles());
  ASSERT_TRUE(built.good) << built.findings;
  for (const auto& [alias, id] :
       {std::pair("dev", "222222222222"), std::pair("prod", "012345678901")}) {
    const auto tables = StatementOf(
        built.Json("policy/" + std::string(alias) +
                   "/policies/roleInfraEnvironmentManagerChildPolicy.json"),
        "dynamodb:Batch*");
    EXPECT_EQ(
        AsList(tables["Resource"]).front(),
        "arn:aws:dynamodb:eu-west-1:" + std::string(id) + ":table/Config*");
  }
}

TEST(EnvironmentManager, EM_08_BucketAndPathGiveWorkingArns) {
  for (const auto& [value, bucket, objects, prefix] :
       {std::tuple("b", "arn:aws:s3:::b", "arn:aws:s3:::b/*", ""),
        std::tuple("b/p", "arn:aws:s3:::b", "arn:aws:s3:::b/p/*", "p"),
        std::tuple("b/p/", "arn:aws:s3:::b", "arn:aws:s3:::b/p/*", "p")}) {
    for (const bool in_account : {false, true}) {
      const std::string variables =
          "variables: { V: \"" + std::string(value) + "\" }";
      const Built built =
          Build("iamgen: 1\n" + (in_account ? "" : variables + "\n") +
                "master: { id: \"111111111111\"" +
                (in_account ? ", " + variables : "") + " }\n" + R"(roles:
  R:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      P:
        - { allow: s3:GetObject, on: "{{objects:V}}" }
        - { allow: s3:ListBucket, on: "{{bucket:V}}", when: { StringLike: { s3:prefix: "{{prefix:V}}" } } }
)");
      ASSERT_TRUE(built.good) << built.findings;
      const auto document =
          built.Json("policy/master/roles/R/inline/P.json")["Statement"];
      EXPECT_EQ(document[0]["Resource"], objects);
      EXPECT_EQ(document[1]["Resource"], bucket);
      EXPECT_EQ(document[1]["Condition"]["StringLike"]["s3:prefix"], prefix);
    }
  }
}

TEST(EnvironmentManager, EM_11_EachChildHasTheRoleWithItsOwnBuckets) {
  for (const char* child : {"dev", "staging", "prod"}) {
    const std::string folder = "policy/" + std::string(child);
    EXPECT_TRUE(Example().Has(
        folder + "/roles/roleInfraEnvironmentManagerChild/trust.json"));
    EXPECT_THAT(
        Example().files.at(
            folder + "/policies/roleInfraEnvironmentManagerChildPolicy.json"),
        HasSubstr("em-" + std::string(child) + "-deploy"));
  }
}

TEST(EnvironmentManager, EM_12_ValuesDifferByAccountAndAMissingOneIsNamed) {
  std::string prod = Child("prod", "333333333333");
  const Built both =
      Build(Raw(kAllBuckets, {Child("dev", "222222222222"), prod}), RawFiles());
  EXPECT_THAT(both.files.at("policy/dev/policies/"
                            "roleInfraEnvironmentManagerChildPolicy.json"),
              HasSubstr("arn:aws:s3:::dev-deploy"));
  EXPECT_THAT(both.files.at("policy/prod/policies/"
                            "roleInfraEnvironmentManagerChildPolicy.json"),
              HasSubstr("arn:aws:s3:::prod-deploy"));
  prod = "  prod: { id: \"333333333333\", variables: { LOGS_BUCKET: x } }\n";
  const Built built =
      Build(Raw(kAllBuckets, {Child("dev", "222222222222"), prod}), RawFiles());
  EXPECT_FALSE(built.good);
  EXPECT_THAT(built.findings,
              HasSubstr("`DEPLOY_BUCKET` is not defined in `prod`"));
}

std::string ChildTrustedBy(const std::string& entry) {
  return R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  M: { in: master, trusted_by: [ { service: ec2 } ] }
  C: { in: all, trusted_by: [ )" +
         entry + " ] }\n";
}

TEST(EnvironmentManager, EM_13_WholeAccountOrOneRole) {
  const Built whole = Build(ChildTrustedBy("{ account: master }"));
  EXPECT_TRUE(whole.Found("IAM527")) << whole.findings;
  EXPECT_EQ(
      whole.Json(
          "policy/dev/roles/C/trust.json")["Statement"][0]["Principal"]["AWS"],
      "arn:aws:iam::111111111111:root");
  const Built one = Build(ChildTrustedBy("{ role: M, in: master }"));
  EXPECT_FALSE(one.Found("IAM527")) << one.findings;
  EXPECT_EQ(
      one.Json(
          "policy/dev/roles/C/trust.json")["Statement"][0]["Condition"]
                                          ["ArnEquals"]["aws:PrincipalArn"],
      "arn:aws:iam::111111111111:role/M");
  const Built pinned =
      Build(ChildTrustedBy("{ role: M, in: master, pin: arn }"));
  EXPECT_EQ(
      pinned.Json(
          "policy/dev/roles/C/trust.json")["Statement"][0]["Principal"]["AWS"],
      "arn:aws:iam::111111111111:role/M");
}

TEST(EnvironmentManager, EM_14_MasterMayBeItsOwnChild) {
  const auto trust = Example().Json(
      "policy/master/roles/roleInfraEnvironmentManagerChild/trust.json");
  EXPECT_EQ(trust["Statement"][0]["Principal"]["AWS"],
            "arn:aws:iam::111111111111:role/roleInfraEnvironmentManager");
}

constexpr const char* kHead = "iamgen: 1\nmaster: { id: \"111111111111\" }\n";

TEST(EnvironmentManager, EM_16_EachJobHasItsRole) {
  const std::string actions =
      "inline: { P: [ { allow: s3:GetObject, on: "
      "\"arn:aws:s3:::b/*\" } ] }";
  const Built built =
      Build(std::string(kHead) + "lambda_jobs:\n  A: { in: master, " + actions +
            " }\n  B: { in: master, " + actions + " }\n");
  EXPECT_EQ(built.findings, "");
  for (const char* role : {"roleA", "roleB"}) {
    EXPECT_EQ(built.Json("policy/master/roles/" + std::string(role) +
                         "/trust.json")["Statement"][0]["Principal"]["Service"],
              "lambda.amazonaws.com");
  }
  const Built shared =
      Build(std::string(kHead) + "lambda_jobs:\n  A: { in: master, role: R, " +
            actions +
            " }\n  B: { in: master, role: R, managed_policies: "
            "[ReadOnlyAccess] }\n");
  EXPECT_TRUE(shared.good) << shared.findings;
  EXPECT_THAT(shared.findings, HasSubstr("warning: Lambda jobs `A` and `B`"));
  const Built unused = Build(
      std::string(kHead) +
      "roles: { R: { in: master, trusted_by: [ { service: lambda } ] } }\n");
  EXPECT_TRUE(unused.Found("IAM726")) << unused.findings;
}

TEST(EnvironmentManager, EM_17_AJobIsWhereItsScopeSays) {
  EXPECT_TRUE(Example().Has(
      "policy/master/roles/roleInfraDynamoStreamReplica/trust.json"));
  EXPECT_FALSE(Example().Has(
      "policy/dev/roles/roleInfraDynamoStreamReplica/trust.json"));
  for (const char* account : {"master", "dev", "staging", "prod"}) {
    EXPECT_TRUE(
        Example().Has("policy/" + std::string(account) +
                      "/roles/roleInfraEnvironmentManagerAudit/trust.json"));
  }
}

TEST(EnvironmentManager, EM_18_SchedulerIsEverywhereWithoutAnEdge) {
  for (const char* account : {"master", "dev", "staging", "prod"}) {
    const std::string role = "policy/" + std::string(account) +
                             "/roles/roleInfraEnvironmentManagerScheduler/";
    const auto policy = Example().Json(
        role + "inline/roleInfraEnvironmentManagerSchedulerPolicy.json");
    std::vector<std::string> actions;
    for (const auto& statement : policy["Statement"]) {
      for (const std::string& action : AsList(statement["Action"])) {
        actions.push_back(action);
      }
    }
    // The originals' four statements, by what they allow.
    for (const char* wanted :
         {"dynamodb:Scan", "dynamodb:GetItem", "dynamodb:UpdateItem",
          "autoscaling:EnterStandby", "ec2:StartInstances"}) {
      EXPECT_THAT(actions, ::testing::Contains(wanted)) << account;
    }
    EXPECT_FALSE(Example().Has(role + "inline/assume-roles.json"));
  }
}

TEST(EnvironmentManager, EM_19_AuditWriterIsReachedFromEveryAccount) {
  const auto trust = Example().Json(
      "policy/master/roles/roleInfraEnvironmentManagerAuditWriter/trust.json");
  std::string all = trust.dump();
  for (const char* id :
       {"111111111111", "222222222222", "044444444444", "333333333333"}) {
    EXPECT_THAT(all, HasSubstr("arn:aws:iam::" + std::string(id) +
                               ":role/roleInfraEnvironmentManagerAudit\""));
  }
  for (const char* account : {"master", "dev", "staging", "prod"}) {
    EXPECT_EQ(Example().Json("policy/" + std::string(account) +
                             "/roles/roleInfraEnvironmentManagerAudit/inline/"
                             "assume-roles.json")["Statement"][0]["Resource"],
              "arn:aws:iam::111111111111:role/"
              "roleInfraEnvironmentManagerAuditWriter");
  }
}

TEST(EnvironmentManager, EM_20_AccountIdIsAStringAndKeepsItsZero) {
  const Built built = Build(R"(iamgen: 1
master: { id: "012345678901" }
lambda_jobs:
  A: { in: master, environment: { DESTINATION_ACCOUNT_ID: "{{master.id}}" } }
)");
  EXPECT_EQ(built.files.at("master/lambda/A.env.json"),
            "{\n  \"DESTINATION_ACCOUNT_ID\": \"012345678901\"\n}\n");
}

TEST(EnvironmentManager, EM_21_ReplicationReachesTheChildrenAlone) {
  EXPECT_FALSE(Example().Has(
      "policy/master/roles/roleInfraDynamoStreamReplicaWriter/trust.json"));
  const auto grant = Example().Json(
      "policy/master/roles/roleInfraDynamoStreamReplica/inline/"
      "assume-roles.json");
  EXPECT_EQ(AsList(grant["Statement"][0]["Resource"]).size(), 3U);
  for (const char* child : {"dev", "staging", "prod"}) {
    EXPECT_EQ(Example().Json("policy/" + std::string(child) +
                             "/roles/roleInfraDynamoStreamReplicaWriter/"
                             "trust.json")["Statement"][0]["Condition"]
                                          ["ArnEquals"]["aws:PrincipalArn"],
              "arn:aws:iam::111111111111:role/roleInfraDynamoStreamReplica");
  }
}

TEST(EnvironmentManager, EM_22_DestinationAccountsAreAnArray) {
  EXPECT_EQ(Example().Json("master/lambda/InfraDynamoStreamReplica.env.json")
                ["DESTINATION_ACCOUNTS"],
            nlohmann::json::parse(
                R"(["222222222222", "044444444444", "333333333333"])"));
  const Built one = Build(R"(iamgen: 1
master: { id: "111111111111" }
children: { only: { id: "222222222222" } }
lambda_jobs:
  A: { in: master, environment: { D: "{{children.ids}}" } }
)");
  EXPECT_EQ(one.Json("master/lambda/A.env.json")["D"],
            nlohmann::json::parse(R"(["222222222222"])"));
}

TEST(EnvironmentManager, EM_23_AJobWithoutPermissionsIsReported) {
  EXPECT_TRUE(Example().Found("IAM727")) << Example().findings;
  const Built built =
      Build(std::string(kHead) +
            "lambda_jobs: { Backup: { in: master, logs: none } }\n");
  EXPECT_TRUE(built.Found("IAM727"));
  // Nothing is invented: a role, its trust, and no policy.
  EXPECT_THAT(built.files.at("cfn/master.template.yaml"),
              Not(HasSubstr("Policies:")));
}

TEST(EnvironmentManager, EM_24_JsonTemplatesAreJson) {
  const Built built =
      Build(FromDisk("examples/environment-manager/topology.yaml"), {},
            backends::Format::kJson);
  for (const char* account : {"master", "dev", "staging", "prod"}) {
    const auto json =
        built.Json("cfn/" + std::string(account) + ".template.json");
    ASSERT_TRUE(json["Resources"].is_object());
    for (const auto& [id, resource] : json["Resources"].items()) {
      if (resource["Type"] == "AWS::IAM::Role") {
        EXPECT_TRUE(resource["Properties"].contains("RoleName")) << id;
      }
    }
  }
}

TEST(EnvironmentManager, EM_25_NoOutputAsksForAnEdit) {
  for (const auto& [path, bytes] : Example().files) {
    std::istringstream lines(bytes);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t at = line.find_first_not_of(' ');
      if (at != std::string::npos && line[at] == '#') {
        EXPECT_THAT(line, ::testing::MatchesRegex(
                              " +# topology\\.yaml:[0-9]+ [A-Za-z_.]+"))
            << path;
      }
    }
  }
}

TEST(EnvironmentManager, EM_26_CommonProfileReadsPackagesAndWritesLogs) {
  const auto document =
      Example().Json("policy/dev/policies/CommonInstanceProfile.json");
  std::string reads;
  std::string writes;
  for (const auto& statement : document["Statement"]) {
    for (const std::string& action : AsList(statement["Action"])) {
      (action == "s3:GetObject" ? reads : writes) +=
          action == "s3:GetObject" || action == "s3:PutObject"
              ? statement["Resource"].dump()
              : "";
    }
  }
  EXPECT_THAT(reads, HasSubstr("em-dev-deploy"));
  EXPECT_THAT(writes, HasSubstr("em-dev-logs"));
  EXPECT_THAT(writes, Not(HasSubstr("em-dev-deploy")));
}

TEST(EnvironmentManager, EM_27_EveryProfileHasTheCommonPolicyOrOptsOut) {
  const Built built = Build(R"(iamgen: 1
master: { id: "111111111111" }
defaults: { instance_profiles: { policies: [Common] } }
policies:
  Common: [ { allow: ec2:DescribeTags, on: "*" } ]
  Own: [ { allow: ec2:DescribeInstances, on: "*" } ]
instance_profiles:
  A: { in: master }
  B: { in: master, policies: [Own] }
  C: { in: master, policies: [Own], common: false }
)");
  ASSERT_TRUE(built.good) << built.findings;
  const std::string& text = built.files.at("cfn/master.template.yaml");
  EXPECT_THAT(text, HasSubstr("RoleName: A"));
  EXPECT_THAT(text, HasSubstr("        - !Ref PolicyCommon\n        - !Ref "
                              "PolicyOwn\n"));
  EXPECT_THAT(text.substr(text.find("RoleName: C")),
              Not(HasSubstr("!Ref PolicyCommon")));
}

TEST(EnvironmentManager, EM_28_CommonPolicyDiffersByVariablesAlone) {
  const std::string dev =
      Example().files.at("policy/dev/policies/CommonInstanceProfile.json");
  std::string prod =
      Example().files.at("policy/prod/policies/CommonInstanceProfile.json");
  EXPECT_NE(dev, prod);
  for (const auto& [from, to] : {std::pair("em-prod", "em-dev"),
                                 std::pair("releases/packages", "packages"),
                                 std::pair("333333333333", "222222222222")}) {
    for (std::size_t at = prod.find(from); at != std::string::npos;
         at = prod.find(from)) {
      prod.replace(at, std::string(from).size(), to);
    }
  }
  EXPECT_EQ(dev, prod);
}

TEST(EnvironmentManager, EM_29_TestProfileIsInChildrenOnly) {
  for (const char* child : {"dev", "staging", "prod"}) {
    EXPECT_THAT(
        Example().files.at("cfn/" + std::string(child) + ".template.yaml"),
        HasSubstr("InstanceProfileName: roleDeploymentTest"));
  }
  EXPECT_THAT(Example().files.at("cfn/master.template.yaml"),
              Not(HasSubstr("roleDeploymentTest\n")));
}

TEST(EnvironmentManager, EM_30_ProfileNamesComeFromVariables) {
  const Built built = Build(R"(iamgen: 1
master: { id: "111111111111" }
variables: { CLUSTER: Tango, SERVER: Web }
instance_profiles: { web: { in: master, name: "role{{CLUSTER}}{{SERVER}}" } }
)");
  EXPECT_THAT(built.files.at("cfn/master.template.yaml"),
              HasSubstr("InstanceProfileName: roleTangoWeb"));
}

}  // namespace
}  // namespace iamgen::testing
