// The rows of Cumulus: policies shared in four ways, sizes, names, files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "unit/requirements/reading.h"

namespace iamgen::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kRole =
    "roles: { R: { in: master, trusted_by: [ { service: lambda } ] } }\n";
const std::string kGroup =
    "groups: { G: { in: master, managed_policies: [ReadOnlyAccess] } }\n";
const std::string kUser = "users: { u: { in: master } }\n";

TEST(CU, CU_01_EachKindAloneAndTogetherInOneFileOrMany) {
  for (const std::string& kind : {kRole, kGroup, kUser}) {
    EXPECT_EQ(Template(Good(kMaster + kind), "master")["Resources"].size(), 1U)
        << kind;
  }
  const Built one = Good(kMaster + kGroup + kRole + kUser);
  for (const char* order : {"[r.yaml, g.yaml, u.yaml]",
                            "[u.yaml, r.yaml, g.yaml]", "[\"?.yaml\"]"}) {
    const Built many =
        BuildFiles({{"topology.yaml", kMaster + "include: " + order + "\n"},
                    {"r.yaml", kRole},
                    {"g.yaml", kGroup},
                    {"u.yaml", kUser}});
    EXPECT_FALSE(many.has_errors) << many.diagnostics;
    EXPECT_EQ(Template(many, "master"), Template(one, "master")) << order;
    EXPECT_EQ(PathsBelow(many, "policy/"), PathsBelow(one, "policy/"));
  }
}

TEST(CU, CU_02_TheKeyIsTheNameAndThereIsOne) {
  const Json cfn = Template(Good(kMaster + kRole + kGroup + kUser), "master");
  EXPECT_FALSE(RoleIn(cfn, "R").is_null());
  EXPECT_FALSE(GroupIn(cfn, "G").is_null());
  EXPECT_FALSE(UserIn(cfn, "u").is_null());
  EXPECT_THAT(Findings(kMaster + "users: { u: { in: master, name: a, name: b } "
                                 "}\n"),
              HasSubstr("the key `name` stands twice"));
  EXPECT_THAT(Findings(kMaster + "users: { u: { in: master, name: a }, v: { "
                                 "in: master, name: A } }\n"),
              HasSubstr("error[IAM922]"));
}

// The entity of each kind that `kinds` below declares.
Json EntityIn(const Json& cfn, const std::string& section) {
  return section == "roles"    ? RoleIn(cfn, "x")
         : section == "groups" ? GroupIn(cfn, "x")
                               : UserIn(cfn, "x");
}

std::string Declared(const std::string& section, const std::string& keys) {
  return section + ": { x: { in: master, " +
         (section == "roles" ? "trusted_by: [ { service: lambda } ], " : "") +
         keys + " } }\n";
}

const char* const kLibrary = R"(
policies:
  Static: [ { sid: Static, allow: s3:GetObject, on: "*" } ]
  Template:
    params: [TABLE]
    statements: [ { sid: Template, allow: dynamodb:GetItem, on: "arn:aws:dynamodb:*:*:table/{{TABLE}}" } ]
)";

TEST(CU, CU_03_FourKindsOfPoliciesOnEachKindOfEntity) {
  for (const std::string section : {"roles", "groups", "users"}) {
    const Json attached =
        EntityIn(Template(Good(kMaster + Declared(section,
                                                  "managed_policies: "
                                                  "[SecurityAudit]")),
                          "master"),
                 section);
    EXPECT_THAT(attached["ManagedPolicyArns"], SizeIs(1)) << section;

    const Json shared =
        EntityIn(Template(Good(kMaster + kLibrary +
                               Declared(section,
                                        "policies: [Static], inline: { t: [ { "
                                        "policy: Template, with: { TABLE: a } "
                                        "} ] }")),
                          "master"),
                 section);
    EXPECT_EQ(shared["ManagedPolicyArns"],
              Json::parse(R"([ { "Ref": "PolicyStatic" } ])"));
    EXPECT_EQ(
        shared["Policies"][0]["PolicyDocument"]["Statement"][0]["Resource"],
        "arn:aws:dynamodb:*:*:table/a");

    const Json own = EntityIn(
        Template(
            Good(kMaster +
                 Declared(section,
                          "inline: { o: [ { allow: s3:ListBucket, on: \"*\" } "
                          "] }")),
            "master"),
        section);
    EXPECT_EQ(own["Policies"][0]["PolicyName"], "o");

    const Json none = EntityIn(
        Template(Good(kMaster + Declared(section, "path: /")), "master"),
        section);
    EXPECT_FALSE(none.contains("Policies"));
    EXPECT_FALSE(none.contains("ManagedPolicyArns"));
  }
}

