// Ropes keep their holes' places through appending, and fill them in order.
#include "writers/rope.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iamgen::writers {
namespace {

std::string Fill(const Rope& rope, const std::vector<std::string>& values) {
  std::string out;
  rope.AppendTo(out, values);
  return out;
}

TEST(Rope, FillsItsHoles) {
  Rope rope("<");
  rope.AppendHole(1);
  rope.AppendHole(0);
  rope.Append("-");
  rope.AppendHole(1);
  EXPECT_EQ(Fill(rope, {"a", "bc"}), "<bca-bc");
  EXPECT_EQ(Fill(rope, {"", ""}), "<-");
  EXPECT_EQ(rope.size(), 2U);
}

TEST(Rope, AppendsToWhatIsThere) {
  std::string out = "x";
  Rope("y").AppendTo(out, {});
  EXPECT_EQ(out, "xy");
}

TEST(Rope, OfNothingIsNothing) {
  EXPECT_EQ(Fill(Rope(), {}), "");
  EXPECT_TRUE(Rope().slots().empty());
}

TEST(Rope, AppendsRopes) {
  Rope inner("(");
  inner.AppendHole(0);
  inner.Append(")");
  Rope outer("[");
  outer.Append(inner);
  outer.Append(",");
  outer.Append(inner);
  outer.AppendHole(2);
  EXPECT_EQ(Fill(outer, {"a", "", "b"}), "[(a),(a)b");
  EXPECT_EQ(outer.slots(), (std::vector<Slot>{0, 2}));
}

TEST(Rope, MayBeAppendedToItself) {
  Rope rope("a");
  rope.AppendHole(0);
  rope.Append(rope);
  EXPECT_EQ(Fill(rope, {"-"}), "a-a-");
}

TEST(Rope, ListsSlotsOnceAscending) {
  Rope rope;
  for (const Slot slot : {5U, 2U, 5U, 9U, 2U}) {
    rope.AppendHole(slot);
  }
  EXPECT_EQ(rope.slots(), (std::vector<Slot>{2, 5, 9}));
}

TEST(RopeDeathTest, WantsAValueForEverySlot) {
  Rope rope;
  rope.AppendHole(1);
  EXPECT_EXIT(Fill(rope, {"a"}), testing::ExitedWithCode(70), "slot");
}

}  // namespace
}  // namespace iamgen::writers
