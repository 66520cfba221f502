// What a module says that templates do not, and how.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "backends/backend.h"
#include "unit/modelling.h"

namespace iamgen::backends {
namespace {

using iamgen::testing::Modelling;

using Files = std::map<std::string, std::string>;

Files Build(const Modelling& made, const Style& style = {}) {
  EXPECT_EQ(made.Findings(), "");
  std::vector<model::AccountId> accounts;
  for (const char* alias : {"master", "dev", "prod"}) {
    accounts.push_back(made.Account(alias));
  }
  Files files;
  const auto done = Find("terraform")
                        ->emit({*made.topology, made.sources, accounts, style},
                               [&](const File& file) {
                                 files.emplace(file.path, file.bytes);
                                 return support::Status(support::Done{});
                               });
  EXPECT_TRUE(done);
  return files;
}

bool Has(const Files& files, const std::string& path, std::string_view text) {
  const auto file = files.find("terraform/" + path);
  return file != files.end() && file->second.find(text) != std::string::npos;
}

constexpr const char* kPeople = R"(roles:
  R: { in: dev, trusted_by: [ { service: ec2 } ], managed_policies: [ReadOnlyAccess] }
users:
  ada: { in: master, console: true, groups: [staff, { external: old }] }
groups:
  staff: { in: master, users: [ { external: bob } ] }
)";

TEST(Terraform, FilesOfAModuleAndNoneForAnEmptyAccount) {
  const Files files = Build(Modelling(kPeople));
  std::string names;
  for (const auto& [path, bytes] : files) {
    names += path.substr(10) + "\n";
    EXPECT_EQ(bytes.find("# IAM of account "), 0U) << path;
    EXPECT_EQ(bytes.back(), '\n') << path;
  }
  EXPECT_EQ(names,
            "dev/providers.tf\ndev/roles.tf\ndev/versions.tf\n"
            "master/groups.tf\nmaster/providers.tf\nmaster/users.tf\n"
            "master/versions.tf\n");
}

TEST(Terraform, TheAccountIsHeldToAndHasARegion) {
  const Files files = Build(Modelling(kPeople));
  EXPECT_TRUE(Has(files, "dev/providers.tf", R"(provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["222222222222"]
})"));
  const Modelling china(R"(iamgen: 1
defaults: { partition: aws-cn }
master: { id: "011111111111" }
children: { dev: { id: "022222222222", region: cn-north-1 }, prod: { id: "033333333333" } }
roles: { R: { in: all, trusted_by: [ { service: ec2 } ] } }
)");
  const Files chinese = Build(china);
  EXPECT_TRUE(Has(chinese, "dev/providers.tf", "\"cn-north-1\""));
  EXPECT_TRUE(Has(chinese, "prod/providers.tf", "\"cn-northwest-1\""));
  EXPECT_TRUE(Has(chinese, "prod/providers.tf", "[\"033333333333\"]"));
}

TEST(Terraform, NoBlockMakesASecretOrOwnsWhatOthersAttach) {
  for (const Style& style : {Style{}, Style{.tf_json = true}}) {
    for (const auto& [path, bytes] : Build(Modelling(kPeople), style)) {
      for (const char* word :
           {"login_profile", "access_key", "aws_iam_policy_attachment",
            "managed_policy_arns", "inline_policy", "_exclusive",
            "aws_iam_group_membership", "password_length"}) {
        EXPECT_EQ(bytes.find(word), std::string::npos) << path << " " << word;
      }
    }
  }
}

TEST(Terraform, MembersOfAGroupComeFromBothSides) {
  const Files files = Build(Modelling(kPeople), {.adopt = true});
  EXPECT_TRUE(Has(files, "master/groups.tf",
                  R"(resource "aws_iam_user_group_membership" "staff__bob" {
  user   = "bob"
  groups = [aws_iam_group.staff.name]
})"));
  EXPECT_TRUE(Has(files, "master/users.tf",
                  R"(resource "aws_iam_user_group_membership" "ada" {
  user = aws_iam_user.ada.name
  groups = [
    aws_iam_group.staff.name,
    "old",
  ]
})"));
  EXPECT_TRUE(Has(files, "master/imports.tf", "id = \"ada/staff/old\""));
  EXPECT_TRUE(Has(files, "master/imports.tf", "id = \"bob/staff\""));
}

TEST(Terraform, ImportsAskForTheVersionThatHasThem) {
  const Files without = Build(Modelling(kPeople));
  EXPECT_TRUE(Has(without, "dev/versions.tf", "required_version = \">= 1.1\""));
  const Files with = Build(Modelling(kPeople), {.adopt = true});
  EXPECT_TRUE(Has(with, "dev/versions.tf", "required_version = \">= 1.5\""));
  EXPECT_TRUE(Has(with, "dev/imports.tf", R"(import {
  to = aws_iam_role_policy_attachment.R__aws__ReadOnlyAccess
  id = "R/arn:aws:iam::aws:policy/ReadOnlyAccess"
})"));
}

TEST(Terraform, RolesThatTrustEachOtherMakeNoCircle) {
  Modelling made(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ], assumes: [ { role: B } ] }
  B:
    in: master
    trusted_by: [ { role: A } ]
    inline: { own: [ { allow: "iam:GetRole", on: ["{{role:A}}", "{{role:B}}"] } ] }
  C:
    in: master
    trusted_by: [ { service: ec2, when: { ArnEquals: { "aws:PrincipalArn": "{{role:C}}" } } } ]
)");
  made.Derive();
  const Files files = Build(made);
  // A principal has to exist; what a policy of its own speaks of comes later.
  EXPECT_TRUE(Has(files, "master/roles.tf",
                  "Principal = { AWS = aws_iam_role.A.arn }"));
  EXPECT_TRUE(Has(files, "master/roles.tf",
                  "Resource = [\n          aws_iam_role.A.arn,\n"
                  "          aws_iam_role.B.arn,"));
  // Within itself a role goes by its name.
  EXPECT_TRUE(Has(files, "master/roles.tf",
                  "\"aws:PrincipalArn\" = "
                  "\"arn:aws:iam::111111111111:role/C\""));
}