TEST(CU, CU_04_MembersAreKnownOrSaidToBeExternal) {
  EXPECT_THAT(Findings(kMaster + R"(
users: { ada: { in: master } }
groups: { G: { in: master, users: [adda] } }
)"),
              HasSubstr("there is no user `adda`"));
  const Json cfn = Template(Good(kMaster + R"(
users: { ada: { in: master } }
groups: { G: { in: master, managed_policies: [ReadOnlyAccess], users: [ada, { external: adda }] } }
)"),
                            "master");
  EXPECT_EQ(UserIn(cfn, "ada")["Groups"],
            Json::parse(R"([ { "Ref": "GroupG" } ])"));
  const Strings added = LogicalIds(cfn, "AWS::IAM::UserToGroupAddition");
  ASSERT_THAT(added, SizeIs(1));
  EXPECT_EQ(cfn["Resources"][added[0]]["Properties"],
            Json::parse(R"({ "GroupName": { "Ref": "GroupG" },
                             "Users": [ "adda" ] })"));
}

TEST(CU, CU_05_CU_24_OneTrustDocumentForSeveralRoles) {
  const std::string trust =
      R"({ "Version": "2012-10-17",
           "Statement": [ { "Sid": "Tasks", "Effect": "Allow",
                            "Principal": { "Service": "ecs-tasks.amazonaws.com" },
                            "Action": "sts:AssumeRole",
                            "Condition": { "ArnLike": { "aws:SourceArn": "arn:aws:ecs:*:111111111111:*" } } } ] })";
  const Built built = BuildFiles({{"topology.yaml", kMaster + R"(
roles:
  One: { in: master, trust_policy: { file: trust/tasks.json } }
  Two: { in: master, trust_policy: { file: trust/tasks.json } }
  Three: { in: master, trust_policy: { file: trust/tasks.json }, path: /three/ }
  Other: { in: master, trusted_by: [ { service: lambda } ] }
)"},
                                  {"trust/tasks.json", trust}});
  ASSERT_FALSE(built.has_errors) << built.diagnostics;
  std::set<std::string> documents;
  for (const char* role : {"One", "Two", "Three"}) {
    const Json made =
        Policy(built, std::string("master/roles/") + role + "/trust");
    EXPECT_EQ(made, Json::parse(trust)) << role;
    EXPECT_EQ(
        RoleIn(Template(built, "master"), role)["AssumeRolePolicyDocument"],
        made);
    documents.insert(made.dump());
  }
  documents.insert(Policy(built, "master/roles/Other/trust").dump());
  EXPECT_THAT(documents, SizeIs(2));
}

TEST(CU, CU_06_InlineStatementsAreTheEntitysOwn) {
  const Built built = Good(kMaster + kRole + R"(
users: { u: { in: master, inline: { once: [ { allow: iam:GetUser, on: "*" } ] } } }
)");
  EXPECT_TRUE(Allows(Policy(built, "master/users/u/inline/once"), "iam:GetUser",
                     "arn:aws:iam::111111111111:user/u"));
  EXPECT_THAT(PathsBelow(built, "policy/"),
              ElementsAre("policy/master/roles/R/trust.json",
                          "policy/master/users/u/inline/once.json"));
  EXPECT_FALSE(RoleIn(Template(built, "master"), "R").contains("Policies"));
}

