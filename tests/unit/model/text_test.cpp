// Texts keep their parts joined.
#include "model/text.h"

#include <gtest/gtest.h>

namespace iamgen::model {
namespace {

TEST(Text, LiteralsThatMeetBecomeOne) {
  Text text("a");
  text.Add(std::string());
  text.Add(std::string("b"));
  EXPECT_TRUE(text.IsLiteral());
  EXPECT_EQ(text.literal(), "ab");
  EXPECT_EQ(text, Text("ab"));

  Text tail("c");
  tail.Add(Hole{.kind = HoleKind::kRegion});
  text.Add(tail);
  text.Add(std::string("d"));
  ASSERT_EQ(text.parts.size(), 3U);
  EXPECT_EQ(std::get<std::string>(text.parts[0]), "abc");
  EXPECT_EQ(std::get<std::string>(text.parts[2]), "d");
  EXPECT_FALSE(text.IsLiteral());
}

TEST(Text, NothingIsALiteral) {
  EXPECT_TRUE(Text().empty());
  EXPECT_TRUE(Text("").empty());
  EXPECT_TRUE(Text().IsLiteral());
  EXPECT_EQ(Text().literal(), "");
}

TEST(Text, HolesDifferByAllTheySay) {
  const Hole plain{.kind = HoleKind::kAccountIds};
  Hole root = plain;
  root.as_root = true;
  Hole others = plain;
  others.others_only = true;
  EXPECT_NE(plain, root);
  EXPECT_NE(plain, others);
  EXPECT_NE(root, others);
  EXPECT_EQ(plain, Hole{.kind = HoleKind::kAccountIds});
}

}  // namespace
}  // namespace iamgen::model
