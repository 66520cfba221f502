// What a topology answers, from the policies of every side.
#include "simulation/world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/simulation/asking_of.h"

namespace iamgen::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kAssume = "sts:AssumeRole";

TEST(World, BetweenAccountsBothHalvesAreNeeded) {
  AskingOf asking(R"(
roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  Both: { in: dev, trusted_by: [ { role: Deploy, in: master } ] }
  Trust: { in: dev, trusted_by: [ { role: Deploy, in: master, derive: false } ] }
  Grant: { in: dev, trusted_by: [ { service: ec2 } ] }
  Other:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { a: [ { allow: sts:AssumeRole, on: "{{role:Grant@dev}}" } ] }
)");

  EXPECT_EQ(asking.Answer("role/Deploy", kAssume, "role/Both"), "allowed");
  EXPECT_EQ(asking.Answer("role/Deploy", kAssume, "role/Trust"),
            "implicit_deny");
  EXPECT_THAT(asking.Missing("role/Deploy", kAssume, "role/Trust"),
              HasSubstr("no policy of role `Deploy` of `master` allows"));
  EXPECT_EQ(asking.Answer("role/Other", kAssume, "role/Grant"),
            "implicit_deny");
  EXPECT_THAT(asking.Missing("role/Other", kAssume, "role/Grant"),
              HasSubstr("the trust policy of role `Grant` of `dev` does not "
                        "let it in"));
}

TEST(World, WithinAnAccountTheTrustOfAUserIsEnough) {
  AskingOf asking(R"(
users: { ann: { in: dev }, bob: { in: dev } }
roles:
  Named: { in: dev, trusted_by: [ { user: ann, derive: false } ] }
  Opened: { in: dev, trusted_by: [ { account: dev } ] }
)");

  EXPECT_EQ(asking.Answer("user/ann", kAssume, "role/Named"), "allowed");
  EXPECT_EQ(asking.Answer("user/bob", kAssume, "role/Named"), "implicit_deny");
  EXPECT_EQ(asking.Answer("user/ann", kAssume, "role/Opened"), "implicit_deny");
}

TEST(World, AMemberHasWhatItsGroupsHave) {
  AskingOf asking(R"(
groups: { Readers: { in: all, inline: { r: [ { allow: s3:GetObject, on: "*" } ] } } }
users: { ann: { in: all, groups: [Readers] }, bob: { in: all } }
)");

  EXPECT_EQ(asking.Answer("user/ann@dev", "s3:GetObject", "arn:aws:s3:::b/k"),
            "allowed");
  EXPECT_EQ(asking.Answer("user/bob@dev", "s3:GetObject", "arn:aws:s3:::b/k"),
            "implicit_deny");
  EXPECT_EQ(
      asking.Answer("group/Readers@dev", "s3:GetObject", "arn:aws:s3:::b/k"),
      "allowed");
}

TEST(World, PoliciesOfAwsComeFromTheCatalogue) {
  AskingOf asking(R"(
roles:
  Reader:
    in: dev
    trusted_by: [ { service: ec2 } ]
    managed_policies: [AmazonS3ReadOnlyAccess]
  Stranger:
    in: dev
    trusted_by: [ { service: ec2 } ]
    managed_policies: ["arn:aws:iam::222222222222:policy/Theirs"]
)");

  EXPECT_EQ(asking.Answer("role/Reader", "s3:GetObject", "arn:aws:s3:::b/k"),
            "allowed");
  EXPECT_EQ(asking.Answer("role/Reader", "s3:PutObject", "arn:aws:s3:::b/k"),
            "implicit_deny");
  const simulation::Verdict verdict =
      asking.Ask("role/Stranger", "s3:PutObject", "arn:aws:s3:::b/k");
  EXPECT_EQ(verdict.decision.answer, evaluation::Answer::kDepends);
  EXPECT_THAT(simulation::CaveatOf(verdict), HasSubstr("`Theirs`"));
}

TEST(World, ABoundaryLimits) {
  AskingOf asking(R"(
policies:
  Limit: { statements: [ { allow: "s3:Get*", on: "*" } ] }
roles:
  Reader:
    in: dev
    trusted_by: [ { service: ec2 } ]
    permissions_boundary: Limit
    inline: { r: [ { allow: "s3:*", on: "*" } ] }
)");

  EXPECT_EQ(asking.Answer("role/Reader", "s3:GetObject", "arn:aws:s3:::b/k"),
            "allowed");
  EXPECT_THAT(asking.Missing("role/Reader", "s3:PutObject", "arn:aws:s3:::b/k"),
              HasSubstr("its permissions boundary does not allow it"));
}