TEST(CU, CU_07_OneStatementOrAnArraySharedOrCopied) {
  const std::string statement =
      R"({ "Effect": "Allow", "Action": ["logs:PutLogEvents"], "Resource": ["*"] })";
  const std::string users = R"(
policies: { Logs: { file: static/write-logs.json } }
users: { a: { in: master, policies: [Logs] }, b: { in: master, policies: [Logs] } }
roles: { x: { in: master, trusted_by: [ { service: ecs-tasks } ], policies: [Logs] } }
)";
  Json first;
  for (const std::string& text : {statement, "[" + statement + "]"}) {
    const Built shared = BuildFiles(
        {{"topology.yaml", kMaster + users}, {"static/write-logs.json", text}});
    ASSERT_FALSE(shared.has_errors) << shared.diagnostics;
    const Json cfn = Template(shared, "master");
    EXPECT_THAT(LogicalIds(cfn, "AWS::IAM::ManagedPolicy"),
                ElementsAre("PolicyLogs"));
    const Json reference = Json::parse(R"([ { "Ref": "PolicyLogs" } ])");
    for (const Json& one :
         {UserIn(cfn, "a"), UserIn(cfn, "b"), RoleIn(cfn, "x")}) {
      EXPECT_EQ(one["ManagedPolicyArns"], reference);
    }
    first = first.is_null() ? cfn : first;
    EXPECT_EQ(cfn, first);

    const Built copied = BuildFiles(
        {{"topology.yaml",
          kMaster + "defaults: { delivery: inline-merged }\n" + users},
         {"static/write-logs.json", text}});
    const Json made = Policy(copied, "master/users/a/inline/a-generated");
    EXPECT_TRUE(Allows(made, "logs:PutLogEvents", "arn:aws:logs:::x"));
    EXPECT_EQ(Policy(copied, "master/users/b/inline/b-generated"), made);
    EXPECT_EQ(Policy(copied, "master/roles/x/inline/x-generated"), made);
    EXPECT_THAT(
        LogicalIds(Template(copied, "master"), "AWS::IAM::ManagedPolicy"),
        IsEmpty());
  }
}

const char* const kBucketTemplate = R"(
policies:
  Bucket:
    params: [bucket]
    statements: { allow: s3:GetObject, on: "arn:aws:s3:::{{bucket}}/*" }
)";

TEST(CU, CU_08_OneTemplateTwiceOnOneEntity) {
  const Built built = Good(kMaster + kBucketTemplate + R"(
users:
  u:
    in: master
    inline: { use: [ { policy: Bucket, with: { bucket: in } }, { policy: Bucket, with: { bucket: out } } ] }
)");
  EXPECT_THAT(
      ResourcesOf(Policy(built, "master/users/u/inline/use"), "s3:GetObject"),
      ElementsAre("arn:aws:s3:::in/*", "arn:aws:s3:::out/*"));

  EXPECT_THAT(Findings(kMaster + kBucketTemplate + R"(
users: { u: { in: master, inline: { use: [ { policy: Bucket } ] } } }
)"),
              HasSubstr("policy `Bucket` needs a value for `bucket`"));
  EXPECT_THAT(Findings(kMaster + kBucketTemplate + R"(
users: { u: { in: master, inline: { use: [ { policy: Bucket, with: { bucket: b, more: c } } ] } } }
)"),
              HasSubstr("policy `Bucket` has no parameter `more`"));
}

TEST(CU, CU_08_ValuesComeOutLiterally) {
  for (const std::string value :
       {"\"", "a\"b", "$", "${x}", "$${x}", "{{", "a{{b", "}}", "'", "\\",
        "%{x}", "ä", "東京", "a\nb", "{{{{x}}"}) {
    const std::string quoted = Json(value).dump();
    // What would be a reference is written with its braces doubled.
    const std::string wanted = value == "{{{{x}}" ? "{{x}}" : value;
    const Built built =
        Good(kMaster + kBucketTemplate +
             "users: { u: { in: master, inline: { use: [ { policy: Bucket, "
             "with: { bucket: " +
             quoted + " } } ] } } }\n");
    EXPECT_THAT(
        ResourcesOf(Policy(built, "master/users/u/inline/use"), "s3:GetObject"),
        ElementsAre("arn:aws:s3:::" + wanted + "/*"));
    EXPECT_EQ(
        UserIn(
            Template(built, "master"),
            "u")["Policies"][0]["PolicyDocument"]["Statement"][0]["Resource"],
        "arn:aws:s3:::" + wanted + "/*");
  }
}