TEST(Terraform, KeysWithVariablesAreLaidOutInEachAccount) {
  const Modelling made(R"(iamgen: 1
master: { id: "111111111111", variables: { V: a } }
children: { dev: { id: "222222222222", variables: { V: much-longer } }, prod: { id: "333333333333", variables: { V: a } } }
roles:
  R:
    in: all
    trusted_by: [ { service: ec2 } ]
    inline:
      own:
        - allow: "s3:*"
          on: "*"
          when: { StringLike: { "aws:PrincipalTag/{{V}}": x, "s3:prefix": "{{V}}" } }
)");
  const Files files = Build(made);
  EXPECT_TRUE(Has(files, "master/roles.tf",
                  "\"aws:PrincipalTag/a\" = \"x\"\n"
                  "            \"s3:prefix\"          = \"a\"\n"));
  EXPECT_TRUE(Has(files, "dev/roles.tf",
                  "\"aws:PrincipalTag/much-longer\" = \"x\"\n"
                  "            \"s3:prefix\"                    = "
                  "\"much-longer\"\n"));
}

TEST(Terraform, CompactJsonSaysTheSame) {
  const Files wide =
      Build(Modelling(kPeople), {.tf_json = true, .adopt = true});
  const Files compact = Build(
      Modelling(kPeople), {.tf_json = true, .compact = true, .adopt = true});
  ASSERT_EQ(wide.size(), 4U);
  ASSERT_EQ(compact.size(), wide.size());
  for (const auto& [path, bytes] : wide) {
    const std::string& small = compact.at(path);
    const auto data = nlohmann::ordered_json::parse(bytes);
    EXPECT_EQ(nlohmann::ordered_json::parse(small), data) << path;
    EXPECT_EQ(small, data.dump() + "\n") << path;
    EXPECT_EQ(bytes, data.dump(2) + "\n") << path;
  }
}

TEST(Terraform, ModulesOfSomeAccountsAreThoseOfAll) {
  const Modelling made(
      "roles: { R: { in: all, trusted_by: [ { service: ec2 } ], tags: { A: "
      "\"{{account.name}}\" } } }\n");
  const Files all = Build(made);
  const model::AccountId prod[] = {made.Account("prod")};
  const auto done =
      Find("terraform")
          ->emit({*made.topology, made.sources, prod, {}},
                 [&](const File& file) {
                   EXPECT_EQ(all.at(std::string(file.path)), file.bytes);
                   EXPECT_EQ(file.account, prod[0]);
                   return support::Status(support::Done{});
                 });
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace iamgen::backends
