// The JSON writer against nlohmann's printer and reader.
#include "writers/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/text.h"
#include "unit/writers/trees.h"

namespace iamgen::writers {
namespace {

std::string Json(const Value& value, int indent, int level = 0) {
  return std::string(WriteJson(value, indent, level).bytes());
}

struct Case {
  Value value;
  std::string compact;
  std::string pretty;
};

class JsonTable : public testing::TestWithParam<Case> {};

TEST_P(JsonTable, Prints) {
  EXPECT_EQ(Json(GetParam().value, 0), GetParam().compact);
  EXPECT_EQ(Json(GetParam().value, 2), GetParam().pretty);
}

const Case kCases[] = {
    {{nullptr}, "null", "null"},
    {{true}, "true", "true"},
    {{-12}, "-12", "-12"},
    {{""}, R"("")", R"("")"},
    {{"a\"\n\x01\u2028"},
     R"("a\"\n\u0001)"
     "\u2028\"",
     R"("a\"\n\u0001)"
     "\u2028\""},
    // Where nlohmann has `\b`, `\f` and the bare character.
    {{"\b\f\x7F"}, R"("\u0008\u000c\u007f")", R"("\u0008\u000c\u007f")"},
    {{List{}}, "[]", "[]"},
    {{Map{}}, "{}", "{}"},
    {{List{{1}, {List{}}, {Map{}}}}, "[1,[],{}]", "[\n  1,\n  [],\n  {}\n]"},
    {{Map{{.key = "a", .value = {1}, .comment = "no comment"},
          {.key = "b", .value = {List{{"c"}}}}}},
     R"({"a":1,"b":["c"]})",
     "{\n  \"a\": 1,\n  \"b\": [\n    \"c\"\n  ]\n}"},
    {CallOf("Fn::Sub", "!Sub", {"${x}"}), R"({"Fn::Sub":"${x}"})",
     "{\n  \"Fn::Sub\": \"${x}\"\n}"},
    {CallOf("Fn::GetAtt", "!GetAtt", {List{{"A"}, {"B"}}}, {"A.B"}),
     R"({"Fn::GetAtt":["A","B"]})",
     "{\n  \"Fn::GetAtt\": [\n    \"A\",\n    \"B\"\n  ]\n}"},
};

INSTANTIATE_TEST_SUITE_P(Values, JsonTable, testing::ValuesIn(kCases));

TEST(Json, IndentsFromALevel) {
  const Value value{Map{{.key = "a", .value = {List{{1}}}}}};
  EXPECT_EQ(Json(value, 2, 1), "{\n    \"a\": [\n      1\n    ]\n  }");
}

TEST(Json, LeavesHolesInStringsAndKeys) {
  const Value value{Map{{.key = Text("k").AddSlot(1),
                         .value = {Text().AddSlot(0).Add("\"").AddSlot(1)}}}};
  const Rope rope = WriteJson(value, 0);
  EXPECT_EQ(rope.bytes(), R"({"k":"\""})");
  std::string out;
  rope.AppendTo(out, std::vector<std::string>{"x", "\\n"});
  EXPECT_EQ(out, R"({"k\n":"x\"\n"})");
}

TEST(Json, IsWhatNlohmannPrintsAndReads) {
  for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Value tree = RandomTree(seed).MakeDocument();
    const auto data = DataOf(tree);
    const std::string pretty = Json(tree, 2);
    ASSERT_EQ(pretty, data.dump(2));
    ASSERT_EQ(Json(tree, 0), data.dump());
    ASSERT_EQ(nlohmann::ordered_json::parse(pretty), data);
  }
}

TEST(Json, FilledIsAsPrintedWithTheValues) {
  const std::vector<std::string> values = {"012345671234", "a\"\\\n\t", ""};
  std::vector<std::string> escaped;
  for (const auto& value : values) {
    support::AppendJsonEscaped(escaped.emplace_back(), value);
  }
  for (std::uint32_t seed = 1; seed <= 1000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Value tree = RandomTree(seed, 3).MakeDocument();
    std::string out;
    WriteJson(tree, 2).AppendTo(out, escaped);
    ASSERT_EQ(out, Json(Filled(tree, values), 2));
  }
}

}  // namespace
}  // namespace iamgen::writers
