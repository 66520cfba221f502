// Documents of a whole topology, and policies that are too large for one.
#include "passes/minimise.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analysis/document_size.h"
#include "catalog/limits.h"
#include "unit/modelling.h"

namespace iamgen::passes {
namespace {

using testing::Modelling;

// Statements that cannot be joined, of about 120 characters each.
std::string Statements(int count, const std::string& indent) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(100 + i);
    text += indent + "- { sid: S" + number + ", allow: \"s3:Get" + number +
            "\", on: \"arn:aws:s3:::a-bucket-with-a-long-name-" + number +
            "/*\" }\n";
  }
  return text;
}

model::Topology Minimised(const std::string& text) {
  Modelling modelling(text);
  EXPECT_EQ(modelling.Findings(), "");
  return Minimise(*std::move(modelling.topology), {});
}

// "Big Big-2 Small".
std::string Keys(const model::Topology& topology) {
  std::string keys;
  for (const model::ManagedPolicy& one : topology.policies) {
    keys += (keys.empty() ? "" : " ") + one.key;
  }
  return keys;
}

std::string Attached(const model::Topology& topology,
                     const std::vector<model::Attachment>& attachments) {
  std::string keys;
  for (const model::Attachment& one : attachments) {
    keys += (keys.empty() ? "" : " ") +
            (one.policy.valid() ? topology.policies[one.policy].key : "?");
  }
  return keys;
}

TEST(Minimise, VisitsEveryDocument) {
  const auto topology = Minimised(R"(
policies:
  Small: [ { allow: [s3:GetObject, "s3:Get*"], on: "*" } ]
roles:
  R:
    in: master
    trusted_by: [ { service: ec2 } ]
    policies: [Small]
    inline:
      own:
        - { allow: s3:PutObject, on: "arn:aws:s3:::a/*" }
        - { allow: s3:PutObject, on: "arn:aws:s3:::b/*" }
)");
  const model::Document& managed = topology.policies.begin()->document;
  EXPECT_EQ(managed.statements.front().actions.values.size(), 1U);
  const model::Role& role = *topology.roles.begin();
  ASSERT_EQ(role.inlines.size(), 1U);
  ASSERT_EQ(role.inlines.front().document.statements.size(), 1U);
  EXPECT_EQ(
      role.inlines.front().document.statements.front().resources->values.size(),
      2U);
}

TEST(Minimise, SplitsWhatIsTooLarge) {
  const auto topology = Minimised(R"(
policies:
  Big:
)" + Statements(110, "    ") + R"(
  Small: [ { allow: s3:GetObject, on: "arn:aws:s3:::b/*" } ]
groups:
  G: { in: master, policies: [Big] }
roles:
  R: { in: dev, trusted_by: [ { service: ec2 } ], policies: [Big, Small] }
)");
  EXPECT_EQ(Keys(topology), "Big Small Big-2 Big-3");
  EXPECT_EQ(Attached(topology, topology.roles.begin()->attachments),
            "Big Big-2 Big-3 Small");
  EXPECT_EQ(Attached(topology, topology.groups.begin()->attachments),
            "Big Big-2 Big-3");
  const analysis::DocumentSizes sizes(topology);
  std::size_t statements = 0;
  for (const model::ManagedPolicy& one : topology.policies) {
    EXPECT_LE(sizes.LargestOf({&one.document}, one.accounts, 0).size,
              catalog::kMostManagedPolicySize);
    statements += one.document.statements.size();
    EXPECT_EQ(one.name.value.literal(), one.key);
  }
  EXPECT_EQ(statements, 111U);
}

TEST(Minimise, SplitsAStatementThatIsTooLarge) {
  std::string actions;
  for (int i = 0; i < 600; ++i) {
    actions += (i == 0 ? "" : ", ") + std::string("\"s3:GetObject") +
               std::to_string(i) + "\"";
  }
  const auto topology = Minimised(R"(
policies:
  Big: [ { sid: All, allow: [)" + actions +
                                  R"(], on: "*" } ]
roles:
  R: { in: dev, trusted_by: [ { service: ec2 } ], policies: [Big] }
)");
  EXPECT_EQ(Keys(topology), "Big Big-2");
  std::size_t all = 0;
  for (const model::ManagedPolicy& one : topology.policies) {
    for (const model::Statement& statement : one.document.statements) {
      all += statement.actions.values.size();
    }
  }
  EXPECT_EQ(all, 600U);
}

TEST(Minimise, LeavesWhatNothingCanStandFor) {
  const std::string big = R"(
policies:
  Big:
)" + Statements(60, "    ");
  EXPECT_EQ(Keys(Minimised(big + R"(
roles:
  R: { in: dev, trusted_by: [ { service: ec2 } ], permissions_boundary: Big }
)")),
            "Big");
  EXPECT_EQ(Keys(Minimised(big + R"(
roles:
  R:
    in: dev
    trusted_by: [ { service: ec2 } ]
    policies: [Big]
    inline: { own: [ { deny: "iam:*", on: "{{policy:Big}}" } ] }
)")),
            "Big");
}

TEST(Minimise, FindsNamesThatNobodyHas) {
  EXPECT_EQ(Keys(Minimised(R"(
policies:
  Big:
)" + Statements(60, "    ") +
                           R"(
  Big-2: [ { allow: s3:GetObject, on: "arn:aws:s3:::b/*" } ]
roles:
  R: { in: dev, trusted_by: [ { service: ec2 } ], policies: [Big, Big-2] }
)")),
            "Big Big-2 Big-3");
}

}  // namespace
}  // namespace iamgen::passes
