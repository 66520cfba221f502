// Circles of references: entities of one may not depend on each other.
#include "model/references.h"

#include <gtest/gtest.h>

#include "unit/modelling.h"

namespace iamgen::model {
namespace {

using iamgen::testing::Modelling;

// "AB" for each pair where A may depend on B, of the roles A, B and C that look
// at each other as the letters say.
std::string MayDepend(const char* a, const char* b, const char* c) {
  const auto role = [](const char* name, std::string_view looks_at) {
    std::string on;
    for (const char one : looks_at) {
      on += std::string("\"{{role:") + one + "}}\", ";
    }
    return std::string("  ") + name +
           ": { in: master, trusted_by: [ { service: ec2 } ], inline: { i: [ { "
           "allow: iam:GetRole, on: [" +
           on + "\"*\"] } ] } }\n";
  };
  const Modelling made("roles:\n" + role("A", a) + role("B", b) + role("C", c));
  EXPECT_EQ(made.Findings(), "");
  const References references(*made.topology);
  std::string pairs;
  for (std::uint32_t i = 0; i < 3; ++i) {
    for (std::uint32_t j = 0; j < 3; ++j) {
      if (references.MayDepend({EntityKind::kRole, i},
                               {EntityKind::kRole, j})) {
        pairs += (pairs.empty() ? "" : " ") +
                 std::string(1, static_cast<char>('A' + i)) +
                 static_cast<char>('A' + j);
      }
    }
  }
  return pairs;
}

TEST(References, MayDependOutsideOfCircles) {
  EXPECT_EQ(MayDepend("", "", ""), "AB AC BA BC CA CB");
  EXPECT_EQ(MayDepend("B", "C", ""), "AB AC BA BC CA CB");
  EXPECT_EQ(MayDepend("B", "A", ""), "AC BC CA CB");
  EXPECT_EQ(MayDepend("B", "A", "A"), "AC BC CA CB");
  EXPECT_EQ(MayDepend("B", "C", "A"), "");
  EXPECT_EQ(MayDepend("A", "", ""), "AB AC BA BC CA CB");
}

TEST(References, PrincipalsRankBelowWhoTrustsThem) {
  Modelling made(R"(roles:
  Last: { in: master, trusted_by: [ { role: Middle }, { role: First } ] }
  Middle: { in: master, trusted_by: [ { role: First } ] }
  First: { in: master, trusted_by: [ { service: ecs-tasks } ] }
)");
  made.Derive();
  const References references(*made.topology);
  const auto rank = [&](std::uint32_t role) {
    return references.RankOf({EntityKind::kRole, role});
  };
  EXPECT_LT(rank(2), rank(1));
  EXPECT_LT(rank(1), rank(0));
}

TEST(References, ChainsOfAnyLength) {
  std::string text = "roles:\n";
  constexpr int kCount = 5000;
  for (int i = 0; i < kCount; ++i) {
    text += "  R" + std::to_string(i) +
            ": { in: master, trusted_by: [ { service: ec2 } ], inline: { i: [ "
            "{ allow: iam:GetRole, on: \"{{role:R" +
            std::to_string((i + 1) % kCount) + "}}\" } ] } }\n";
  }
  const Modelling made(text);
  const References references(*made.topology);
  EXPECT_FALSE(references.MayDepend({EntityKind::kRole, 0},
                                    {EntityKind::kRole, kCount - 1}));
}

}  // namespace
}  // namespace iamgen::model
