// Mistakes that generators of IAM have made, as tests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <set>

#include "unit/driver/built.h"

namespace iamgen::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kHead = R"(iamgen: 1
name: m
master: { id: "111111111111" }
children: { dev: { id: "222222222222" }, dev-two: { id: "333333333333" } }
)";

TEST(Mistakes, MK_01_BuildsAreByteEqual) {
  const std::string topology = std::string(kHead) + R"(roles:
  A: { in: all, trusted_by: [ { service: ec2 } ], description: "ı I i 1,5" }
)";
  const Built first = Build(topology);
  std::setlocale(LC_ALL, "tr_TR.UTF-8");
  ::setenv("TZ", "Pacific/Chatham", 1);
  const Built second = Build(topology);
  std::setlocale(LC_ALL, "C");
  EXPECT_FALSE(first.good);  // a dotless i is not Latin-1
  EXPECT_EQ(first.findings, second.findings);
  const std::string plain = std::string(kHead) +
                            "roles: { A: { in: all, trusted_by: [ { service: "
                            "ec2 } ] } }\n";
  EXPECT_EQ(Build(plain).files, Build(plain).files);
}

TEST(Mistakes, MK_02_ASelectorYieldsEveryAccountOrIsAnError) {
  const Built built = Build(std::string(kHead) + R"(roles:
  S: { in: children, trusted_by: [ { service: ec2 } ] }
  T: { in: master, trusted_by: [ { role: S, in: children } ] }
)");
  const std::string trust = built.files.at("policy/master/roles/T/trust.json");
  EXPECT_THAT(trust, HasSubstr("arn:aws:iam::222222222222:root"));
  EXPECT_THAT(trust, HasSubstr("arn:aws:iam::333333333333:root"));
  EXPECT_TRUE(Build(std::string(kHead) + R"(roles:
  T: { in: master, trusted_by: [ { role: T, in: nobody } ] }
)")
                  .Found("SPEC042"));
}

TEST(Mistakes, MK_03_UnquotedAccountIdsAreRefused) {
  for (const char* id : {"012345678901", "123456789012", "0x1F", "1_000",
                         "12e3", "012345671234", "1.5", "12"}) {
    const Built built =
        Build("iamgen: 1\nmaster: { id: " + std::string(id) + " }\n");
    EXPECT_TRUE(built.Found("IAM930")) << id << built.findings;
    EXPECT_FALSE(built.good);
  }
  const Built quoted = Build(R"(iamgen: 1
master: { id: "111111111111" }
children: { zero: { id: "012345678901" } }
roles:
  S: { in: zero, trusted_by: [ { service: ec2 } ] }
  R: { in: master, trusted_by: [ { role: S, in: zero } ] }
)");
  EXPECT_THAT(quoted.files.at("cfn/master.template.yaml"),
              HasSubstr("arn:aws:iam::012345678901:role/S"));
}

TEST(Mistakes, MK_04_OtherAccountsAreNeverLocalReferences) {
  const Built built = Build(std::string(kHead) + R"(roles:
  S: { in: all, trusted_by: [ { service: ec2 } ] }
  T: { in: dev, trusted_by: [ { role: S, in: [master, dev-two] } ] }
  U:
    in: all
    trusted_by: [ { service: ec2 } ]
    inline: { P: [ { allow: iam:GetRole, on: ["{{role:S@dev}}", "{{role:S}}"] } ] }
)");
  ASSERT_TRUE(built.good) << built.findings;
  const std::string& dev = built.files.at("cfn/dev.template.yaml");
  const std::string trust = dev.substr(dev.find("RoleName: T"));
  EXPECT_THAT(trust.substr(0, trust.find("roles.U")),
              Not(HasSubstr("!GetAtt")));
  EXPECT_THAT(dev, HasSubstr("Resource: !GetAtt RoleS.Arn"));
  const std::string& master = built.files.at("cfn/master.template.yaml");
  EXPECT_THAT(master, HasSubstr("- arn:aws:iam::222222222222:role/S\n"
                                "                  - !GetAtt RoleS.Arn\n"));
}