TEST(World, ControlPoliciesBindTheirAccountsAndNotTheManagementAccount) {
  AskingOf asking(R"(
roles:
  Reader:
    in: all
    trusted_by: [ { service: ec2 } ]
    inline: { r: [ { allow: "s3:*", on: "*" } ] }
organization:
  id: o-abcdefghij
  scps:
    NoDelete:
      targets: [ { ou: Work/Dev } ]
      statements: [ { deny: s3:DeleteObject, on: "*" } ]
    Nothing:
      targets: root
      statements: [ { deny: s3:PutObject, on: "*" } ]
)");

  const auto answer = [&](std::string_view by, std::string_view action) {
    return asking.Answer(by, action, "arn:aws:s3:::b/k");
  };
  EXPECT_EQ(answer("role/Reader@dev", "s3:DeleteObject"), "explicit_deny");
  EXPECT_EQ(answer("role/Reader@prod", "s3:DeleteObject"), "allowed");
  EXPECT_EQ(answer("role/Reader@prod", "s3:PutObject"), "explicit_deny");
  EXPECT_EQ(answer("role/Reader@master", "s3:PutObject"), "allowed");
}

TEST(World, ConditionsThatNobodyKnowsDecide) {
  AskingOf asking(R"(
roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  Ext: { in: dev, trusted_by: [ { role: Deploy, in: master, external_id: abc } ] }
)");

  EXPECT_EQ(asking.Answer("role/Deploy", kAssume, "role/Ext"),
            "depends sts:externalid");
  EXPECT_EQ(
      asking.Answer("role/Deploy", kAssume, "role/Ext", {"sts:ExternalId=abc"}),
      "allowed");
  EXPECT_EQ(
      asking.Answer("role/Deploy", kAssume, "role/Ext", {"sts:ExternalId=b"}),
      "implicit_deny");
  EXPECT_EQ(
      asking.Answer("role/Deploy", kAssume, "role/Ext", {"sts:ExternalId"}),
      "implicit_deny");
}

TEST(World, TagsAndOrganizationsAreKnown) {
  AskingOf asking(R"(
roles:
  Red:
    in: dev
    tags: { team: red }
    trusted_by: [ { service: ec2 } ]
    inline:
      r:
        - { allow: s3:GetObject, on: "arn:aws:s3:::${aws:PrincipalTag/team}/*" }
        - { allow: s3:PutObject, on: "*", when: { StringEquals: { "aws:PrincipalOrgID": o-abcdefghij } } }
organization: { id: o-abcdefghij }
)");

  EXPECT_EQ(asking.Answer("role/Red", "s3:GetObject", "arn:aws:s3:::red/k"),
            "allowed");
  EXPECT_EQ(asking.Answer("role/Red", "s3:GetObject", "arn:aws:s3:::blue/k"),
            "implicit_deny");
  EXPECT_EQ(asking.Answer("role/Red", "s3:PutObject", "arn:aws:s3:::red/k"),
            "allowed");
}

TEST(World, ABucketsPolicyDeniesAndItsAbsenceIsTold) {
  AskingOf asking(R"(
roles:
  Reader:
    in: dev
    trusted_by: [ { service: ec2 } ]
    inline: { r: [ { allow: "s3:*", on: "*" } ] }
resources:
  data:
    type: s3_bucket
    in: dev
    statements:
      - { deny: s3:GetObject, on: "arn:aws:s3:::data/secret/*", Principal: "*" }
)");

  EXPECT_EQ(asking.Answer("role/Reader", "s3:GetObject",
                          "arn:aws:s3:::data/secret/k"),
            "explicit_deny");
  EXPECT_THAT(asking.Missing("role/Reader", "s3:GetObject",
                             "arn:aws:s3:::data/secret/k"),
              HasSubstr("the policy of bucket `data` denies it"));
  EXPECT_EQ(simulation::CaveatOf(asking.Ask("role/Reader", "s3:GetObject",
                                            "arn:aws:s3:::data/k")),
            "");
  EXPECT_THAT(simulation::CaveatOf(asking.Ask("role/Reader", "s3:GetObject",
                                              "arn:aws:s3:::other/k")),
              HasSubstr("as far as identity policies go"));
}

TEST(World, OfManyResourcesAllOrSomeOrNone) {
  AskingOf asking(R"(
roles:
  Reader:
    in: dev
    trusted_by: [ { service: ec2 } ]
    inline: { r: [ { allow: s3:GetObject, on: "arn:aws:s3:::data/a/*" } ] }
)");

  const auto answer = [&](std::string_view on) {
    return asking.Answer("role/Reader", "s3:GetObject", on);
  };
  EXPECT_EQ(answer("arn:aws:s3:::data/a/*"), "allowed");
  EXPECT_EQ(answer("arn:aws:s3:::data/a/b?/*"), "allowed");
  EXPECT_EQ(answer("arn:aws:s3:::data/*"), "depends");
  EXPECT_EQ(answer("*"), "depends");
  EXPECT_EQ(answer("arn:aws:s3:::data/b/*"), "implicit_deny");
}

