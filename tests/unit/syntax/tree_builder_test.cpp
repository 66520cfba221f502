// What the builder makes of events, whoever sends them.
#include "syntax/tree_builder.h"

#include <string>

#include "unit/syntax/reading.h"

namespace iamgen::syntax {
namespace {

TEST(TreeBuilder, LinksChildren) {
  diag::Sink sink;
  TreeBuilder builder({0}, 100, sink);
  builder.StartMapping(0);
  builder.Scalar(NodeKind::kPlain, {0, 1}, "a");
  builder.StartSequence(3);
  builder.Scalar(NodeKind::kQuoted, {4, 7}, "x");
  builder.Null({8, 8});
  builder.EndSequence(9);
  builder.EndMapping(9);
  const Tree tree = builder.Take();
  ASSERT_EQ(tree.nodes.size(), 5U);
  EXPECT_EQ(tree[0].count, 1U);
  EXPECT_EQ(tree[0].end, 9U);
  EXPECT_EQ(tree[0].first_child, 1U);
  EXPECT_EQ(tree[1].next_sibling, 2U);
  EXPECT_EQ(tree[2].count, 2U);
  EXPECT_EQ(tree.TextOf(3), "x");
  EXPECT_EQ(tree[3].next_sibling, 4U);
  EXPECT_EQ(tree[4].next_sibling, kNoNode);
}

TEST(TreeBuilder, LeavesBadPairsOutWhereverTheyStand) {
  const struct {
    std::string_view text;
    std::string_view keys;
  } cases[] = {
      {"{[x]: 1, a: 2, b: 3}", "ab"},
      {"{a: 2, [x]: 1, b: 3}", "ab"},
      {"{a: 2, b: 3, [x]: 1}", "ab"},
      {"{a: 1, a: 2, a: 3, b: 4}", "ab"},
      {"{[x]: 1}", ""},
      {"{}", ""},
  };

  for (const auto& c : cases) {
    const Reading reading(c.text);
    std::string keys;
    std::uint32_t count = 0;
    for (NodeIndex key = reading.tree[0].first_child; key != kNoNode;
         key = reading.tree[reading.tree[key].next_sibling].next_sibling) {
      keys += reading.tree.TextOf(key);
      ++count;
    }
    EXPECT_EQ(keys, c.keys) << c.text;
    EXPECT_EQ(reading.tree[0].count, count) << c.text;
  }
}

TEST(TreeBuilder, ShowsBothPlacesOfADuplicate) {
  const Reading reading("a: 1\nb: 2\na: 3\n");
  const auto found = reading.sink.Sorted();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]->span, (diag::Span{reading.file, 10, 11}));
  ASSERT_EQ(found[0]->related.size(), 1U);
  EXPECT_EQ(found[0]->related[0].span, (diag::Span{reading.file, 0, 1}));
}

TEST(TreeBuilder, FindsDuplicatesAmongManyKeys) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += "key" + std::to_string(i) + ": {a: 1, b: 2}\n";
  }
  EXPECT_EQ(Reading(text).Findings(), "");
  EXPECT_EQ(Reading(text + "key777: x\n").Findings(),
            "SPEC003 20001:1 the key `key777` stands twice in this mapping");
}

TEST(TreeBuilder, StopsAliasExplosions) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int level = 1; level < 9; ++level) {
    const std::string below = "*a" + std::to_string(level - 1);
    const std::string name = "a" + std::to_string(level);
    text += name + ": &" + name + " [" + below;
    for (int i = 1; i < 9; ++i) {
      text += ", " + below;
    }
    text += "]\n";
  }
  const Reading reading(text);
  EXPECT_EQ(reading.Findings(),
            "SPEC010 6:10 with this alias the file repeats more nodes than its "
            "size allows");
  EXPECT_LT(reading.tree.nodes.size(), 200'000U);
  ExpectSound(reading);
}

TEST(TreeBuilder, CountsDepthThroughAliases) {
  std::string text = "- &a " + std::string(40, '[') + std::string(40, ']') +
                     "\n- " + std::string(30, '[') + "*a" +
                     std::string(30, ']') + "\n";
  EXPECT_EQ(Reading(text).Findings(),
            "SPEC011 2:33 with what this alias repeats, nesting goes deeper "
            "than 64 levels");
}

TEST(TreeBuilder, UsesAliasesAsKeys) {
  EXPECT_EQ(Reading("a: &x b\n*x : c\n").Findings(), "");
  EXPECT_EQ(Reading("b: &x b\n*x : c\n").Findings(),
            "SPEC003 2:1 the key `b` stands twice in this mapping");
  EXPECT_EQ(Reading("a: &x [b]\n*x : c\n").Findings(),
            "SPEC016 2:1 a list stands as a key");
}

}  // namespace
}  // namespace iamgen::syntax
