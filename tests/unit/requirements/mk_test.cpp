// The mistakes others made, each settled on what is built.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <clocale>
#include <cstdlib>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "unit/requirements/reading.h"

namespace iamgen::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Built Example() {
  support::MemoryFileSystem files;
  Seed(SourceFolder() / "examples/environment-manager", "", files);
  return BuildFrom("topology.yaml", files);
}

TEST(MK, MK_01_TwoBuildsAreEqualByteForByte) {
  const Built first = Example();
  ASSERT_FALSE(first.files.empty());
  const std::string old = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", ""}) {
    // Not every machine has them all; then the build is just once more.
    std::setlocale(LC_ALL, locale);
    setenv("TZ", "Pacific/Chatham", 1);
    tzset();
    const Built again = Example();
    EXPECT_EQ(again.files, first.files) << locale;
    EXPECT_EQ(again.diagnostics, first.diagnostics) << locale;
  }
  unsetenv("TZ");
  tzset();
  std::setlocale(LC_ALL, old.c_str());
}

TEST(MK, MK_02_EverySelectedAccountIsTrusted) {
  const Built built = Good(kMaster + R"(
children:
  dev-one: { id: "222222222222" }
  dev-two: { id: "444444444444" }
  prod: { id: "333333333333" }
roles:
  Source: { in: children, trusted_by: [ { service: ec2 } ] }
  Target: { in: master, trusted_by: [ { role: Source, in: "dev-*" } ] }
)");
  const Json trust = Policy(built, "master/roles/Target/trust");
  EXPECT_TRUE(Trusts(trust, "arn:aws:iam::222222222222:role/Source"));
  EXPECT_TRUE(Trusts(trust, "arn:aws:iam::444444444444:role/Source"));
  EXPECT_FALSE(Trusts(trust, "arn:aws:iam::333333333333:role/Source"));
}

TEST(MK, MK_02_SelectorOfNobodyIsAnError) {
  for (const char* selector :
       {"children", "\"dev-*\"", "{ tag: { a: b } }", "{ ou: X }",
        "{ except: all }", "nobody", "[master, nobody]"}) {
    EXPECT_THAT(Findings(kMaster +
                         "roles:\n  R: { in: master, trusted_by: [ { "
                         "service: ec2 } ] }\n  T: { in: master, "
                         "trusted_by: [ { role: R, in: " +
                         selector + " } ] }\n"),
                HasSubstr("matches no account"))
        << selector;
  }
}

TEST(MK, MK_03_IdsThatAreNoQuotedTextAreRefused) {
  struct {
    const char* id;
    const char* help;
  } const rows[] = {{"012345678901", "quote it: \"012345678901\""},
                    {"123456789012", "quote it: \"123456789012\""},
                    {"000000000000", "quote it: \"000000000000\""},
                    {"12345678901", "in quotes: \"012345678901\""},
                    {"0x1F", "12 digits in quotes"},
                    {"1_000", "12 digits in quotes"},
                    {"12e3", "12 digits in quotes"},
                    {"0o17", "12 digits in quotes"},
                    {"+123456789012", "12 digits in quotes"},
                    {"123456789012.0", "12 digits in quotes"}};

  for (const auto& row : rows) {
    const std::string found =
        Findings("iamgen: 1\nmaster: { id: " + std::string(row.id) + " }\n");
    EXPECT_THAT(found, HasSubstr("error[IAM930]")) << row.id;
    EXPECT_THAT(found, HasSubstr(row.help)) << row.id;
  }
  for (const char* id :
       {"12345678901", "1234567890123", "12345678901O", "", " 12345678901",
        "1234-5678-9012", "１２３４５６７８９０１２"}) {
    EXPECT_THAT(
        Findings("iamgen: 1\nmaster: { id: \"" + std::string(id) + "\" }\n"),
        HasSubstr("is not 12 digits"))
        << id;
  }
}