TEST(CU, CU_09_TheExampleOfItsDocumentation) {
  const Built built = Good(kMaster + kBucketTemplate + R"(
roles:
  x: { in: master, trusted_by: [ { service: ecs-tasks } ], inline: { use: [ { policy: Bucket, with: { bucket: example } } ] } }
)");
  EXPECT_EQ(Policy(built, "master/roles/x/inline/use"), Json::parse(R"({
    "Version": "2012-10-17",
    "Statement": [ { "Effect": "Allow", "Action": "s3:GetObject",
                     "Resource": "arn:aws:s3:::example/*" } ] })"));
}

TEST(CU, CU_10_AttachedByArnAsGiven) {
  const Json cfn = Template(Good(kMaster + R"(
users: { u: { in: master, managed_policies: ["arn:aws:iam::aws:policy/SecurityAudit", "arn:aws:iam::111111111111:policy/team/Ours"] } }
)"),
                            "master");
  EXPECT_EQ(UserIn(cfn, "u")["ManagedPolicyArns"],
            Json::parse(R"([ "arn:aws:iam::aws:policy/SecurityAudit",
                             "arn:aws:iam::111111111111:policy/team/Ours" ])"));
  for (const int count : {2, 10, 11, 21}) {
    std::string arns;
    for (int i = 0; i < count; ++i) {
      arns += (i > 0 ? ", " : "") +
              ("\"arn:aws:iam::111111111111:policy/P" + std::to_string(i)) +
              "\"";
    }
    const Built built =
        BuildText(kMaster + "users: { u: { in: master, managed_policies: [" +
                  arns + "] } }\n");
    EXPECT_EQ(built.rules.contains("IAM910"), count > 10) << count;
    EXPECT_EQ(built.has_errors, count > 20) << count;
    if (count > 10) {
      EXPECT_THAT(built.diagnostics,
                  HasSubstr("user `u` has " + std::to_string(count) +
                            " managed policies"));
    }
  }
}

const char* const kMerged = R"(
defaults: { delivery: inline-merged }
policies:
  Static: [ { sid: One, allow: s3:GetObject, on: "*" }, { sid: Two, deny: s3:DeleteObject, on: "*" } ]
  Template:
    params: [TABLE]
    statements: { sid: Table, allow: dynamodb:GetItem, on: "arn:aws:dynamodb:*:*:table/{{TABLE}}" }
)";

TEST(CU, CU_11_OneInlinePolicyOfAllInOrder) {
  for (const std::string section : {"roles", "groups", "users"}) {
    const Built built = Good(
        kMaster + kMerged +
        Declared(section,
                 "policies: [Static, { policy: Template, with: { TABLE: a } }, "
                 "{ policy: Template, with: { TABLE: b } }], inline: { own: [ "
                 "{ allow: iam:GetUser, on: \"*\" } ] }"));
    const Json entity = EntityIn(Template(built, "master"), section);
    ASSERT_THAT(entity["Policies"], SizeIs(1)) << section;
    EXPECT_FALSE(entity.contains("ManagedPolicyArns"));
    const Json& document = entity["Policies"][0]["PolicyDocument"];
    Strings order;
    for (const Json& statement : document["Statement"]) {
      order.push_back(statement["Action"].get<std::string>() + " " +
                      statement["Resource"].get<std::string>());
    }
    EXPECT_THAT(order,
                ElementsAre("s3:GetObject *", "s3:DeleteObject *",
                            "dynamodb:GetItem arn:aws:dynamodb:*:*:table/a",
                            "dynamodb:GetItem arn:aws:dynamodb:*:*:table/b",
                            "iam:GetUser *"));
    EXPECT_EQ(Policy(built, "master/" + section + "/x/inline/x-generated"),
              document);
  }
}