TEST(Mistakes, MK_05_LogicalIdsNeverCollide) {
  const std::vector<std::string> names = {"my-role", "myrole",  "my_role",
                                          "9lives",  "my.role", "X-Y"};
  std::set<std::string> ids;
  const auto collect = [&](const std::vector<std::string>& order) {
    std::string topology = std::string(kHead) + "roles:\n";
    for (const std::string& name : order) {
      topology += "  " + name +
                  ": { in: master, instance_profile: false, trusted_by: [ { "
                  "service: ec2 } ] }\n";
    }
    const Built built = Build(topology, {}, backends::Format::kJson);
    EXPECT_TRUE(built.good) << built.findings;
    std::map<std::string, std::string> by_name;
    const auto json = built.Json("cfn/master.template.json");
    for (const auto& [id, resource] : json["Resources"].items()) {
      EXPECT_THAT(id, ::testing::MatchesRegex("[A-Za-z0-9]+"));
      by_name[resource["Properties"]["RoleName"]] = id;
    }
    return by_name;
  };
  const auto forward = collect(names);
  EXPECT_EQ(forward.size(), names.size());
  for (const auto& [name, id] : forward) {
    EXPECT_TRUE(ids.insert(id).second) << id;
  }
  EXPECT_EQ(forward, collect({names.rbegin(), names.rend()}));
  // A name alone keeps its id when another joins it.
  EXPECT_EQ(collect({"my-role"}).at("my-role"), forward.at("my-role"));
  EXPECT_TRUE(Build(std::string(kHead) + R"(roles:
  myrole: { in: master, trusted_by: [ { service: ec2 } ] }
  MyRole: { in: master, trusted_by: [ { service: ec2 } ] }
)")
                  .Found("SPEC040"));
  EXPECT_TRUE(Build(std::string(kHead) + R"(roles:
  a: { in: all, name: Same, trusted_by: [ { service: ec2 } ] }
  b: { in: dev, name: same, trusted_by: [ { service: ec2 } ] }
)")
                  .Found("IAM922"));
}

TEST(Mistakes, MK_06_ImpossiblePrincipalsAreRefusedWithTheirReason) {
  for (const auto& [entry, rule] :
       {std::pair("{ group: ops }", "IAM506"),
        std::pair("{ arn: \"arn:aws:iam::111111111111:root\" }", "IAM505"),
        std::pair("{ arn: \"arn:aws:iam::*:role/x\" }", "IAM505"),
        std::pair("{ arn: \"arn:aws:iam::111111111111:role/a*\" }", "IAM505"),
        std::pair("{ arn: \"arn:aws:iam::111111111111:group/g\" }", "IAM505"),
        std::pair("{ arn: \"*\" }", "IAM505")}) {
    const Built built = Build(std::string(kHead) +
                              "roles: { R: { in: master, "
                              "trusted_by: [ " +
                              entry + " ] } }\n");
    EXPECT_TRUE(built.Found(rule)) << entry << built.findings;
    EXPECT_FALSE(built.good) << entry;
  }
}

TEST(Mistakes, MK_07_SelectorsAreAnchoredAndUnionsKeepAll) {
  const auto accounts_of = [](const std::string& selector) {
    const Built built =
        Build(std::string(kHead) + "roles: { R: { in: " + selector +
              ", trusted_by: [ { service: ec2 } ] } }\n");
    std::string accounts;
    for (const char* alias : {"master", "dev", "dev-two"}) {
      if (built.Has("policy/" + std::string(alias) + "/roles/R/trust.json")) {
        accounts += std::string(alias) + " ";
      }
    }
    return accounts;
  };
  EXPECT_EQ(accounts_of("dev"), "dev ");
  EXPECT_EQ(accounts_of("dev*"), "dev dev-two ");
  EXPECT_EQ(accounts_of("\"dev-*\""), "dev-two ");
  EXPECT_EQ(accounts_of("[master, children]"), "master dev dev-two ");
  EXPECT_EQ(accounts_of("{ except: dev }"), "master dev-two ");
  EXPECT_EQ(accounts_of("\"222222222222\""), "dev ");
}

TEST(Mistakes, MK_08_SectionsAreOptionalAndUnknownNamesAreErrors) {
  EXPECT_TRUE(Build("iamgen: 1\nmaster: { id: \"111111111111\" }\n").good);
  const Built built = Build(std::string(kHead) + R"(roles:
  Deploy: { in: master, decription: x, trusted_by: [ { role: Deplyo } ] }
)");
  EXPECT_THAT(built.findings,
              HasSubstr("topology.yaml:6:25: error: a role has no key "
                        "`decription` [SPEC030]"));
  EXPECT_THAT(built.findings, HasSubstr("there is no role `Deplyo`"));
}

TEST(Mistakes, MK_09_SsmAmazonComIsNoPrincipal) {
  const Built built = Build(std::string(kHead) + R"(roles:
  R: { in: master, trusted_by: [ { service: ssm.amazon.com } ] }
)");
  EXPECT_TRUE(built.Found("IAM531"));
  const Built right = Build(std::string(kHead) + R"(roles:
  R: { in: master, trusted_by: [ { service: ssm.amazonaws.com } ] }
)");
  EXPECT_TRUE(right.good) << right.findings;
}

}  // namespace
}  // namespace iamgen::testing