TEST(MK, MK_03_LeadingZeroReachesEveryOutput) {
  const Built built = Good(R"(
iamgen: 1
master: { id: "012345678901" }
children: { dev: { id: "000000000000" } }
roles:
  R: { in: dev, trusted_by: [ { service: ec2 } ] }
  T: { in: master, trusted_by: [ { role: R, in: dev } ] }
lambda_jobs:
  J: { in: dev, vpc: true, environment: { M: "{{master.id}}" } }
)");
  EXPECT_THAT(built.files.at("cfn/dev.template.yaml"),
              HasSubstr("arn:aws:iam::012345678901:role/T"));
  EXPECT_THAT(built.files.at("cfn-json/master.template.json"),
              HasSubstr("\"arn:aws:iam::000000000000:root\""));
  EXPECT_TRUE(Trusts(Policy(built, "master/roles/T/trust"),
                     "arn:aws:iam::000000000000:role/R"));
  EXPECT_EQ(Environment(built, "dev", "J")["M"], "012345678901");
}

TEST(MK, MK_04_OtherAccountsNeverBecomeIntrinsics) {
  const Built built = Good(kMaster + R"(
children:
  dev: { id: "222222222222" }
  prod: { id: "333333333333" }
roles:
  Server: { in: all, trusted_by: [ { service: ec2 } ] }
  Target:
    in: all
    trusted_by: [ { service: ec2 } ]
    inline: { look: [ { allow: iam:GetRole, on: "{{role:Server@all}}" } ] }
  Hub: { in: master, trusted_by: [ { role: Server, in: all, pin: arn } ] }
)");
  const std::pair<std::string, std::string> accounts[] = {
      {"master", "111111111111"},
      {"dev", "222222222222"},
      {"prod", "333333333333"}};
  // Exactly the account's own is left to CloudFormation.
  const auto expect_others = [&](const Json& list, const std::string& alias) {
    ASSERT_EQ(list.size(), 3U);
    EXPECT_EQ(std::count_if(list.begin(), list.end(),
                            [](const Json& one) { return one.is_object(); }),
              1);
    for (const auto& [other, other_id] : accounts) {
      const Json arn = "arn:aws:iam::" + other_id + ":role/Server";
      EXPECT_EQ(std::find(list.begin(), list.end(), arn) != list.end(),
                other != alias);
    }
  };
  for (const auto& [alias, id] : accounts) {
    const Json cfn = Template(built, alias);
    expect_others(cfn["Resources"]["RoleTarget"]["Properties"]["Policies"][0]
                     ["PolicyDocument"]["Statement"][0]["Resource"],
                  alias);
    if (alias == "master") {
      expect_others(
          cfn["Resources"]["RoleHub"]["Properties"]["AssumeRolePolicyDocument"]
             ["Statement"][0]["Principal"]["AWS"],
          alias);
    }
  }
}

constexpr const char* kTrust =
    ": { in: master, trusted_by: [ { service: "
    "lambda } ] }\n";

Json ResourcesByName(const Strings& names) {
  std::string yaml = kMaster + "roles:\n";
  for (const std::string& name : names) {
    yaml += "  " + name + kTrust;
  }
  const Json cfn = Template(Good(yaml), "master");
  Json ids;
  for (const auto& [id, resource] : cfn["Resources"].items()) {
    EXPECT_TRUE(std::all_of(id.begin(), id.end(), [](unsigned char c) {
      return std::isalnum(c) != 0;
    })) << id;
    ids[resource["Properties"]["RoleName"].get<std::string>()] = id;
  }
  return ids;
}

TEST(MK, MK_05_LogicalIdsAreDistinctAndDoNotDependOnTheirNeighbours) {
  Strings names = {"my-role",  "myrole",  "my_role", "my.role", "my--role",
                   "9lives",   "aerger",  "rolemy",  "a+b",     "a=b",
                   "my-role-", "my@role", "myroleX", "A-B",     "AB"};
  const Json all = ResourcesByName(names);
  ASSERT_EQ(all.size(), names.size());
  std::set<std::string> ids;
  for (const auto& [name, id] : all.items()) {
    EXPECT_TRUE(ids.insert(id).second) << name << " " << id;
  }
  std::reverse(names.begin(), names.end());
  EXPECT_EQ(ResourcesByName(names), all);
  for (const std::string& name : names) {
    EXPECT_EQ(ResourcesByName({name})[name], all[name]);
  }
}

