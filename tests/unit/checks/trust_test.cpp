// Each opinion on trust, where it holds and beside that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/checks/checking.h"

namespace iamgen::checks {
namespace {

struct Row {
  const char* rule;
  const char* entry;
  bool fires;
};

TEST(Trust, Entries) {
  for (const Row& row : {
           Row{"IAM525", "{ any: true }", true},
           Row{"IAM525", "{ any: true, external_id: id-1 }", false},
           Row{"IAM526", "{ any: true, mfa: true }", true},
           Row{"IAM525",
               "{ any: true, when: { StringEquals: { \"aws:PrincipalOrgID\": "
               "o-a1b2c3d4e5 } } }",
               false},
           Row{"IAM525",
               "{ any: true, when: { StringEquals: { \"AWS:principalorgid\": "
               "o-a1b2c3d4e5 } } }",
               false},
           Row{"IAM525", "{ organization: o-a1b2c3d4e5 }", false},
           Row{"IAM527", "{ account: dev }", true},
           Row{"IAM527", "{ account: partner }", true},
           Row{"IAM527", "{ account: same }", false},
           Row{"IAM527", "{ account: master }", false},
           Row{"IAM527", "{ account: dev, mfa: true }", false},
           Row{"IAM527", "{ account: dev, mfa: false }", true},
           Row{"IAM527", "{ account: dev, external_id: id-1 }", false},
           Row{"IAM528", "{ arn: \"arn:aws:iam::888888888888:role/X\" }", true},
           Row{"IAM528", "{ arn: \"arn:aws:iam::999999999999:role/X\" }",
               false},
           Row{"IAM528", "{ arn: \"arn:aws:iam::222222222222:role/X\" }",
               false},
           Row{"IAM528",
               "{ arn: \"arn:aws:iam::888888888888:role/X\", external_id: "
               "id-1 }",
               false},
           Row{"IAM726", "{ service: lambda }", true},
           Row{"IAM726", "{ service: ec2 }", false},
       }) {
    EXPECT_EQ(Fires(row.rule, "roles: { R: { in: master, trusted_by: [ " +
                                  std::string(row.entry) + " ] } }\n"),
              row.fires)
        << row.rule << " " << row.entry;
  }
}

TEST(Trust, CirclesByArn) {
  const auto circle = [](const std::string& a, const std::string& b) {
    return Fires("IAM708", "roles:\n  A: { in: master, trusted_by: [ " + a +
                               " ] }\n  B: { in: master, trusted_by: [ " + b +
                               " ] }\n");
  };
  EXPECT_TRUE(circle("{ role: B }", "{ role: A }"));
  EXPECT_FALSE(circle("{ role: B, pin: account }", "{ role: A }"));
  EXPECT_FALSE(circle("{ role: B }", "{ service: ec2 }"));
  EXPECT_FALSE(circle("{ role: A }, { service: ec2 }", "{ role: A }"));
  EXPECT_TRUE(circle("{ role: A, pin: arn }", "{ role: A }"));
  // Across accounts the account is named, unless it is said otherwise.
  EXPECT_FALSE(
      Fires("IAM708",
            "roles:\n  A: { in: master, trusted_by: [ { role: B, in: dev } ] "
            "}\n  B: { in: dev, trusted_by: [ { role: A, in: master } ] }\n"));
}

TEST(Jobs, WithoutPermissions) {
  EXPECT_TRUE(Fires("IAM727", "lambda_jobs: { J: { in: master } }\n"));
  EXPECT_FALSE(Fires("IAM727",
                     "lambda_jobs: { J: { in: master, managed_policies: "
                     "[ReadOnlyAccess] } }\n"));
}

TEST(Statements, Sids) {
  const auto sids = [](const char* rule, const char* one, const char* two) {
    return Fires(rule,
                 "roles: { R: { in: all, trusted_by: [ { service: ec2 } ], "
                 "inline: { i: [ { sid: \"" +
                     std::string(one) +
                     "\", allow: \"s3:*\", on: \"*\" }, { sid: \"" + two +
                     "\", allow: \"s3:*\", on: \"*\" } ] } } }\n");
  };
  EXPECT_FALSE(sids("IAM118", "A", "B"));
  EXPECT_FALSE(sids("IAM118", "A", "a"));
  EXPECT_FALSE(sids("IAM118", "", ""));
  EXPECT_TRUE(sids("IAM118", "A", "A"));
  EXPECT_TRUE(sids("IAM118", "prod", "{{account.name}}"));
  EXPECT_FALSE(sids("IAM118", "other", "{{account.name}}"));
  EXPECT_FALSE(sids("IAM117", "A1z", "B"));
  EXPECT_TRUE(sids("IAM117", "A-1", "B"));
  EXPECT_TRUE(sids("IAM117", "A", "{{account.name}} x"));
  EXPECT_FALSE(sids("IAM117", "A", "{{account.name}}"));
}

}  // namespace
}  // namespace iamgen::checks