TEST(CU, CU_11_TheMergedPolicyMeansTheSame) {
  // What the policies come to, claim by claim, is proved of both forms.
  const std::string claims = R"(
expect:
  - { allow: s3:GetObject, by: "WHO", on: ["arn:aws:s3:::b/*", "arn:aws:s3:::c"] }
  - { deny: "s3:Delete*", by: "WHO" }
  - { deny: "s3:Put*", by: "WHO" }
  - { allow: dynamodb:GetItem, by: "WHO", on: ["arn:aws:dynamodb:*:*:table/a", "arn:aws:dynamodb:*:*:table/b"] }
  - { deny: "dynamodb:*", by: "WHO", on: "arn:aws:dynamodb:*:*:table/c" }
  - { deny: ["dynamodb:Put*", "dynamodb:Delete*", "ec2:*", "sts:AssumeRole"], by: "WHO" }
  - { allow: iam:GetUser, by: "WHO" }
  - { deny: ["iam:Put*", "iam:Create*", "iam:Pass*"], by: "WHO" }
)";
  for (const std::string section : {"roles", "groups", "users"}) {
    const std::string merged =
        Declared(section,
                 "policies: [Static, { policy: Template, with: { TABLE: a } }, "
                 "{ policy: Template, with: { TABLE: b } }], inline: { own: [ "
                 "{ allow: iam:GetUser, on: \"*\" } ] }");
    const std::string apart = Declared(
        section,
        "policies: [Static], inline: { own: [ { allow: iam:GetUser, on: \"*\" "
        "} ], a: [ { policy: Template, with: { TABLE: a } } ], b: [ { policy: "
        "Template, with: { TABLE: b } } ] }");
    std::string proved = claims;
    const std::string who = section.substr(0, section.size() - 1) + "/x";
    for (std::size_t at = proved.find("WHO"); at != std::string::npos;
         at = proved.find("WHO", at)) {
      proved.replace(at, 3, who);
    }
    std::string policies = kMerged;
    Proved(kMaster + policies + merged + proved);
    const std::string delivery = "defaults: { delivery: inline-merged }";
    policies.erase(policies.find(delivery), delivery.size());
    Proved(kMaster + policies + apart + proved);
  }
}

TEST(CU, CU_12_TheMergedPolicysName) {
  const auto named = [](const std::string& setting, const std::string& user) {
    return BuildText(kMaster + "defaults: { delivery: inline-merged" + setting +
                     " }\npolicies: { S: [ { allow: s3:GetObject, on: \"*\" } "
                     "] }\nusers: { \"" +
                     user + "\": { in: master, policies: [S] } }\n");
  };
  const std::pair<const char*, const char*> rows[] = {
      {"", "ada-generated"},
      {", inline_merged: { prefix: p-, suffix: \"\" }", "p-ada"},
      {", inline_merged: { prefix: \"{{master.id}}-\", suffix: -x }",
       "111111111111-ada-x"}};

  for (const auto& [setting, name] : rows) {
    const Built built = named(setting, "ada");
    ASSERT_FALSE(built.has_errors) << built.diagnostics;
    EXPECT_EQ(
        UserIn(Template(built, "master"), "ada")["Policies"][0]["PolicyName"],
        name);
  }
  const std::string suffix =
      ", inline_merged: { suffix: \"" + std::string(128 - 3, 'x') + "\" }";
  EXPECT_FALSE(named(suffix, "ada").has_errors);
  EXPECT_TRUE(named(suffix, "adas").rules.contains("IAM932"));
  EXPECT_TRUE(named(", inline_merged: { suffix: \" x\" }", "ada")
                  .rules.contains("IAM932"));
}

TEST(CU, CU_13_TheVersion) {
  const auto with = [](const std::string& version) {
    return Good(kMaster +
                "roles: { u: { in: master, trusted_by: [ { service: ec2 } ], "
                "inline: { own: { " +
                version +
                "Statement: { Effect: Allow, Action: \"s3:GetObject\", "
                "Resource: \"arn:aws:s3:::b/*\" } } } } }\n");
  };
  const Built plain = with("");
  EXPECT_EQ(Policy(plain, "master/roles/u/inline/own")["Version"],
            "2012-10-17");
  EXPECT_EQ(plain.diagnostics, "");
  const Built old = with("Version: \"2008-10-17\", ");
  EXPECT_EQ(Policy(old, "master/roles/u/inline/own")["Version"], "2008-10-17");
  EXPECT_TRUE(old.rules.contains("IAM105"));
}