TEST(MK, MK_05_NamesThatDifferInCaseAloneAreAnErrorAtBothPlaces) {
  const std::string found =
      Findings(kMaster + "roles:\n  MyRole" + kTrust + "  myrole" + kTrust);
  EXPECT_THAT(found, HasSubstr("topology.yaml:5:3"));
  EXPECT_THAT(found, HasSubstr("topology.yaml:4:3"));
  EXPECT_THAT(found, HasSubstr("in case alone"));
}

TEST(MK, MK_05_NonAsciiNamesAreRefused) {
  EXPECT_THAT(Findings(kMaster + "roles:\n  Ärger" + kTrust),
              HasSubstr("error[IAM920]"));
}

TEST(MK, MK_06_PrincipalsThatIamRefusesHaveTheirReasons) {
  struct {
    const char* entry;
    const char* reason;
  } const rows[] = {
      {"group: Operators", "IAM has no group principals"},
      {R"(arn: "arn:aws:iam::111111111111:group/Operators")",
       "IAM has no group principals"},
      {R"(arn: "arn:aws:iam::111111111111:root")", "names the whole account"},
      {R"(arn: "arn:aws:iam::*:role/x")", "a wildcard inside a principal"},
      {R"(arn: "arn:aws:iam::111111111111:role/x*y")",
       "a wildcard inside a principal"},
      {R"(arn: "arn:aws:iam::111111111111:role/x?")",
       "a wildcard inside a principal"},
      {R"(arn: "*")", "names everyone"},
  };

  for (const auto& row : rows) {
    EXPECT_THAT(
        Findings(kMaster + "roles: { R: { in: master, trusted_by: [ { " +
                 row.entry + " } ] } }\n"),
        HasSubstr(row.reason))
        << row.entry;
  }
}

TEST(MK, MK_07_AliasesAreNoPrefixesAndListsAreUnions) {
  const Built built = Good(kMaster + R"(
children:
  dev: { id: "222222222222" }
  dev-two: { id: "444444444444" }
roles:
  One: { in: dev, trusted_by: [ { service: ec2 } ] }
  Both: { in: [master, children], trusted_by: [ { service: ec2 } ] }
)");
  EXPECT_FALSE(Policy(built, "dev/roles/One/trust").is_null());
  EXPECT_TRUE(Policy(built, "dev-two/roles/One/trust").is_null());
  for (const char* account : {"master", "dev", "dev-two"}) {
    EXPECT_FALSE(
        Policy(built, std::string(account) + "/roles/Both/trust").is_null());
  }
}

TEST(MK, MK_08_EverySectionIsOptional) {
  EXPECT_EQ(Good(kMaster).diagnostics, "");
  for (const char* section :
       {"name: x", "description: x", "defaults: {}", "variables: {}",
        "children: {}", "external_accounts: {}", "policies: {}", "roles: {}",
        "lambda_jobs: {}", "instance_profiles: {}"}) {
    EXPECT_EQ(Good(kMaster + section + "\n").diagnostics, "") << section;
  }
}

TEST(MK, MK_08_UnknownNamesAndKeysHavePlaceAndNearest) {
  struct {
    const char* text;
    const char* place;
    const char* help;
  } const rows[] = {
      {"roles: { R: { in: master, decription: x, trusted_by: [ { service: ec2 "
       "} ] } }\n",
       "topology.yaml:3:27", "did you mean `description`?"},
      {"rols: {}\n", "topology.yaml:3:1", "did you mean `roles`?"},
      {"roles: { R: { in: mastr, trusted_by: [ { service: ec2 } ] } }\n",
       "topology.yaml:3:19", "did you mean `master`?"},
      {"roles: { R: { in: master, trusted_by: [ { service: lamda } ] } }\n",
       "topology.yaml:3:52", "did you mean `lambda`?"},
      {"policies: { Deploy: [ { allow: s3:GetObject, on: \"*\" } ] }\n"
       "roles: { R: { in: master, trusted_by: [ { service: ec2 } ], policies: "
       "[Depoly] } }\n",
       "topology.yaml:4:72", "did you mean `Deploy`?"},
  };

  for (const auto& row : rows) {
    const std::string found = Findings(kMaster + row.text);
    EXPECT_THAT(found, HasSubstr(row.place)) << found;
    EXPECT_THAT(found, HasSubstr(row.help)) << found;
  }
}

