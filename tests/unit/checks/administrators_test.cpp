// Who becomes an administrator, by which steps, and who does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/checks/linting.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr const char* kAccounts = R"(iamgen: 1
master: { id: "222222222222" }
children:
  dev: { id: "333333333333" }
  prod: { id: "444444444444" }
)";

constexpr const char* kKeeper = R"(
  Keeper:
    in: master
    path: /
    managed_policies: [AdministratorAccess]
    trusted_by: [ )";

std::vector<std::string> Messages(const std::string& rule,
                                  const std::string& text) {
  std::vector<std::string> messages;
  for (const Found& one : Lint("topology", kAccounts + text)) {
    EXPECT_NE(one.id, "none") << one.message << text;
    if (one.id == rule) {
      messages.push_back(one.message);
    }
  }
  return messages;
}

std::string Keeper(const std::string& trusted) {
  return kKeeper + trusted + " ]\n";
}

// A role with one inline policy, and a role of administrators.
std::vector<std::string> Paths(const std::string& statements,
                               const std::string& trusted,
                               const std::string& more = "") {
  return Messages("IAM703",
                  "roles:\n  Worker:\n    in: master\n    path: /\n"
                  "    trusted_by: [ { service: ec2 } ]\n"
                  "    inline: { work: [ " +
                      statements + " ] }\n" + more + Keeper(trusted));
}

const std::string kOn = R"( on: "arn:aws:iam::222222222222:role/Keeper" })";
const std::string kAssume = "{ allow: sts:AssumeRole," + kOn;
const std::string kPass = "{ allow: iam:PassRole," + kOn;
const std::string kStart = R"({ allow: ec2:RunInstances, on: "*" })";

TEST(Paths, TakeBothHalvesOfAnEdge) {
  EXPECT_THAT(Paths(kAssume, "{ account: same }"),
              ElementsAre("role `Worker` reaches administrator `Keeper`: it "
                          "assumes role `Keeper`"));
  EXPECT_THAT(Paths(kAssume, "{ service: glue }"), IsEmpty());
  EXPECT_THAT(Paths(kStart, "{ account: same }"), IsEmpty());
  // A second factor is what no role has.
  EXPECT_THAT(Paths(kAssume, "{ account: same, mfa: true }"), IsEmpty());
  EXPECT_THAT(Paths("{ allow: sts:AssumeRole, when: { Bool: { "
                    "\"aws:MultiFactorAuthPresent\": \"true\" } }," +
                        kOn,
                    "{ account: same }"),
              IsEmpty());
}

TEST(Paths, EndWhereItIsDenied) {
  EXPECT_THAT(
      Paths(kAssume + ", { deny: sts:AssumeRole," + kOn, "{ account: same }"),
      IsEmpty());
  EXPECT_THAT(
      Paths(kAssume + R"(, { deny: "sts:*", on: "arn:aws:iam::*:role/K*" })",
            "{ account: same }"),
      IsEmpty());
  EXPECT_THAT(
      Paths(kAssume + R"(, { deny: "sts:*", on: "arn:aws:iam::*:role/X*" })",
            "{ account: same }"),
      testing::SizeIs(1));
}

TEST(Paths, HandRolesToServicesThatTheyTrust) {
  EXPECT_THAT(Paths(kPass + ", " + kStart, "{ service: ec2 }"),
              ElementsAre(HasSubstr("hands role `Keeper` to what it starts "
                                    "(ESC-301 ec2-instance)")));
  EXPECT_THAT(Paths(kPass + ", " + kStart, "{ service: glue }"), IsEmpty());
  EXPECT_THAT(Paths(kPass, "{ service: ec2 }"), IsEmpty());
  EXPECT_THAT(Paths("{ allow: iam:PassRole, when: { StringEquals: { "
                    "\"iam:PassedToService\": glue.amazonaws.com } }," +
                        kOn + ", " + kStart,
                    "{ service: ec2 }"),
              IsEmpty());
  EXPECT_THAT(
      Paths(R"({ allow: iam:PassRole, on: "arn:aws:iam::*:role/Other" }, )" +
                kStart,
            "{ service: ec2 }"),
      IsEmpty());
}

TEST(Paths, ChangeWhatOthersAre) {
  EXPECT_THAT(
      Paths("{ allow: iam:UpdateAssumeRolePolicy," + kOn, "{ service: glue }"),
      ElementsAre(HasSubstr("makes role `Keeper` trust it")));
  const std::string app =
      "  App: { in: master, path: /, trusted_by: [ { account: same } ] }\n";
  EXPECT_THAT(
      Paths(
          R"({ allow: [iam:PutRolePolicy, sts:AssumeRole], on: "arn:aws:iam::*:role/App" })",
          "{ service: glue }", app),
      ElementsAre("role `Worker` can become an administrator: it assumes role "
                  "`App`, to which `iam:PutRolePolicy` gives any policy"));
  // It is not its to assume.
  EXPECT_THAT(
      Paths(R"({ allow: iam:PutRolePolicy, on: "arn:aws:iam::*:role/App" })",
            "{ service: glue }", app),
      IsEmpty());
}