// What a document takes without white space, by another writer than ours.
std::size_t SizeOf(const Built& built, const Strings& paths) {
  std::size_t size = 0;
  for (const std::string& path : paths) {
    size += Policy(built, path).dump().size();
  }
  return size;
}

struct Quota {
  const char* rule;
  std::size_t limit;
  const char* what;
  // A topology whose documents grow by a character for each of `pad`.
  std::function<std::string(const std::string& pad)> yaml;
  Strings paths;
};

std::string InTwoPolicies(const std::string& section, const std::string& pad) {
  return kMaster + Declared(section,
                            "inline: { a: [ { allow: s3:GetObject, on: "
                            "\"arn:aws:s3:::a/*\" } ], b: [ { allow: "
                            "s3:GetObject, on: \"arn:aws:s3:::" +
                                pad + "\" } ] }");
}

TEST(CU, CU_14_SizesAreCountedAsAwsCounts) {
  const std::vector<Quota> quotas = {
      {"IAM903",
       2048,
       "the inline policies of `x` take 2049 characters",
       [](const std::string& pad) { return InTwoPolicies("users", pad); },
       {"master/users/x/inline/a", "master/users/x/inline/b"}},
      {"IAM904",
       5120,
       "the inline policies of `x` take 5121 characters",
       [](const std::string& pad) { return InTwoPolicies("groups", pad); },
       {"master/groups/x/inline/a", "master/groups/x/inline/b"}},
      {"IAM905",
       10240,
       "the inline policies of `x` take 10241 characters",
       [](const std::string& pad) { return InTwoPolicies("roles", pad); },
       {"master/roles/x/inline/a", "master/roles/x/inline/b"}},
      {"IAM902",
       6144,
       "policy `P` takes 6145 characters",
       [](const std::string& pad) {
         return kMaster +
                "policies: { P: [ { allow: s3:GetObject, on: "
                "\"arn:aws:s3:::" +
                pad + "\" } ] }\n" + Declared("users", "policies: [P]");
       },
       {"master/policies/P"}},
      {"IAM906",
       2048,
       "the trust of `x` takes 2049 characters",
       [](const std::string& pad) {
         return kMaster +
                "roles: { x: { in: master, trusted_by: [ { service: ecs-tasks, "
                "source_arn: \"arn:aws:ecs:::" +
                pad + "\" } ] } }\n";
       },
       {"master/roles/x/trust"}}};

  for (const Quota& quota : quotas) {
    const std::size_t base = SizeOf(BuildText(quota.yaml("x")), quota.paths);
    ASSERT_GT(base, 0U) << quota.rule;
    const std::string pad(quota.limit - base + 1, 'x');
    const Built full = BuildText(quota.yaml(pad));
    EXPECT_EQ(SizeOf(full, quota.paths), quota.limit) << quota.rule;
    EXPECT_FALSE(full.rules.contains(quota.rule)) << full.diagnostics;
    const Built above = BuildText(quota.yaml(pad + "x"));
    EXPECT_TRUE(above.rules.contains(quota.rule)) << quota.rule;
    EXPECT_THAT(above.diagnostics, HasSubstr(quota.what));
    EXPECT_THAT(above.diagnostics,
                HasSubstr("the most is " + std::to_string(quota.limit)));
  }
  EXPECT_THAT(
      BuildText(InTwoPolicies("users", std::string(2000, 'x'))).diagnostics,
      HasSubstr("1 managed policy of 6144 characters would hold them"));
  EXPECT_THAT(
      BuildText(InTwoPolicies("roles", std::string(14000, 'x'))).diagnostics,
      HasSubstr("3 managed policies of 6144 characters"));
}