TEST(MK, MK_09_SsmAmazonComIsCorrected) {
  EXPECT_THAT(Findings(kMaster + "roles: { R: { in: master, trusted_by: [ { "
                                 "service: ssm.amazon.com } ] } }\n"),
              HasSubstr("did you mean `ssm.amazonaws.com`?"));
}

TEST(MK, MK_01_TheOrderOfIncludesDoesNotShow) {
  const std::map<std::string, std::string> parts = {
      {"a.yaml", "users: { ada: { in: master, groups: [G] } }\n"},
      {"b.yaml",
       "groups: { G: { in: master, managed_policies: [ReadOnlyAccess] } }\n"},
      {"c.yaml",
       "users: { grace: { in: all, console: true } }\n"
       "children: { dev: { id: \"222222222222\" } }\n"}};
  Built first;
  for (const char* order :
       {"[a.yaml, b.yaml, c.yaml]", "[c.yaml, a.yaml, b.yaml]", "[\"?.yaml\"]",
        "[b.yaml, \"*.yaml\", c.yaml]"}) {
    std::map<std::string, std::string> files = parts;
    const bool glob = std::string(order).find("*.yaml") != std::string::npos;
    files["topology.yaml"] = kMaster + "include: " + order + "\n";
    if (glob) {
      // A glob that finds the topology itself finds a circle.
      EXPECT_TRUE(BuildFiles(files).rules.contains("SPEC059"));
      continue;
    }
    Built built = BuildFiles(files);
    EXPECT_EQ(built.diagnostics, "");
    if (first.files.empty()) {
      first = std::move(built);
      ASSERT_FALSE(first.files.empty());
    } else {
      EXPECT_EQ(built.files, first.files) << order;
    }
  }
}

// A quota, and where a document of a topology is held to it. `$` is padding.
struct Quota {
  const char* rule;
  std::size_t most;
  const char* topology;
  std::vector<const char*> documents;
};

// What a JSON library writes of the built documents, together, without white
// space, is exactly at the limit, and one above it.
TEST(MK, MK_10_SizesAtEachLimitAndOneAbove) {
  const Quota quotas[] = {
      {"IAM902",
       6144,
       R"(policies: { P: [ { allow: "s3:GetObject", on: "arn:aws:s3:::$" } ] }
roles: { R: { in: master, trusted_by: [ { service: ec2 } ], policies: [P] } })",
       {"master/policies/P"}},
      {"IAM905",
       10240,
       R"(roles:
  R:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      one: [ { allow: "s3:*", on: ["arn:aws:s3:::a", 'arn:aws:s3:::b"\c'] } ]
      two: [ { deny: ["s3:*", "ec2:*"], on: "arn:aws:s3:::$" } ])",
       {"master/roles/R/inline/one", "master/roles/R/inline/two"}},
      {"IAM903",
       2048,
       R"(users: { U: { in: master, inline: {
  i: [ { allow: "s3:*", on: "arn:aws:s3:::{{account.id}}$" } ] } } })",
       {"master/users/U/inline/i"}},
      {"IAM904",
       5120,
       R"(groups: { G: { in: master, inline: {
  i: [ { allow: "s3:*", on: "arn:aws:s3:::$",
         when: { Bool: { "aws:SecureTransport": true } } } ] } } })",
       {"master/groups/G/inline/i"}},
      {"IAM906",
       2048,
       R"(roles: { R: { in: master, trusted_by: [
  { service: ec2, when: { StringEquals: { "aws:SourceAccount": "$" } } } ] } })",
       {"master/roles/R/trust"}},
  };
  for (const Quota& quota : quotas) {
    const auto padded = [&](std::size_t size) {
      std::string text = kMaster + quota.topology;
      return text.replace(text.find('$'), 1, std::string(size, 'x'));
    };
    const auto size = [&](const Built& built) {
      std::size_t sum = 0;
      for (const char* path : quota.documents) {
        sum += Policy(built, path).dump().size();
      }
      return sum;
    };
    const std::size_t frame = size(BuildText(padded(2))) - 2;
    const Built at = BuildText(padded(quota.most - frame));
    EXPECT_EQ(size(at), quota.most) << quota.rule;
    EXPECT_FALSE(at.rules.contains(quota.rule)) << at.diagnostics;
    const Built above = BuildText(padded(quota.most - frame + 1));
    EXPECT_TRUE(above.rules.contains(quota.rule)) << quota.rule;
    // The one that can be raised is a warning.
    EXPECT_EQ(above.has_errors, quota.rule != std::string_view("IAM906"));
  }
}

