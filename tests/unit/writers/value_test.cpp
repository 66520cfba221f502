// Texts with equal content are equal, however they were put together.
#include "writers/value.h"

#include <gtest/gtest.h>

namespace iamgen::writers {
namespace {

TEST(Text, MergesNeighbours) {
  EXPECT_EQ(Text().Add("a").Add("").Add("b"), Text("ab"));
  EXPECT_EQ(Text("").pieces.size(), 0U);
  EXPECT_EQ(Text().Add("a").AddSlot(1).Add("b").Add("c").pieces.size(), 3U);
}

TEST(Text, IsLiteralWithoutHoles) {
  EXPECT_TRUE(Text().IsLiteral());
  EXPECT_EQ(Text().literal(), "");
  EXPECT_TRUE(Text("a").IsLiteral());
  EXPECT_EQ(Text("a").literal(), "a");
  EXPECT_FALSE(Text().AddSlot(0).IsLiteral());
  EXPECT_FALSE(Text("a").AddSlot(0).IsLiteral());
}

TEST(Value, TakesEachKind) {
  EXPECT_TRUE(std::holds_alternative<Text>(Value{"a"}.data));
  EXPECT_TRUE(std::holds_alternative<bool>(Value{true}.data));
  EXPECT_TRUE(std::holds_alternative<std::int64_t>(Value{7}.data));
  EXPECT_TRUE(std::holds_alternative<std::nullptr_t>(Value{nullptr}.data));
  EXPECT_TRUE(std::holds_alternative<std::nullptr_t>(Value{}.data));
}

TEST(Value, ComparesDeeply) {
  const auto tree = [](const char* leaf) {
    return Value{
        Map{{.key = "a",
             .value = {List{{1}, {leaf}, CallOf("Ref", "!Ref", {"Role"})}}}}};
  };
  EXPECT_EQ(tree("x"), tree("x"));
  EXPECT_FALSE(tree("x") == tree("y"));
}

TEST(Call, HasOneArgumentOrOneAForm) {
  const Value same = CallOf("Ref", "!Ref", {"A"});
  const Value both =
      CallOf("Fn::GetAtt", "!GetAtt", {List{{"A"}, {"B"}}}, {"A.B"});
  const auto& ref = std::get<Call>(same.data);
  const auto& get = std::get<Call>(both.data);
  EXPECT_EQ(ref.json_argument(), ref.yaml_argument());
  EXPECT_EQ(get.json_argument(), (Value{List{{"A"}, {"B"}}}));
  EXPECT_EQ(get.yaml_argument(), Value{"A.B"});
}

}  // namespace
}  // namespace iamgen::writers