TEST(CU, CU_15_PathsAreRelativeToTheFileThatNamesThem) {
  const std::map<std::string, std::string> files = {
      {"topology.yaml", kMaster + "include: [people/all.yaml]\n"},
      {"people/all.yaml",
       "include: [\"*/u.yaml\"]\npolicies: { P: { file: policies/p.json } }\n"},
      {"people/users/u.yaml", R"(
roles:
  u:
    in: master
    trusted_by: [ { service: ec2 } ]
    policies: [P]
    inline: { own: { file: ../policies/p.json } }
)"},
      {"people/policies/p.json",
       R"([ { "Effect": "Allow", "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::b/*" } ])"}};

  const Built built = BuildFiles(files);
  ASSERT_EQ(built.diagnostics, "");
  EXPECT_EQ(Policy(built, "master/policies/P"),
            Policy(built, "master/roles/u/inline/own"));
}

TEST(CU, CU_15_PathsStayBelowTheTopologyUnlessAllowed) {
  const std::string statement =
      R"([ { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } ])";
  for (const std::string& keys :
       {std::string("include: [../u.yaml]\n"),
        std::string("include: [\"sub/../../*.yaml\"]\n"),
        std::string("include: [/u.yaml]\n"),
        std::string("users: { v: { in: master, inline: { p: { file: "
                    "../p.json } } } }\n"),
        std::string("roles: { r: { in: master, trust_policy: { file: "
                    "../t.json } } }\n"),
        std::string("saml_providers: { s: { in: master, metadata: "
                    "../idp.xml } }\n")}) {
    support::MemoryFileSystem files;
    files.Add("below/topology.yaml", kMaster + keys);
    files.Add("u.yaml", kUser);
    files.Add("/u.yaml", kUser);
    files.Add("p.json", statement);
    const Built refused =
        BuildFrom("below/topology.yaml", files, Outside::kRefused);
    EXPECT_TRUE(refused.rules.contains("SPEC060")) << keys;
    EXPECT_THAT(refused.diagnostics,
                HasSubstr("lies outside the topology's folder"));
    EXPECT_FALSE(BuildFrom("below/topology.yaml", files, Outside::kAllowed)
                     .rules.contains("SPEC060"))
        << keys;
  }
}

TEST(CU, CU_26_ProfilesWhereEc2IsTrustedOrAskedFor) {
  const Json cfn = Template(Good(kMaster + R"(
roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ] }
  Tasks: { in: master, trusted_by: [ { service: ecs-tasks } ] }
  Without: { in: master, trusted_by: [ { service: ec2 } ], instance_profile: false }
  Named: { in: master, trusted_by: [ { service: ec2 } ], instance_profile: Machines }
  Pasted: { in: master, trust_policy: { Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" } } }
)"),
                            "master");
  Strings names;
  for (const std::string& id : LogicalIds(cfn, "AWS::IAM::InstanceProfile")) {
    names.push_back(cfn["Resources"][id]["Properties"]["InstanceProfileName"]);
  }
  EXPECT_THAT(names,
              ::testing::UnorderedElementsAre("Server", "Machines", "Pasted"));
}

TEST(CU, CU_27_NothingOfAStatementIsLost) {
  const Json wanted = Json::parse(R"({
    "Version": "2012-10-17",
    "Statement": [ { "Sid": "Keep", "Effect": "Deny",
                     "NotAction": ["iam:*", "sts:*"],
                     "NotResource": "arn:aws:s3:::b/*",
                     "Condition": { "Bool": { "aws:ViaAWSService": "false" },
                                    "StringLike": { "aws:PrincipalTag/t": ["a*", "b?"] } } } ] })");
  for (const std::string delivery : {"attached", "inline-merged"}) {
    const Built built = BuildFiles(
        {{"topology.yaml", kMaster + "defaults: { delivery: " + delivery +
                               " }\npolicies: { P: { file: p.json } }\n" +
                               "users: { x: { in: master, policies: [P] } }\n"},
         {"p.json", wanted.dump()}});
    ASSERT_FALSE(built.has_errors) << built.diagnostics;
    const Json cfn = Template(built, "master");
    if (delivery == "attached") {
      EXPECT_EQ(Policy(built, "master/policies/P"), wanted);
      EXPECT_EQ(cfn["Resources"]["PolicyP"]["Properties"]["PolicyDocument"],
                wanted);
    } else {
      EXPECT_EQ(Policy(built, "master/users/x/inline/x-generated"), wanted);
      EXPECT_EQ(UserIn(cfn, "x")["Policies"][0]["PolicyDocument"], wanted);
    }
  }
}

}  // namespace
}  // namespace iamgen::testing
