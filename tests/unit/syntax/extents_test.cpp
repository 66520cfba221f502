// Spans of everything YAML has, by line and column, and the functions that find
// them.
#include "syntax/extents.h"

#include <string>

#include "unit/syntax/reading.h"

namespace iamgen::syntax {
namespace {

struct Case {
  std::string_view text;
  std::string_view dump;
};

TEST(Extents, OfEveryKindOfNode) {
  const Case cases[] = {
      {"{a: [b, 'c' , ], d: {}}",
       "mapping 1:1-1:24\n  key plain 1:2-1:3 \"a\"\n"
       "    sequence 1:5-1:16\n      - plain 1:6-1:7 \"b\"\n"
       "      - quoted 1:9-1:12 \"c\"\n"
       "  key plain 1:18-1:19 \"d\"\n    mapping 1:21-1:23\n"},
      {"a: [ # one\n  b # two\n  ,\n]\n",
       "mapping 1:1-4:2\n  key plain 1:1-1:2 \"a\"\n    sequence 1:4-4:2\n"
       "      - plain 2:3-2:4 \"b\"\n"},
      {"- a\n-\n  - b\n- \n",
       "sequence 1:1-4:2\n  - plain 1:3-1:4 \"a\"\n  - sequence 3:3-3:6\n"
       "    - plain 3:5-3:6 \"b\"\n  - null 4:2-4:2\n"},
      {"a:\nb:  # c\n\nd: e\n",
       "mapping 1:1-4:5\n  key plain 1:1-1:2 \"a\"\n    null 1:3-1:3\n"
       "  key plain 2:1-2:2 \"b\"\n    null 2:3-2:3\n"
       "  key plain 4:1-4:2 \"d\"\n    plain 4:4-4:5 \"e\"\n"},
      {"a:\nnull: b\n",
       "mapping 1:1-2:8\n  key plain 1:1-1:2 \"a\"\n    null 1:3-1:3\n"
       "  key plain 2:1-2:5 \"null\"\n    plain 2:7-2:8 \"b\"\n"},
      {"a: x\n\n y\n  z # c\nb: 1\n",
       "mapping 1:1-5:5\n  key plain 1:1-1:2 \"a\"\n"
       "    plain 1:4-4:4 \"x\\ny z\"\n"
       "  key plain 5:1-5:2 \"b\"\n    plain 5:4-5:5 \"1\"\n"},
      {"a: \"x\n  \\\"y\\\"\" # c\n",
       "mapping 1:1-2:9\n  key plain 1:1-1:2 \"a\"\n"
       "    quoted 1:4-2:9 \"x \\\"y\\\"\"\n"},
      {"a: |\n  x\n\n    y\n\n\nb: 1\n",
       "mapping 1:1-7:5\n  key plain 1:1-1:2 \"a\"\n"
       "    quoted 1:4-4:6 \"x\\n\\n  y\\n\"\n"
       "  key plain 7:1-7:2 \"b\"\n    plain 7:4-7:5 \"1\"\n"},
      {"a: |1-  # c\n   x\nb: |\nc: >-\n x\n",
       "mapping 1:1-5:3\n  key plain 1:1-1:2 \"a\"\n"
       "    quoted 1:4-2:5 \"  x\"\n"
       "  key plain 3:1-3:2 \"b\"\n    quoted 3:4-3:5 \"\"\n"
       "  key plain 4:1-4:2 \"c\"\n    quoted 4:4-5:3 \"x\"\n"},
      {"a: &x  !!str\n  b\nc: *x\n",
       "mapping 1:1-3:6\n  key plain 1:1-1:2 \"a\"\n    quoted 2:3-2:4 \"b\"\n"
       "  key plain 3:1-3:2 \"c\"\n    quoted 3:4-3:6 \"b\"\n"},
      {"a: &x {b: c}\nd: *x\n",
       "mapping 1:1-2:6\n  key plain 1:1-1:2 \"a\"\n    mapping 1:7-1:13\n"
       "      key plain 1:8-1:9 \"b\"\n        plain 1:11-1:12 \"c\"\n"
       "  key plain 2:1-2:2 \"d\"\n    mapping 2:4-2:6\n"
       "      key plain 1:8-1:9 \"b\"\n        plain 1:11-1:12 \"c\"\n"},
      {"[a: b, c]",
       "sequence 1:1-1:10\n  - mapping 1:2-1:6\n    key plain 1:2-1:3 \"a\"\n"
       "      plain 1:5-1:6 \"b\"\n  - plain 1:8-1:9 \"c\"\n"},
      {"[a, , {b, c: }]",
       "sequence 1:1-1:16\n  - plain 1:2-1:3 \"a\"\n  - null 1:4-1:4\n"
       "  - mapping 1:7-1:15\n    key plain 1:8-1:9 \"b\"\n"
       "      null 1:9-1:9\n    key plain 1:11-1:12 \"c\"\n"
       "      null 1:13-1:13\n"},
  };
  for (const Case& c : cases) {
    const Reading reading(c.text);
    EXPECT_EQ(reading.Findings(), "") << c.text;
    EXPECT_EQ(reading.Dumped(), c.dump) << c.text;
  }
}

TEST(Extents, CountCharactersNotBytes) {
  EXPECT_EQ(Reading("\xC3\xA4\xC3\xB6: [\"\xF0\x9F\x98\x80\", x]\n").Dumped(),
            "mapping 1:1-1:13\n  key plain 1:1-1:3 \"\xC3\xA4\xC3\xB6\"\n"
            "    sequence 1:5-1:13\n"
            "      - quoted 1:6-1:9 \"\xF0\x9F\x98\x80\"\n"
            "      - plain 1:11-1:12 \"x\"\n");
}

TEST(Extents, AreTheSameWithCarriageReturnsAndByteOrderMark) {
  const std::string_view text =
      "a: x\n  y\nb: |\n  z\n  w\nc: [d, # e\n  f]\ng:\n";
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : text) {
    windows += c == '\n' ? "\r\n" : std::string(1, c);
  }
  const Reading reading(windows);
  EXPECT_EQ(reading.Findings(), "");
  EXPECT_EQ(reading.Dumped(), Reading(text).Dumped());
  EXPECT_EQ(reading.tree.nodes[0].begin, 3U);
}

TEST(Extents, UnquotedEnd) {
  const struct {
    std::string_view text;
    bool in_flow;
    std::string_view value;
  } cases[] = {
      {"{{X}}-foo # c", false, "{{X}}-foo"},
      {"{{X}}-foo, b]", true, "{{X}}-foo"},
      {"{{X}}-foo, b", false, "{{X}}-foo, b"},
      {"{{a, b}}x]", true, "{{a, b}}x"},
      {"*: x", false, "*"},
      {"*:}", true, "*"},
      {"*:}", false, "*:}"},
      {"@a#b  \r\nc", false, "@a#b"},
      {"{{X", false, "{{X"},
      {"{{X\n}}", false, "{{X"},
      {"", false, ""},
      {"*", true, "*"},
  };

  for (const auto& c : cases) {
    EXPECT_EQ(c.text.substr(0, UnquotedEnd(c.text, 0, c.in_flow)), c.value)
        << c.text;
  }
}

TEST(Extents, QuotedEnd) {
  EXPECT_EQ(QuotedEnd("'it''s' x", 0), 7U);
  EXPECT_EQ(QuotedEnd(R"("a\"b" x)", 0), 6U);
  EXPECT_EQ(QuotedEnd(R"("a\\" x)", 0), 5U);
  EXPECT_EQ(QuotedEnd("'it''", 0), std::nullopt);
  EXPECT_EQ(QuotedEnd(R"("a\")", 0), std::nullopt);
  EXPECT_EQ(QuotedEnd(R"("a\)", 0), std::nullopt);
}

TEST(Extents, SkipProperties) {
  EXPECT_EQ(SkipProperties("&a !b  c", 0), 7U);
  EXPECT_EQ(SkipProperties("!<x y> c", 0), 7U);
  EXPECT_EQ(SkipProperties("&a # c\n  b", 0), 9U);
  EXPECT_EQ(SkipProperties("&a  \n", 0), 2U);
  EXPECT_EQ(SkipProperties("b", 0), 0U);
}

}  // namespace
}  // namespace iamgen::syntax
