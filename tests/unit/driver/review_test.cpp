// Reviews: what is said of whom, what is too much, and what is not used.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using Json = nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kAccounts = R"(iamgen: 1
name: shop
defaults: { region: eu-west-1 }
master: { id: "111111111111" }
children:
  dev: { id: "222222222222" }
  prod: { id: "333333333333" }
external_accounts: { vendor: { id: "444444444444" } }
)";

struct Reviewed {
  Outcome outcome;
  Json json;

  // The entity "user/ada"; of several parts the one that has the account.
  [[nodiscard]] Json Of(const std::string& described,
                        const std::string& account = "") const {
    for (const Json& one : json["entities"]) {
      const Json& in = one["accounts"];
      if (one["kind"].get<std::string>() + "/" +
                  one["key"].get<std::string>() ==
              described &&
          (account.empty() ||
           std::find(in.begin(), in.end(), account) != in.end())) {
        return one;
      }
    }
    return {};
  }

  // "pass", "fail at ada.yaml:3:4 user/ada".
  [[nodiscard]] std::string Basic(const std::string& id) const {
    for (const Json& one : json["checklist"]) {
      if (one["id"] == id) {
        std::string text = one["verdict"];
        for (const Json& place : one["places"]) {
          text += ", " + place["text"].get<std::string>();
        }
        return text;
      }
    }
    return "no such line";
  }
};

// `usage` is the file that --usage names, if there is any.
Reviewed ReviewOf(const std::string& topology, const std::string& usage = {},
                  const std::vector<std::string>& more = {}) {
  const Workplace place;
  place.Write("t.yaml", kAccounts + topology);
  std::vector<std::string> arguments = {"review", "t.yaml", "--format", "json"};
  if (!usage.empty()) {
    place.Write("usage.json", usage);
    arguments.insert(arguments.end(), {"--usage", "usage.json"});
  }
  arguments.insert(arguments.end(), more.begin(), more.end());
  Reviewed reviewed{place.Run(arguments), {}};
  EXPECT_EQ(reviewed.outcome.code, 0) << reviewed.outcome.err;
  reviewed.json = Json::parse(reviewed.outcome.out, nullptr, false);
  return reviewed;
}