TEST(Paths, MakeKeysOfUsers) {
  EXPECT_THAT(
      Messages("IAM703",
               "groups: { Admins: { in: master, managed_policies: "
               "[AdministratorAccess] } }\n"
               "users: { ada: { in: master, path: /, groups: [Admins] } }\n"
               "roles:\n  Worker:\n    in: master\n"
               "    trusted_by: [ { service: ec2 } ]\n    inline: { work: [ { "
               "allow: iam:CreateAccessKey, on: "
               "\"arn:aws:iam::222222222222:user/ada\" } ] }\n"),
      ElementsAre(HasSubstr("reaches administrator `ada`: it makes keys of "
                            "user `ada`")));
}

TEST(Paths, ChangeTheCodeOfJobs) {
  const auto paths = [](const std::string& function) {
    return Messages(
        "IAM703",
        "lambda_jobs: { tidy: { in: master, name: tidy, managed_policies: "
        "[AdministratorAccess] } }\n"
        "roles:\n  Worker:\n    in: master\n    trusted_by: [ { service: ec2 } "
        "]\n    inline: { work: [ { allow: lambda:UpdateFunctionCode, on: "
        "\"arn:aws:lambda:*:222222222222:function:" +
            function + "\" } ] }\n");
  };
  EXPECT_THAT(paths("tidy"),
              ElementsAre(HasSubstr("changes the code of a Lambda job")));
  EXPECT_THAT(paths("other"), IsEmpty());
}

TEST(Paths, LeadOverSeveralAndAcrossAccounts) {
  EXPECT_THAT(
      Messages("IAM703",
               "roles:\n  Build: { in: prod, trusted_by: [ { service: "
               "codebuild } ], assumes: [ { role: Deploy, in: [dev] } ] }\n"
               "  Deploy: { in: dev, assumes: [ { role: Keeper, in: master } ] "
               "}\n  Keeper: { in: master, managed_policies: "
               "[AdministratorAccess] }\n"),
      UnorderedElementsAre(
          "role `Build` reaches administrator `Keeper`: it assumes role "
          "`Deploy` of `dev`, which assumes role `Keeper` of `master`",
          "role `Deploy` reaches administrator `Keeper`: it assumes role "
          "`Keeper` of `master`"));
}

// Accounts that are alike stand for each other, and lead into each other.
TEST(Paths, LeadIntoAccountsThatAreAlike) {
  const auto paths = [](const std::string& where) {
    return Messages("IAM703",
                    "roles:\n  Build: { in: children, trusted_by: [ { service: "
                    "codebuild } ], assumes: [ { role: Keeper" +
                        where +
                        " } ] }\n  Keeper: { in: children, managed_policies: "
                        "[AdministratorAccess] }\n");
  };
  EXPECT_THAT(paths(""), ElementsAre(HasSubstr("it assumes role `Keeper`")));
  EXPECT_THAT(paths(", in: children"), testing::SizeIs(1));
  EXPECT_THAT(paths(", in: [prod]"), testing::SizeIs(1));
}

// Whom a role trusts by a name that is not made yet, nobody can tell.
TEST(Paths, OfGeneratedNamesAreNotKnown) {
  EXPECT_THAT(Messages("IAM703",
                       "defaults: { names: generated }\nroles:\n"
                       "  Build: { in: master, trusted_by: [ { service: "
                       "codebuild } ] }\n  Other: { in: master, trusted_by: [ "
                       "{ role: Build } ] }\n  Keeper: { in: master, "
                       "managed_policies: [AdministratorAccess], trusted_by: [ "
                       "{ role: Other } ] }\n"),
              IsEmpty());
}

// One finding for all who take the step by one statement.
TEST(Paths, OfManyByOneStatementAreOne) {
  EXPECT_THAT(
      Messages("IAM703",
               "groups: { Staff: { in: master, assumes: [ { role: Deploy } ] "
               "} }\nusers:\n  ada: { in: master, groups: [Staff] }\n"
               "  bob: { in: master, groups: [Staff] }\n"
               "roles:\n  Deploy: { in: master, assumes: [ { role: Keeper } ] "
               "}\n  Keeper: { in: master, managed_policies: "
               "[AdministratorAccess] }\n"),
      UnorderedElementsAre(HasSubstr("role `Deploy` reaches"),
                           HasSubstr("user `ada` and 1 other reach ")));
}