// What is left of a quoted string of HCL, or of a template in its JSON
// syntax, when it is read: no more than this test needs.
std::string Unescaped(std::string text) {
  for (const char* sign : {"$", "%"}) {
    const std::string doubled = std::string(sign) + sign + "{";
    for (std::size_t at = text.find(doubled); at != std::string::npos;
         at = text.find(doubled, at + 2)) {
      text.erase(at, 1);
    }
  }
  return text;
}

TEST(MK, MK_11_VariablesOfIamComeOutOfEveryTargetAsTheyWentIn) {
  // tests/conformance/terraform.py has Terraform read the same.
  const std::string texts[] = {"${aws:username}",
                               "${*}",
                               "%{x}",
                               "$${x}",
                               "${aws:PrincipalTag/team, 'none'}",
                               "$ {x} %"};
  std::string statements;
  for (const std::string& text : texts) {
    statements +=
        "{ allow: \"s3:*\", on: \"arn:aws:s3:::" + text + "/{{V}}\" }, ";
  }
  const Built built = Good(
      "iamgen: 1\nmaster: { id: \"111111111111\", variables: { V: "
      "\"${v}$\" } "
      "}\n"
      "children: { dev: { id: \"222222222222\", variables: { V: \"{w}\" } "
      "} }\n"
      "users: { ada: { in: all, inline: { own: [" +
      statements + "] } } }\n");
  const std::map<std::string, std::string> values = {{"master", "${v}$"},
                                                     {"dev", "{w}"}};
  for (const auto& [account, value] : values) {
    const Json document = Policy(built, account + "/users/ada/inline/own");
    const Json hcl_json = Json::parse(
        built.files.at("terraform-json/" + account + "/main.tf.json"));
    const Json& locals =
        hcl_json["locals"]["aws_iam_user_policy__ada__own"]["Statement"];
    const Json cfn =
        UserIn(Template(built, account),
               "ada")["Policies"][0]["PolicyDocument"]["Statement"];
    const std::string& hcl =
        built.files.at("terraform/" + account + "/users.tf");
    for (std::size_t i = 0; i < std::size(texts); ++i) {
      const std::string arn = "arn:aws:s3:::" + texts[i] + "/" + value;
      EXPECT_EQ(document["Statement"][i]["Resource"], arn);
      EXPECT_EQ(cfn[i]["Resource"], arn);
      const std::string front = "        Resource = \"";
      std::size_t begin = 0;
      for (std::size_t n = 0; n <= i; ++n) {
        begin = hcl.find(front, begin) + front.size();
      }
      std::string in_hcl = hcl.substr(begin, hcl.find("\"\n", begin) - begin);
      std::string in_json = locals[i]["Resource"];
      // A sign at the end of a value is kept from what may follow.
      for (const auto& [written, meant] : std::map<std::string, std::string>{
               {"\\u0024", "$"}, {"${\"$\"}", "$"}}) {
        for (std::string* text : {&in_hcl, &in_json}) {
          const std::size_t at = text->find(written);
          if (at != std::string::npos) {
            text->replace(at, written.size(), meant);
          }
        }
      }
      EXPECT_EQ(Unescaped(in_hcl), arn);
      EXPECT_EQ(Unescaped(in_json), arn);
      // Beyond that, both syntaxes escape alike.
      EXPECT_EQ(in_hcl, in_json);
    }
  }
}