TEST(World, ServicesProvidersAndStrangers) {
  AskingOf asking(R"(
oidc_providers:
  github: { in: dev, url: "https://token.actions.githubusercontent.com", client_ids: [sts.amazonaws.com] }
roles:
  Web: { in: dev, trusted_by: [ { service: ec2 } ] }
  Ci: { in: dev, trusted_by: [ { oidc: github, subject: "repo:acme/app:*" } ] }
  Audit: { in: dev, trusted_by: [ { account: partner, external_id: x } ] }
)");

  EXPECT_EQ(asking.Answer("ec2.amazonaws.com", kAssume, "role/Web"), "allowed");
  EXPECT_EQ(asking.Answer("lambda.amazonaws.com", kAssume, "role/Web"),
            "implicit_deny");
  const std::string_view github =
      "federated:arn:aws:iam::222222222222:oidc-provider/"
      "token.actions.githubusercontent.com";
  EXPECT_THAT(asking.Answer(github, "sts:AssumeRoleWithWebIdentity", "role/Ci"),
              HasSubstr("depends"));
  EXPECT_EQ(asking.Answer(
                github, "sts:AssumeRoleWithWebIdentity", "role/Ci",
                {"token.actions.githubusercontent.com:aud=sts.amazonaws.com",
                 "token.actions.githubusercontent.com:sub=repo:acme/app:x"}),
            "allowed");
  EXPECT_EQ(asking.Answer("arn:aws:iam::999999999999:role/Them", kAssume,
                          "role/Audit", {"sts:ExternalId=x"}),
            "depends");
  EXPECT_EQ(asking.Answer("arn:aws:iam::888888888888:role/Them", kAssume,
                          "role/Audit", {"sts:ExternalId=x"}),
            "implicit_deny");
}

TEST(World, NamesThatAreMadeUpAreKnownAllTheSame) {
  AskingOf asking(R"(
roles:
  Deploy: { in: dev, names: generated, trusted_by: [ { service: ec2 } ] }
  Apply: { in: dev, names: generated, trusted_by: [ { role: Deploy } ] }
)");

  EXPECT_EQ(asking.Answer("role/Deploy", kAssume, "role/Apply"), "allowed");
  EXPECT_EQ(asking.Answer("role/Apply", kAssume, "role/Deploy"),
            "implicit_deny");
}

TEST(World, LooksOnlyAtWhatSaysSomethingOfTheActionsAskedFor) {
  AskingOf asking(R"(
roles:
  Reader:
    in: all
    trusted_by: [ { service: ec2 } ]
    inline:
      r:
        - { allow: "s3:*", on: "*" }
        - { deny: { except: ["s3:*"] }, on: "*" }
        - { deny: s3:PutObject, on: "arn:aws:s3:::{{account.id}}/*" }
)");

  const auto answers = [&] {
    std::string all;
    for (const char* by : {"role/Reader@dev", "role/Reader@prod"}) {
      for (const char* on :
           {"arn:aws:s3:::222222222222/k", "arn:aws:s3:::333333333333/k"}) {
        all += asking.Answer(by, "s3:PutObject", on) + " ";
      }
    }
    return all;
  };
  const std::string before = answers();
  asking.world().Focus({"s3:PutObject"});
  EXPECT_EQ(answers(), before);
  EXPECT_EQ(before, "explicit_deny allowed allowed explicit_deny ");
}

TEST(World, AnAnswerOutlivesTheNextQuestion) {
  AskingOf asking(R"(
roles:
  Own:
    in: all
    trusted_by: [ { service: ec2 } ]
    inline: { o: [ { sid: Mine, allow: s3:GetObject, on: "arn:aws:s3:::{{account.id}}/*" } ] }
)");

  const simulation::Verdict first =
      asking.Ask("role/Own@dev", "s3:GetObject", "arn:aws:s3:::222222222222/k");
  const simulation::Verdict second = asking.Ask("role/Own@prod", "s3:GetObject",
                                                "arn:aws:s3:::333333333333/k");
  ASSERT_EQ(first.why.size(), 1U);
  EXPECT_EQ(first.why.front().reason.statement->sid, "Mine");
  EXPECT_EQ(second.why.front().reason.statement->sid, "Mine");
}

}  // namespace
}  // namespace iamgen::testing