TEST(Paths, OfPeopleToTheirAdministratorsAreMeant) {
  const auto people = [](const std::string& rule, const std::string& edge) {
    return Messages(
        rule,
        "groups: { Ops: { in: master, users: [ { external: ada } ], "
        "assumes: [ { role: Keeper" +
            edge +
            " } ] } }\nroles: { Keeper: { in: master, managed_policies: "
            "[AdministratorAccess] } }\n");
  };
  EXPECT_THAT(people("IAM703", ""), IsEmpty());
  EXPECT_THAT(people("IAM703", ", mfa: true"), IsEmpty());
  EXPECT_THAT(people("IAM722", ""),
              ElementsAre("`Ops` may assume it without a second factor, and "
                          "role `Keeper` is an administrator"));
  EXPECT_THAT(people("IAM722", ", mfa: true"), IsEmpty());
}

TEST(SecondFactor, OfPeopleOfProviders) {
  const auto found = [](const std::string& trusted) {
    return Messages("IAM722", "roles:" + Keeper(trusted)).size();
  };
  const std::string staff =
      "{ saml: \"arn:aws:iam::222222222222:saml-provider/Staff\"";
  EXPECT_EQ(found(staff + " }"), 1U);
  EXPECT_EQ(found(staff + ", tag_session: true, when: { StringEquals: { "
                          "\"aws:RequestTag/mfa\": \"yes\" } } }"),
            0U);
  EXPECT_EQ(found("{ service: ec2 }"), 0U);
}

TEST(SecondFactor, OfUsersOfTheConsole) {
  const auto found = [](const std::string& console,
                        const std::string& policies) {
    return Messages("IAM722",
                    "groups: { Admins: { in: master, managed_policies: "
                    "[AdministratorAccess]" +
                        policies +
                        " } }\nusers: { ada: { in: master, groups: [Admins], "
                        "console: " +
                        console + " } }\n")
        .size();
  };
  EXPECT_EQ(found("true", ""), 1U);
  EXPECT_EQ(found("false", ""), 0U);
  EXPECT_EQ(found("true",
                  ", inline: { mfa: [ { deny: \"*\", on: \"*\", when: { "
                  "BoolIfExists: { \"aws:MultiFactorAuthPresent\": \"false\" } "
                  "} } ] }"),
            0U);
}

TEST(Compute, RunsAsAdministratorsOrAsWhoBecomesOne) {
  const auto found = [](const std::string& policies) {
    return Messages("IAM723",
                    "roles: { Keeper: { in: master, path: /, managed_policies: "
                    "[AdministratorAccess], trusted_by: [ { account: same } ] "
                    "} }\ninstance_profiles: { Server: { in: master, " +
                        policies + " } }\n");
  };
  EXPECT_THAT(found("managed_policies: [AdministratorAccess]"),
              ElementsAre(HasSubstr("which is an administrator")));
  EXPECT_THAT(found("inline: { a: [ " + kAssume + " ] }"),
              ElementsAre(HasSubstr("which becomes an administrator")));
  EXPECT_THAT(found("managed_policies: [ViewOnlyAccess]"), IsEmpty());
}

TEST(Together, PoliciesGiveWhatNoneDoes) {
  const auto found = [](const std::string& more) {
    return Messages("IAM702",
                    "roles:\n  Worker:\n    in: master\n    trusted_by: [ { "
                    "service: ec2 } ]\n    inline:\n      pass: [ " +
                        kPass + " ]\n" + more);
  };
  EXPECT_THAT(found("      start: [ " + kStart + " ]\n"),
              ElementsAre(HasSubstr(
                  "by `iam:PassRole` and `ec2:RunInstances`, which no policy "
                  "gives it alone: ESC-301 ec2-instance")));
  EXPECT_THAT(found(""), IsEmpty());
  EXPECT_THAT(found("      start: [ " + kStart +
                    " ]\n      no: [ { deny: ec2:RunInstances, on: \"*\" } "
                    "]\n"),
              IsEmpty());
  EXPECT_THAT(found("      start: [ " + kStart +
                    " ]\n    permissions_boundary: ViewOnlyAccess\n"),
              IsEmpty());
  // What all of it gives is said of that.
  EXPECT_THAT(found("      start: [ " + kStart +
                    " ]\n    managed_policies: [AdministratorAccess]\n"),
              IsEmpty());
  // One of them suffices.
  EXPECT_THAT(found("      start: [ " + kStart + ", " + kPass + " ]\n"),
              IsEmpty());
  // By the same statements there is one finding, however many the ways.
  EXPECT_THAT(found("    managed_policies: [PowerUserAccess]\n"),
              ElementsAre(HasSubstr(" others")));
}

TEST(Together, GroupsCount) {
  EXPECT_THAT(
      Messages("IAM702",
               "groups:\n  A: { in: master, inline: { a: [ " + kPass +
                   " ] } }\n  B: { in: master, inline: { b: [ " + kStart +
                   " ] } }\nusers: { ada: { in: master, groups: [A, B] } }\n"),
      ElementsAre(HasSubstr("user `ada` comes by more rights")));
}

}  // namespace
}  // namespace iamgen::tests
