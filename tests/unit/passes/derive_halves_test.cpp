// Both halves of an edge, whichever was written.
#include "passes/derive_halves.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/modelling.h"

namespace iamgen::passes {
namespace {

using iamgen::testing::Modelling;

// The trust of `target` and what is derived for `source`.
std::string Halves(const std::string& source, const std::string& target) {
  Modelling made("roles:\n  Source: { " + source + " }\n  Target: { " + target +
                 " }\n");
  EXPECT_EQ(made.Findings(), "") << source << target;
  made.Derive();
  const std::string dump = made.Dump();
  std::string halves;
  for (const char* role : {"Source", "Target"}) {
    const std::size_t at = dump.find("role " + std::string(role) + " in");
    const std::string part = dump.substr(at, dump.find("\nrole ", at) - at);
    const std::size_t from =
        std::string_view(role) == "Source"
            ? std::min(part.find("  inline assume-roles"), part.size())
            : part.find("  trust");
    halves +=
        part.substr(from, std::min(part.find("\nedge ", from),
                                   part.find("\ninstance-profile ", from)) -
                              from) +
        "\n";
  }
  return halves;
}

TEST(DeriveHalves, WithinAnAccountTheRoleIsNamed) {
  const std::string wanted =
      "  inline assume-roles\n"
      "    allow\n"
      "      action [sts:AssumeRole]\n"
      "      resource [<role:Target>]\n"
      "  trust\n"
      "    allow\n"
      "      principal AWS [<role:Source>]\n"
      "      action [sts:AssumeRole]\n";
  EXPECT_EQ(Halves("in: all", "in: all, trusted_by: [ { role: Source } ]"),
            wanted);
  EXPECT_EQ(Halves("in: all, assumes: [ { role: Target } ]", "in: all"),
            wanted);
}

TEST(DeriveHalves, AcrossAccountsTheAccountIsNamedAndTheRoleTested) {
  const std::string wanted =
      "  inline assume-roles\n"
      "    allow\n"
      "      action [sts:AssumeRole]\n"
      "      resource [<role:Target@{dev prod}>]\n"
      "  trust\n"
      "    allow\n"
      "      principal AWS [<roots@{master} others>]\n"
      "      action [sts:AssumeRole]\n"
      "      when ArnEquals aws:PrincipalArn [<role:Source@{master} others>]\n";
  EXPECT_EQ(
      Halves("in: master",
             "in: children, trusted_by: [ { role: Source, in: master } ]"),
      wanted);
  EXPECT_EQ(Halves("in: master, assumes: [ { role: Target, in: children } ]",
                   "in: children"),
            wanted);
}

TEST(DeriveHalves, OnlyTheWrittenHalfWithoutDerive) {
  EXPECT_EQ(Halves("in: all",
                   "in: all, trusted_by: [ { role: Source, derive: false } ]"),
            "\n"
            "  trust\n"
            "    allow\n"
            "      principal AWS [<role:Source>]\n"
            "      action [sts:AssumeRole]\n");
  EXPECT_EQ(Halves("in: all, assumes: [ { role: Target, derive: false } ]",
                   "in: all, trusted_by: [ { service: ec2 } ]"),
            "  inline assume-roles\n"
            "    allow\n"
            "      action [sts:AssumeRole]\n"
            "      resource [<role:Target>]\n"
            "  trust\n"
            "    allow\n"
            "      principal Service [ec2.amazonaws.com]\n"
            "      action [sts:AssumeRole]\n");
}

TEST(DeriveHalves, ServicesOfOneKindShareAStatement) {
  EXPECT_EQ(Halves("in: all",
                   "in: all, trusted_by: [ { service: [ec2, "
                   "ecs-tasks] }, { service: ec2 } ]"),
            "\n"
            "  trust\n"
            "    allow\n"
            "      principal Service [ec2.amazonaws.com, "
            "ecs-tasks.amazonaws.com]\n"
            "      action [sts:AssumeRole]\n");
}

TEST(DeriveHalves, OptionsBecomeConditionsOfTheTrustAlone) {
  EXPECT_EQ(
      Halves("in: master",
             "in: master, trusted_by: [ { role: Source, external_id: id-1, "
             "mfa: true, source_ip: 10.0.0.0/8, tag_session: true } ]"),
      "  inline assume-roles\n"
      "    allow\n"
      "      action [sts:AssumeRole, sts:TagSession]\n"
      "      resource [<role:Target>]\n"
      "  trust\n"
      "    allow\n"
      "      principal AWS [<role:Source>]\n"
      "      action [sts:AssumeRole, sts:TagSession]\n"
      "      when StringEquals sts:ExternalId [id-1]\n"
      "      when Bool aws:MultiFactorAuthPresent [true]\n"
      "      when IpAddress aws:SourceIp [10.0.0.0/8]\n");
}

TEST(DeriveHalves, DerivingTwiceWouldShow) {
  Modelling once(
      "roles:\n  A: { in: all, trusted_by: [ { service: ec2 } ] }\n");
  EXPECT_TRUE(once.Role("A").trust.statements.empty());
  once.Derive();
  EXPECT_EQ(once.Role("A").trust.statements.size(), 1U);
}

}  // namespace
}  // namespace iamgen::passes