Outcome TextOf(const std::string& topology,
               const std::vector<std::string>& more = {}) {
  const Workplace place;
  place.Write("t.yaml", kAccounts + topology);
  std::vector<std::string> arguments = {"review", "t.yaml"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return place.Run(arguments);
}

constexpr const char* kPeople = R"(policies:
  Read: [ { allow: [s3:GetObject, s3:ListBucket], on: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"] } ]
  Fence: [ { allow: ["s3:*", "sqs:*"], on: "*" } ]
groups:
  staff: { in: master, policies: [Read], managed_policies: [IAMUserChangePassword] }
users:
  ada:
    in: master
    console: true
    groups: [staff]
    permissions_boundary: Fence
  build:
    in: master
    inline:
      own: [ { allow: [iam:CreateAccessKey, sqs:SendMessage], on: "*" } ]
)";

TEST(Review, UG_11_APageForEachUserBeforeItIsMade) {
  const Reviewed reviewed = ReviewOf(kPeople);
  const Json ada = reviewed.Of("user/ada");
  EXPECT_EQ(ada["console"], true);
  EXPECT_EQ(ada["makes_own_keys"], false);
  EXPECT_EQ(ada["groups"], Json({"staff"}));
  EXPECT_EQ(ada["arns"], Json({"arn:aws:iam::111111111111:user/ada"}));
  EXPECT_EQ(ada["boundary"]["name"], "Fence");
  ASSERT_EQ(ada["policies"].size(), 2U);
  EXPECT_EQ(ada["policies"][0]["name"], "Read");
  EXPECT_EQ(ada["policies"][0]["by_group"], "staff");
  EXPECT_EQ(ada["policies"][1]["kind"], "existing");
  // The boundary leaves IAM out.
  ASSERT_EQ(ada["services"].size(), 1U);
  EXPECT_EQ(ada["services"][0]["service"], "s3");
  EXPECT_EQ(ada["services"][0]["reach"], "read");
  EXPECT_EQ(ada["services"][0]["actions"], 2);
  const Json build = reviewed.Of("user/build");
  EXPECT_EQ(build["console"], false);
  EXPECT_EQ(build["makes_own_keys"], true);
  EXPECT_EQ(build["policies"][0]["kind"], "inline");
  EXPECT_FALSE(build["policies"][0].contains("by_group"));
  EXPECT_FALSE(build.contains("boundary"));
}

TEST(Review, UG_11_ThePageReadsWell) {
  const Outcome text = TextOf(kPeople, {"--entity", "user/*"});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr(R"(
user ada, in master (t.yaml:15:3)
  console      yes; the password is asked for when the user is made, and changed
               at the first sign-in
  access keys  none are made here
  groups       staff
  policies     Read, by group staff
               IAMUserChangePassword of AWS, by group staff
  boundary     Fence
  services     1: 1 to read
    read       s3 2/)"));
  EXPECT_THAT(text.out, HasSubstr(R"(
user build, in master (t.yaml:20:3)
  console      no
  access keys  none are made here, but it may make keys
  groups       none
  policies     own, inline
  boundary     none
)"));
  EXPECT_THAT(text.out, Not(HasSubstr("checklist")));
  EXPECT_THAT(text.out, Not(HasSubstr("group staff,")));
}

TEST(Review, GroupsRolesAndPoliciesHavePagesToo) {
  const Reviewed reviewed = ReviewOf(std::string(kPeople) + R"(
roles:
  Task:
    in: children
    trusted_by:
      - { service: ecs-tasks }
      - { user: ada, in: master, mfa: true }
    policies: [Read]
    managed_policies: [AdministratorAccess]
)");
  EXPECT_EQ(reviewed.Of("group/staff")["users"], Json({"ada"}));
  const Json task = reviewed.Of("role/Task");
  EXPECT_EQ(task["accounts"], Json({"dev", "prod"}));
  EXPECT_EQ(task["administrator"], true);
  EXPECT_EQ(task["trusted"], Json({"service ecs-tasks.amazonaws.com",
                                   "user ada of master, with "
                                   "aws:MultiFactorAuthPresent=true"}));
  EXPECT_EQ(reviewed.Of("policy/Read", "master")["held_by"],
            Json({"role/Task", "group/staff"}));
  EXPECT_EQ(reviewed.Of("policy/Fence")["held_by"],
            Json({"boundary of user/ada"}));
  EXPECT_EQ(reviewed.Of("policy/Fence")["administrator"], false);
}

TEST(Review, AccountsThatLookAlikeAreOne) {
  const std::string yaml = R"(groups:
  G: { in: dev, managed_policies: [ReadOnlyAccess] }
users:
  U: { in: all, groups: [G] }
)";
  const Reviewed reviewed = ReviewOf(yaml);
  EXPECT_EQ(reviewed.Of("user/U", "dev")["accounts"], Json({"dev"}));
  EXPECT_EQ(reviewed.Of("user/U", "prod")["accounts"],
            Json({"master", "prod"}));
  const Reviewed dev = ReviewOf(yaml, {}, {"--account", "dev"});
  ASSERT_EQ(dev.json["entities"].size(), 2U);
  EXPECT_EQ(dev.json["entities"][0]["accounts"], Json({"dev"}));
}

// The findings' rules and the narrower statement of the one grant there is.
struct Narrowed {
  std::vector<std::string> rules;
  std::string lines;
  std::string place;
  std::vector<std::string> holders;
  std::size_t notes = 0;
};

constexpr const char* kServices = R"(roles:
  Task: { in: all, trusted_by: [ { service: ecs-tasks } ], inline: { w: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:{{account.id}}:q" } ] } }
  Boss: { in: all, trusted_by: [ { service: lambda } ], managed_policies: [AdministratorAccess] }
)";

// `statements` in YAML's flow style.
Narrowed Narrow(const std::string& statements) {
  const Reviewed reviewed =
      ReviewOf(kServices +
               std::string("users: { ada: { in: master, policies: [Own] } }\n"
                           "policies:\n  Own: [ ") +
               statements + " ]\n");
  Narrowed narrowed;
  for (const Json& one : reviewed.json["broad_grants"]) {
    if (one["entity"] == "policy/Own") {
      for (const Json& finding : one["findings"]) {
        narrowed.rules.push_back(finding["rule"]);
      }
      narrowed.lines = one["narrower"];
      narrowed.place = one["place"];
      narrowed.holders = one["holders"].get<std::vector<std::string>>();
      narrowed.notes = one["notes"].size();
    }
  }
  return narrowed;
}

TEST(Review, UG_13_WideGrantsWithTheirPlacesAndSomethingNarrower) {
  struct Row {
    const char* statement;
    const char* rule;
    std::vector<const char*> lines;
  };

  const std::vector<Row> rows = {
      {R"({ allow: "s3:*", on: "*" })",
       "IAM615",
       {"- grant: [list, read, write]\n  service: s3\n",
        "\"arn:{{partition}}:s3:::<BucketName>/<ObjectName>\""}},
      {R"({ allow: "dynamodb:*", on: "arn:aws:dynamodb:eu-west-1:111111111111:table/T" })",
       "IAM615",
       {"service: dynamodb\n  on: "
        "\"arn:aws:dynamodb:eu-west-1:{{account.id}}:table/T\"\n"}},
      {R"({ allow: [sqs:SendMessage, ec2:DescribeInstances], on: "*" })",
       "IAM622",
       {"- allow: sqs:SendMessage\n  on: "
        "\"arn:{{partition}}:sqs:{{region}}:{{account.id}}:<QueueName>\"\n",
        "- allow: ec2:DescribeInstances\n  on: \"*\"\n"}},
      // An administrator is not to be passed.
      {R"({ allow: iam:PassRole, on: "*" })",
       "IAM601",
       {"- allow: iam:PassRole\n  on: \"{{role:Task}}\"\n  when: { "
        "StringEquals: { \"iam:PassedToService\": ecs-tasks.amazonaws.com } "
        "}\n"}},
      {R"({ allow: "*", on: "arn:aws:s3:::b/*" })",
       "IAM614",
       {"- grant: [list, read, write]\n  on: \"arn:aws:s3:::b/*\"\n"}},
      {R"({ allow: "*", on: "*" })",
       "IAM613",
       {"service: <service>\n  on: <arn>\n"}},
      {R"({ allow: { except: "iam:*" }, on: "*" })",
       "IAM617",
       {"- grant: [list, read, write]"}},
      {R"({ allow: iam:CreateServiceLinkedRole, on: "*" })",
       "IAM607",
       {"aws-service-role/<service>.amazonaws.com/*"}},
  };
  for (const Row& row : rows) {
    const Narrowed narrowed = Narrow(row.statement);
    EXPECT_THAT(narrowed.rules, ::testing::Contains(row.rule)) << row.statement;
    for (const char* line : row.lines) {
      EXPECT_THAT(narrowed.lines, HasSubstr(line)) << row.statement;
    }
    EXPECT_THAT(narrowed.place, ::testing::StartsWith("t.yaml:14:"))
        << row.statement;
    EXPECT_THAT(narrowed.holders, ElementsAre("user/ada"));
  }
}

// With something in place of what is left to fill in, it is a policy, and none
// of the findings that called for it remains.
TEST(Review, UG_13_WhatIsNarrowerCompilesAndIsNarrower) {
  std::vector<std::string> statements = {
      R"({ allow: "dynamodb:*", on: "arn:aws:dynamodb:eu-west-1:111111111111:table/T" })",
      R"({ allow: "dynamodb:*", on: "arn:aws:dynamodb:eu-west-1:111111111111:table/*" })",
      R"({ allow: [sqs:SendMessage, ec2:DescribeInstances], on: "*" })",
      R"({ allow: [iam:PassRole, lambda:CreateFunction], on: "*" })",
      R"({ allow: [kms:Decrypt, "kms:Generate*"], on: "*" })",
      R"({ allow: "*", on: "arn:aws:s3:::b/*" })"};
  // With and without resources, with holes where others have none, with
  // actions that hand out credentials.
  for (const char* service :
       {"account", "backup", "backup-storage", "chime", "datasync",
        "ecr-public", "iam", "kafka", "lambda", "rds-db", "route53domains",
        "s3", "snowball", "sqs", "sso", "sts", "support", "tag"}) {
    statements.push_back(R"({ allow: ")" + std::string(service) +
                         R"(:*", on: "*" })");
  }
  for (const std::string& statement : statements) {
    const Narrowed narrowed = Narrow(statement);
    EXPECT_FALSE(narrowed.rules.empty()) << statement;
    if (narrowed.lines.empty()) {
      EXPECT_GT(narrowed.notes, 0U) << statement;
      continue;
    }
    std::string lines = std::regex_replace(
        narrowed.lines, std::regex("<[A-Za-z]+>"), "example");
    lines = std::regex_replace(lines, std::regex("(^|\n)(.)"), "$1    $2");
    const Workplace place;
    place.Write("t.yaml",
                kAccounts + std::string(kServices) +
                    "users: { ada: { in: master, policies: [Own] } }\n"
                    "policies:\n  Own:\n" +
                    lines);
    const Outcome checked =
        place.Run({"check", "t.yaml", "--diagnostics", "gnu"});
    const std::string found = checked.out + checked.err;
    EXPECT_THAT(found, Not(HasSubstr(": error:"))) << lines;
    for (const std::string& rule : narrowed.rules) {
      EXPECT_THAT(found, Not(HasSubstr("[" + rule + "]"))) << statement << "\n"
                                                           << lines;
    }
  }
}

TEST(Review, UG_13_WhatCommentsAcceptIsStillShown) {
  const Reviewed reviewed = ReviewOf(R"(groups:
  admins:
    in: master
    # iamgen: allow IAM637 -- their job
    managed_policies: [AdministratorAccess]
  s3: { in: master, managed_policies: [AmazonS3FullAccess] }
)");
  const Json& broad = reviewed.json["broad_grants"];
  ASSERT_EQ(broad.size(), 2U);
  EXPECT_EQ(broad[0]["accepted"], true);
  EXPECT_EQ(broad[0]["narrower"], "managed_policies: [PowerUserAccess]\n");
  EXPECT_EQ(broad[1]["accepted"], false);
  EXPECT_EQ(broad[1]["narrower"],
            "managed_policies: [AmazonS3ReadOnlyAccess]\n");
  EXPECT_THAT(reviewed.Basic("narrow-grants"), HasSubstr("AmazonS3FullAccess"));
  EXPECT_THAT(reviewed.Basic("narrow-grants"),
              Not(HasSubstr("AdministratorAccess")));
}

TEST(Review, WhatSettingsHideIsAccepted) {
  const std::string yaml =
      "groups: { s3: { in: master, managed_policies: [AmazonS3FullAccess] } "
      "}\n";
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{"--ignore", "IAM637"},
        {"--severity", "IAM637=off"},
        {"--select", "IAM1"}}) {
    const Reviewed reviewed = ReviewOf(yaml, {}, more);
    EXPECT_EQ(reviewed.json["broad_grants"][0]["accepted"], true) << more[0];
    EXPECT_EQ(reviewed.Basic("narrow-grants"), "pass") << more[0];
    EXPECT_EQ(reviewed.outcome.err, "") << more[0];
  }
}

// "iam unused, s3 used 2026-09-28", by a page's services.
std::string UseOf(const Json& page) {
  std::string text;
  for (const Json& one : page["services"]) {
    text += (text.empty() ? "" : ", ") + one["service"].get<std::string>() +
            " " + one.value("use", "") + " " + one.value("last_used", "");
    text.erase(text.find_last_not_of(' ') + 1);
  }
  return text;
}

constexpr const char* kUsed = R"(policies:
  Work: [ { allow: [s3:CreateBucket, s3:ListAllMyBuckets, sqs:SendMessage, lambda:InvokeFunction, ec2:StopInstances], on: "*" } ]
groups: { staff: { in: master, policies: [Work] } }
users: { ada: { in: master, groups: [staff] } }
roles:
  Job: { in: children, trusted_by: [ { service: ec2 } ], policies: [Work] }
)";

std::string Report(const std::string& arn, const std::string& services) {
  return "{\"Arn\": \"" + arn +
         "\", \"JobStatus\": \"COMPLETED\", \"JobCompletionDate\": "
         "\"2026-09-30T10:00:00Z\", \"ServicesLastAccessed\": [" +
         services + "]}\n";
}

constexpr const char* kS3 =
    R"({"ServiceNamespace": "s3", "LastAuthenticated": "2026-09-28T05:00:00Z", "TrackedActionsLastAccessed": [{"ActionName": "CreateBucket"}, {"ActionName": "ListAllMyBuckets", "LastAccessedTime": "2026-09-28T05:00:00Z"}]})";
constexpr const char* kLambda =
    R"({"ServiceNamespace": "lambda", "LastAuthenticated": "2026-02-01T05:00:00Z"})";
constexpr const char* kSqs = R"({"ServiceNamespace": "sqs"})";

std::string Joined(const char* a, const char* b, const char* c) {
  return std::string(a) + "," + b + "," + c;
}

TEST(Review, UG_15_WhatIsGrantedAndNotUsed) {
  const std::string usage =
      Report("arn:aws:iam::111111111111:user/ada", Joined(kS3, kLambda, kSqs)) +
      Report("arn:aws:iam::222222222222:role/Job",
             Joined(kSqs, kLambda, R"({"ServiceNamespace": "ec2"})")) +
      Report(
          "arn:aws:iam::333333333333:role/Job",
          R"({"ServiceNamespace": "sqs", "LastAuthenticated": "2026-09-01"})") +
      Report("arn:aws:iam::111111111111:role/Gone", kSqs);
  const Reviewed ever = ReviewOf(kUsed, usage);
  EXPECT_EQ(UseOf(ever.Of("user/ada")),
            "ec2 not reported, lambda used 2026-02-01, s3 used 2026-09-28, sqs "
            "unused");
  EXPECT_EQ(ever.Of("user/ada")["services"][2]["unused_actions"],
            Json({"s3:CreateBucket"}));
  // Used in one account of those that are alike is used.
  EXPECT_EQ(UseOf(ever.Of("role/Job")),
            "ec2 unused, lambda used 2026-02-01, s3 not reported, sqs used "
            "2026-09-01");
  EXPECT_EQ(ever.Of("role/Job")["reported_accounts"], 2);
  // A group is its users, a policy whoever has it.
  EXPECT_EQ(UseOf(ever.Of("group/staff")), UseOf(ever.Of("user/ada")));
  EXPECT_EQ(ever.Of("group/staff")["reports_of_holders"], true);
  EXPECT_EQ(UseOf(ever.Of("policy/Work")),
            "ec2 unused, lambda used 2026-02-01, s3 used 2026-09-28, sqs used "
            "2026-09-01");
  EXPECT_EQ(ever.json["unmatched_reports"],
            Json({"arn:aws:iam::111111111111:role/Gone"}));
  EXPECT_THAT(ever.Basic("used-grants"), HasSubstr("fail"));

  const Reviewed lately = ReviewOf(kUsed, usage, {"--unused-for", "90d"});
  EXPECT_EQ(lately.json["unused_since"], "2026-07-02");
  EXPECT_EQ(UseOf(lately.Of("user/ada")),
            "ec2 not reported, lambda unused 2026-02-01, s3 used 2026-09-28, "
            "sqs unused");
  const Reviewed later =
      ReviewOf(kUsed, usage, {"--unused-for", "10", "--now", "2026-10-10"});
  EXPECT_EQ(later.json["unused_since"], "2026-09-30");
  EXPECT_EQ(UseOf(later.Of("user/ada")),
            "ec2 not reported, lambda unused 2026-02-01, s3 unused 2026-09-28, "
            "sqs unused");
}

TEST(Review, UG_15_ThePagesSayWhereWhatIsUnusedIsGranted) {
  const Workplace place;
  place.Write("t.yaml", kAccounts + std::string(kUsed));
  place.Write("usage.json", Report("arn:aws:iam::111111111111:user/ada",
                                   Joined(kS3, kLambda, kSqs)));
  const Outcome text =
      place.Run({"review", "t.yaml", "--usage", "usage.json", "--unused-for",
                 "90d", "--entity", "[ug]*/*"});
  EXPECT_EQ(text.code, 2);
  const Outcome user =
      place.Run({"review", "t.yaml", "--usage", "usage.json", "--unused-for",
                 "90d", "--entity", "user/ada"});
  EXPECT_THAT(user.out,
              HasSubstr("unused is what nobody used since 2026-07-02"));
  EXPECT_THAT(user.out, HasSubstr(R"(
  used         s3 2026-09-28
  unused       lambda 2026-02-01, sqs (t.yaml:10:11)
               of s3: CreateBucket
  unknown      ec2: in no report
)"));
  const Outcome group =
      place.Run({"review", "t.yaml", "--usage", "usage.json", "--entity",
                 "group/staff", "--entity", "role/*"});
  EXPECT_THAT(group.out, HasSubstr("  reports      those of its users\n"));
  EXPECT_THAT(group.out,
              HasSubstr("  unused       not known: there is no report\n"));
}

TEST(Review, UG_15_WithoutReportsTheGrantedServices) {
  const Reviewed reviewed = ReviewOf(kUsed);
  EXPECT_EQ(UseOf(reviewed.Of("user/ada")), "ec2, lambda, s3, sqs");
  EXPECT_EQ(UseOf(reviewed.Of("policy/Work", "dev")), "ec2, lambda, s3, sqs");
  EXPECT_THAT(reviewed.json["unmatched_reports"], IsEmpty());
  EXPECT_EQ(reviewed.Basic("used-grants"), "unknown");
  const Workplace place;
  place.Write("t.yaml", kAccounts + std::string(kUsed));
  const Outcome csv =
      place.Run({"review", "t.yaml", "--format", "csv", "--entity", "user/*"});
  EXPECT_THAT(
      csv.out,
      ::testing::StartsWith(
          "kind,key,accounts,service,reach,actions,of,place,use,last_used\n"
          "user,ada,master,ec2,write,1,"));
}

TEST(Review, UG_15_WhoMayDoEverythingIsTakenAtWhatItUses) {
  const Reviewed reviewed = ReviewOf(
      R"(roles: { Boss: { in: dev, trusted_by: [ { service: ec2 } ], inline: { all: [ { allow: "*", on: "*" } ] } } }
)",
      Report("arn:aws:iam::222222222222:role/Boss",
             Joined(kS3, kLambda, kSqs)));
  EXPECT_EQ(reviewed.json["broad_grants"][0]["narrower"],
            "- grant: [list, read, write]\n  service: lambda\n  on: <arn>\n"
            "- grant: [list, read, write]\n  service: s3\n  on: <arn>\n");
}

TEST(Review, UG_17_TheChecklist) {
  const Reviewed reviewed = ReviewOf(R"(policies:
  Left: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:111111111111:q" } ]
groups:
  nobody: { in: master, managed_policies: [ReadOnlyAccess] }
  admins: { in: master, managed_policies: [AdministratorAccess] }
users:
  ada: { in: master, console: true, groups: [admins] }
  bob:
    in: master
    policies: [Left]
roles:
  Vendor:
    in: dev
    trusted_by: [ { account: vendor } ]
    managed_policies: [ReadOnlyAccess]
  Known:
    in: dev
    trusted_by: [ { account: vendor, external_id: "b81c-4a" } ]
    managed_policies: [ReadOnlyAccess]
)");
  EXPECT_EQ(reviewed.Basic("users-in-groups"), "fail, user/bob");
  EXPECT_EQ(reviewed.Basic("policies-on-groups"),
            "fail, user/bob has policy Left");
  EXPECT_EQ(reviewed.Basic("console-mfa"), "fail, user/ada");
  EXPECT_EQ(reviewed.Basic("standing-administrators"),
            "fail, user/ada, group/admins");
  EXPECT_THAT(reviewed.Basic("administrators-mfa"),
              HasSubstr("fail, user `ada`"));
  EXPECT_THAT(reviewed.Basic("boundaries"),
              HasSubstr("fail, user/ada may `iam:"));
  EXPECT_EQ(reviewed.Basic("groups-in-use"), "fail, group/nobody");
  EXPECT_EQ(reviewed.Basic("policies-in-use"), "pass");
  EXPECT_EQ(reviewed.Basic("external-ids"),
            "fail, account vendor may assume role/Vendor");
  EXPECT_THAT(reviewed.Basic("trusted-principals"), HasSubstr("fail"));
  for (const char* id : {"password-policy", "access-keys", "root-user"}) {
    EXPECT_EQ(reviewed.Basic(id), "unknown") << id;
  }
  EXPECT_EQ(reviewed.Basic("federated-subjects"), "none");
}

TEST(Review, UG_17_ATopologyThatKeepsToThem) {
  const Reviewed reviewed = ReviewOf(R"(groups:
  staff:
    in: master
    inline: { list: [ { allow: s3:ListBucket, on: "arn:aws:s3:::b" } ] }
    assumes: [ { role: Work, in: dev, mfa: true } ]
users:
  ada: { in: master, console: true, groups: [staff] }
roles:
  Work:
    in: dev
    inline: { list: [ { allow: s3:ListBucket, on: "arn:aws:s3:::b" } ] }
)");
  for (const Json& one : reviewed.json["checklist"]) {
    EXPECT_NE(one["verdict"], "fail") << one;
  }
  EXPECT_EQ(reviewed.Basic("console-mfa"), "pass");
  EXPECT_EQ(reviewed.Basic("used-grants"), "unknown");
}

TEST(Review, AnswersAreThoseOfTheContract) {
  Workplace place;
  place.Write("t.yaml", kGoodTopology);
  place.Write("bad.yaml",
              "iamgen: 1\nmaster: { id: \"111111111111\" }\n"
              "roles: { Closed: { in: master } }\n");
  place.Write("usage.json", "nonsense");
  place.Write("bare.json", R"({"ServicesLastAccessed": []})");

  struct Row {
    std::vector<std::string> arguments;
    int code;
    const char* said;
  };

  const std::vector<Row> rows = {
      {{"t.yaml"}, 0, ""},
      {{"missing.yaml"}, 2, "missing.yaml"},
      {{"bad.yaml"}, 2, "1 error"},
      {{"t.yaml", "--usage", "none.json"}, 2, "none.json: No such file"},
      {{"t.yaml", "--usage", "usage.json"}, 2, "usage.json: line 1: "},
      {{"t.yaml", "--usage", "bare.json"}, 2, "whose report"},
      {{"t.yaml", "--usage", "arn:aws:iam::111111111111:role/Web=bare.json"},
       0,
       ""},
      {{"t.yaml", "--unused-for", "90d"}, 2, "--usage"},
      {{"t.yaml", "--usage", "arn:aws:iam::1:role/Web=bare.json",
        "--unused-for", "90d"},
       2,
       "add --now DATE"},
      {{"t.yaml", "--usage", "arn:aws:iam::1:role/Web=bare.json",
        "--unused-for", "90d", "--now", "today"},
       2,
       "`today` is none; write 2026-09-30"},
      {{"t.yaml", "--usage", "arn:aws:iam::1:role/Web=bare.json",
        "--unused-for", "soon", "--now", "2026-09-30"},
       2,
       "`soon` is none; write 90d"},
      {{"t.yaml", "--account", "nowhere"}, 2, "nowhere"},
      {{"t.yaml", "--entity", "role/Nobody"}, 2, "names nothing"},
      {{"t.yaml", "--format", "xml"}, 2, "xml"},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments = {"review"};
    arguments.insert(arguments.end(), row.arguments.begin(),
                     row.arguments.end());
    const Outcome outcome = place.Run(arguments);
    EXPECT_EQ(outcome.code, row.code) << row.arguments.back() << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(row.said));
    EXPECT_EQ(outcome.out.empty(), row.code != 0) << row.arguments.back();
  }
}

}  // namespace
}  // namespace iamgen::driver