// Another order, or a list of one for a string, lets in the same and nothing
// more; the spelling of a single value does not even show.
TEST(MK, MK_12_OrderAndSpellingAreNoDifferenceInAccess) {
  const auto built = [](const std::string& statements) {
    return Policy(Good(kMaster +
                       "roles: { R: { in: master, trusted_by: [ { "
                       "service: ec2 } ], inline: { i: " +
                       statements + " } } }\n"),
                  "master/roles/R/inline/i");
  };
  const Json one = built(
      R"([ { allow: [s3:GetObject, s3:PutObject], on: "arn:aws:s3:::a/*" },
           { deny: s3:PutObject, on: "arn:aws:s3:::a/locked/*" } ])");
  const Json other = built(
      R"([ { deny: [s3:PutObject], on: ["arn:aws:s3:::a/locked/*"] },
           { allow: [s3:PutObject, s3:GetObject], on: ["arn:aws:s3:::a/*"] } ])");
  EXPECT_NE(one, other);
  for (const char* action :
       {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"}) {
    for (const char* resource :
         {"arn:aws:s3:::a/x", "arn:aws:s3:::a/locked/x", "arn:aws:s3:::b/x"}) {
      EXPECT_EQ(Allows(one, action, resource), Allows(other, action, resource))
          << action << " " << resource;
    }
  }
  EXPECT_TRUE(Allows(other, "s3:PutObject", "arn:aws:s3:::a/x"));
  EXPECT_FALSE(Allows(other, "s3:PutObject", "arn:aws:s3:::a/locked/x"));
  EXPECT_EQ(built(R"([ { allow: s3:GetObject, on: "*" } ])"),
            built(R"([ { allow: [s3:GetObject], on: ["*"] } ])"));
}

TEST(MK, MK_13_China) {
  const Built built =
      BuildFiles({{"topology.yaml", R"(
iamgen: 1
defaults: { partition: aws-cn, region: cn-north-1 }
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
saml_providers: { Idp: { in: master, metadata: idp.xml } }
users: { ada: { in: master } }
roles:
  SignIn: { in: master, trusted_by: [ { saml: Idp } ], managed_policies: [ReadOnlyAccess] }
  Server: { in: all, trusted_by: [ { service: ec2 } ] }
  Target: { in: dev, trusted_by: [ { user: ada, in: master }, { role: Server, in: master, pin: arn } ] }
)"},
                  {"idp.xml", "<EntityDescriptor>" + std::string(1000, ' ') +
                                  "</EntityDescriptor>"}});
  ASSERT_FALSE(built.has_errors) << built.diagnostics;
  const Json sign_in = Policy(built, "master/roles/SignIn/trust");
  EXPECT_EQ(sign_in["Statement"][0]["Principal"]["Federated"],
            "arn:aws-cn:iam::111111111111:saml-provider/Idp");
  EXPECT_EQ(sign_in["Statement"][0]["Condition"]["StringEquals"]["SAML:aud"],
            "https://signin.amazonaws.cn/saml");
  EXPECT_EQ(
      Policy(built,
             "dev/roles/Server/trust")["Statement"][0]["Principal"]["Service"],
      "ec2.amazonaws.com.cn");
  const Json target = Policy(built, "dev/roles/Target/trust");
  EXPECT_TRUE(Trusts(target, "arn:aws-cn:iam::111111111111:user/ada"));
  EXPECT_TRUE(Trusts(target, "arn:aws-cn:iam::111111111111:role/Server"));
  EXPECT_EQ(ResourcesOf(Policy(built, "master/users/ada/inline/assume-roles"),
                        "sts:AssumeRole"),
            Strings{"arn:aws-cn:iam::222222222222:role/Target"});
  for (const auto& [path, bytes] : built.files) {
    EXPECT_EQ(bytes.find("arn:aws:"), std::string::npos) << path;
  }
}

TEST(MK, MK_14_NamesAreMeasuredInTheAccountOfTheLongestAlias) {
  const std::string children = R"(
children:
  dev: { id: "222222222222" }
  a-much-longer-alias: { id: "333333333333" }
)";
  const std::size_t alias = std::string("a-much-longer-alias").size();
  for (const char* section : {"roles", "users"}) {
    for (const std::size_t size : {64U, 65U}) {
      const std::string yaml =
          kMaster + children + section + ": { R: { in: all, name: \"" +
          std::string(size - alias, 'x') + "{{account.name}}\"" +
          (std::string(section) == "roles"
               ? ", trusted_by: [ { service: ec2 } ]"
               : "") +
          " } }\n";
      const Built built = BuildText(yaml);
      EXPECT_EQ(built.has_errors, size > 64) << built.diagnostics;
      if (size > 64) {
        EXPECT_THAT(built.diagnostics, HasSubstr("error[IAM920]"));
        EXPECT_THAT(built.diagnostics, HasSubstr("in `a-much-longer-alias`"));
      }
    }
  }
}

TEST(MK, MK_15_OneInlinePolicyNameHasOneOwner) {
  const std::string statement = "[ { allow: s3:GetObject, on: \"*\" } ]";
  const std::string rows[] = {
      // From a variable, in one of the accounts.
      "{ \"{{account.name}}\": " + statement + ", dev: " + statement + " }",
      // From a variable and written.
      "{ \"{{NAME}}\": " + statement + ", own: " + statement + " }",
      // What an edge makes, and what is written.
      "{ assume-roles: " + statement + " }, assumes: [ { role: T } ]",
  };

  for (const std::string& row : rows) {
    for (const char* section : {"users", "groups"}) {
      const std::string found = Findings(
          kMasterAndDev + "variables: { NAME: own }\nroles: { T: { in: all, " +
          "trusted_by: [ { service: ec2 } ] } }\n" + section +
          ": { x: { in: all, inline: " + row + " } }\n");
      EXPECT_THAT(found, HasSubstr("error[IAM932]")) << row;
      EXPECT_THAT(found, HasSubstr("is there already")) << row;
      EXPECT_THAT(found, HasSubstr("the other is made here")) << row;
    }
  }
  EXPECT_THAT(Findings(kMaster + "users: { u: { in: master, inline: { a: " +
                       statement + ", a: " + statement + " } } }\n"),
              HasSubstr("the key `a` stands twice"));
}

TEST(MK, MK_16_APathIsPartOfEveryArn) {
  const Built built = Good(kMasterAndDev + R"(
users: { ada: { in: master, path: /people/ }, grace: { in: master } }
groups: { Ops: { in: master, users: [grace], assumes: [ { role: Target, in: dev } ] } }
roles:
  Server: { in: master, path: /machines/, trusted_by: [ { service: ec2 } ] }
  Target:
    in: dev
    path: /team/web/
    trusted_by: [ { role: Server, in: master }, { user: ada, in: master } ]
)" + "  Local: { in: master, trusted_by: [ { role: Server } ] }\n");
  const Strings target = {"arn:aws:iam::222222222222:role/team/web/Target"};
  for (const char* path : {"master/users/ada/inline/assume-roles",
                           "master/groups/Ops/inline/assume-roles"}) {
    EXPECT_EQ(ResourcesOf(Policy(built, path), "sts:AssumeRole"), target);
  }
  const Json trust = Policy(built, "dev/roles/Target/trust");
  EXPECT_TRUE(Trusts(trust, "arn:aws:iam::111111111111:role/machines/Server"));
  EXPECT_TRUE(Trusts(trust, "arn:aws:iam::111111111111:user/people/ada"));
  EXPECT_FALSE(Trusts(trust, "arn:aws:iam::111111111111:role/Server"));
  EXPECT_FALSE(Trusts(trust, "arn:aws:iam::111111111111:user/ada"));
  EXPECT_TRUE(Trusts(Policy(built, "master/roles/Local/trust"),
                     "arn:aws:iam::111111111111:role/machines/Server"));
}

TEST(MK, MK_18_EdgesToNowhereAndPoliciesOfNobody) {
  struct {
    const char* yaml;
    const char* place;
    const char* message;
  } const rows[] = {
      {"users: { u: { in: master, assumes: [ { role: Nowhere } ] } }\n",
       "topology.yaml:3:46", "there is no role `Nowhere`"},
      {"groups: { g: { in: master, assumes: [ { role: Nowhere } ] } }\n",
       "topology.yaml:3:47", "there is no role `Nowhere`"},
      {"roles: { R: { in: master, trusted_by: [ { user: nobody } ] } }\n",
       "topology.yaml:3:49", "there is no user `nobody`"},
      {"roles: { R: { in: master, trusted_by: [ { oidc: none, subject: x } "
       "] "
       "} }\n",
       "topology.yaml:3:49", "there is no OIDC provider `none`"},
      {"roles: { R: { in: master, trusted_by: [ { saml: none } ] } }\n",
       "topology.yaml:3:49", "there is no SAML provider `none`"},
  };

  for (const auto& row : rows) {
    const std::string found = Findings(kMaster + row.yaml);
    EXPECT_THAT(found, HasSubstr("error[SPEC050]")) << found;
    EXPECT_THAT(found, HasSubstr(row.place)) << found;
    EXPECT_THAT(found, HasSubstr(row.message)) << found;
  }
  const Built unused = Good(
      kMaster + "policies: { P: [ { allow: s3:GetObject, on: \"*\" } ] }\n");
  EXPECT_TRUE(unused.rules.contains("SPEC054"));
  EXPECT_THAT(unused.files, IsEmpty());
}

// What is written once costs about as much for ten thousand accounts.
TEST(MK, TenThousandChildrenWithPeopleAndProviders) {
  std::string yaml =
      "iamgen: 1\ndefaults: { region: eu-west-1 }\n"
      "master: { id: \"111111111111\" }\nchildren:\n";
  constexpr int kChildren = 10000;
  for (int i = 0; i < kChildren; ++i) {
    const std::string number = std::to_string(100000 + i);
    yaml += "  c" + number + ": { id: \"222222" + number +
            "\", variables: { BUCKET: b" + number + " } }\n";
  }
  yaml += R"(
policies: { Read: [ { allow: s3:GetObject, on: "{{objects:BUCKET}}" } ] }
groups: { Ops: { in: children, policies: [Read], users: [grace] } }
roles:
  Child: { in: children, policies: [Read], trusted_by: [ { user: ada, in: master, derive: false }, { user: grace } ] }
oidc_providers: { ci: { in: children, url: "https://ci.example.com", client_ids: deploy } }
lambda_jobs: { Job: { in: children, policies: [Read], environment: { BUCKET: "{{BUCKET}}" } } }
users:
  grace: { in: children }
  ada: { in: master )";
  const Built good = Good(yaml + "}\n");
  // Users without MFA and a job of its own are all there is to be said.
  EXPECT_FALSE(good.has_errors) << good.diagnostics;
  EXPECT_EQ(PathsBelow(good, "cfn-json/").size(), kChildren + 1U);
  EXPECT_EQ(Policy(good, "c109999/policies/Read")["Statement"][0]["Resource"],
            "arn:aws:s3:::b109999/*");
  EXPECT_TRUE(Trusts(Policy(good, "c109999/roles/Child/trust"),
                     "arn:aws:iam::222222109999:user/grace"));
  // A permission on ten thousand roles is too large, and that is said once.
  const std::string edge = "derive: false";
  yaml.replace(yaml.find(edge), edge.size(), "derive: true");
  EXPECT_THAT(Findings(yaml + "}\n"),
              HasSubstr("the inline policies of `ada` take"));
}

}  // namespace
}  // namespace iamgen::testing
