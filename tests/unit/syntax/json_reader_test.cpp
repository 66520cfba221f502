// JSON in the manner of JSONTestSuite: what must be read (y), what must not
// (n).
#include <string>
#include <vector>

#include "unit/syntax/reading.h"

namespace iamgen::syntax {
namespace {

using namespace std::string_literals;

TEST(JsonReader, Accepts) {
  const std::string texts[] = {
      "[]",
      "{}",
      " [ ] \r\n\t",
      "null",
      "true",
      "\"\"",
      "-0",
      "[0, -0, 1, -1, 10, 1.5, 0.5, 1e5, 1E+5, 1e-05, -1.25E2]",
      "[123456789012345678901234567890]",
      R"(["\"\\\/\b\f\n\r\t"])",
      R"(["\u0060\u012a\u12AB\u0000"])",
      R"(["\ud83d\ude00", "\uDBFF\uDFFF"])",
      "[\"\x7f\"]",
      "[\"\xE2\x82\xAC\xF0\x9F\x98\x80\"]",
      R"({"": 0})",
      R"({"a": {"a": []}, "b": [{"a": 1}, {"a": 2}]})",
      R"(["a//b", "/*c*/", "#"])",
      "\xEF\xBB\xBF{}",
      std::string(64, '[') + std::string(64, ']'),
  };
  for (const std::string& text : texts) {
    const Reading reading(text, "t.json");
    EXPECT_EQ(reading.Findings(), "") << text;
    EXPECT_FALSE(reading.tree.empty()) << text;
    ExpectSound(reading);
  }
}

TEST(JsonReader, Refuses) {
  const std::string texts[] = {
      "",
      " ",
      "[",
      "]",
      "{",
      "}",
      "[1",
      "[1,",
      "[,1]",
      "[1,,2]",
      "[1,]",
      "[1 true]",
      "[1:2]",
      "[1}",
      "[\"a\"",
      "[\"a",
      "[\"a\n\"]",
      "[\"\t\"]",
      "[\"a\\",
      "[\"\\",
      "[\"\\\"]",
      R"(["\x00"])",
      R"(["\a"])",
      R"(["\u"])",
      R"(["\u00"])",
      R"(["\u00G0"])",
      R"(["\ud800"])",
      R"(["\ude00"])",
      R"(["\ud800\u0041"])",
      R"(["\ud800\ud800"])",
      R"(["\U0041"])",
      "[-]",
      "[+1]",
      "[01]",
      "[-01]",
      "[1.]",
      "[.5]",
      "[1e]",
      "[1e+]",
      "[1.e1]",
      "[0x1]",
      "[1_000]",
      "[NaN]",
      "[-Infinity]",
      "[True]",
      "[nul]",
      "[nulll]",
      "['a']",
      "[a]",
      "{a: 1}",
      "{'a': 1}",
      "{1: 1}",
      "{\"a\"}",
      "{\"a\": }",
      "{\"a\" 1}",
      "{\"a\": 1,}",
      "{\"a\": 1 \"b\": 2}",
      "{,}",
      "{\"a\": 1]",
      "{null: 1}",
      "{\"a\", 1}",
      "{\"a\":: 1}",
      "{[]: 1}",
      "// x\n[]",
      "[/* x */]",
      "[/* x",
      "# x\n[]",
      "[]]",
      "[] []",
      "{}}",
      "1 2",
      "[1]x",
      "[\"a\": 1]",
      "\xFF[]",
      "[\"\xED\xA0\x80\"]",
      "[\"\xC0\xAF\"]",
      "[\xC3\xA9]",
      "\0[]"s,
      "[\0]"s,
      "[\"\0\"]"s,
      "[\x0B]",
      "\\u005B]",
      "<.>",
      "*",
      "@",
      "{\"a\": 1, \"a\": 2}",
      R"({"a": 1, "\u0061": 2})",
      "\xEF\xBB\xBF\xEF\xBB\xBF[]",
      "\xFE\xFF\x5B",
      "[1,\n1\n,1",
      std::string(65, '[') + std::string(65, ']'),
      std::string(100'000, '['),
  };
  for (const std::string& text : texts) {
    const Reading reading(text, "t.json");
    EXPECT_NE(reading.Findings(), "") << text;
    ExpectSound(reading);
  }
}

TEST(JsonReader, SaysWhereAndWhat) {
  const struct {
    std::string_view text;
    std::string_view findings;
  } cases[] = {
      {R"({"a": 1, "b": 2, "a": 3})",
       "SPEC003 1:18 the key `a` stands twice in this mapping"},
      {R"({"a": [1,], })",
       "SPEC002 1:9 a `,` stands before the closing `]` | "
       "SPEC002 1:11 a `,` stands before the closing `}`"},
      {"// x\n{\"a\": 012}",
       "SPEC002 1:1 JSON has no comments | "
       "SPEC002 2:7 `012` is not a number of JSON"},
      {R"({"a": 'x' "b": True})",
       "SPEC002 1:7 JSON quotes text with `\"` | "
       "SPEC002 1:11 a `,` is missing before this key | "
       "SPEC002 1:16 `True` stands without quotes"},
      {R"(["\ud83d"])",
       "SPEC002 1:3 `\\ud83d` is half of a surrogate pair, and no character"},
      {R"(["\d"])", "SPEC002 1:3 `\\d` is no escape of JSON"},
      {"[1, [2\n", "SPEC002 1:5 this `[` is never closed"},
      {"[\"a\nb\"]", "SPEC015 1:2 the line ends inside this text"},
      {"{} x", "SPEC002 1:4 something follows the end of the JSON document"},
      {"{a: 1}", "SPEC002 1:2 a key stands without double quotes"},
      {"{\"a\" 1}", "SPEC002 1:6 a `:` must stand between a key and its value"},
      {"[1}", "SPEC002 1:3 neither `,` nor `]` stands here"},
  };

  for (const auto& c : cases) {
    EXPECT_EQ(Reading(c.text, "t.json").Findings(), c.findings) << c.text;
  }
}

TEST(JsonReader, Decodes) {
  EXPECT_EQ(Reading(R"({"k\u00e9": ["\ud83d\ude00 a\/b", -1.5e3, true, null]})",
                    "t.json")
                .Dumped(),
            "mapping 1:1-1:55\n"
            "  key quoted 1:2-1:11 \"k\xC3\xA9\"\n"
            "    sequence 1:13-1:54\n"
            "      - quoted 1:14-1:33 \"\xF0\x9F\x98\x80 a/b\"\n"
            "      - number 1:35-1:41 \"-1.5e3\"\n"
            "      - boolean 1:43-1:47 \"true\"\n"
            "      - null 1:49-1:53\n");
}

TEST(JsonReader, SurvivesMutations) {
  const std::string sample =
      "{\"Version\": \"2012-10-17\",\n"
      " \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:\\u002a\",\n"
      "   \"n\": [1.5e-3, true, null, \"\xC3\xA9\\ud83d\\ude00\\n\"]}]}\n";
  std::vector<std::string> texts;
  for (std::size_t i = 0; i <= sample.size(); ++i) {
    texts.push_back(sample.substr(0, i));
    texts.push_back(sample.substr(i));
    for (const char c : std::string_view("\"'[]{},:\\/*u0d\n\t x-.")) {
      std::string changed = sample;
      changed.insert(i, 1, c);
      texts.push_back(changed);
      if (i < sample.size()) {
        changed = sample;
        changed[i] = c;
        texts.push_back(changed);
      }
    }
  }
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    ExpectSound(Reading(text, "t.json"));
    if (HasFatalFailure()) {
      return;
    }
  }
}

}  // namespace
}  // namespace iamgen::syntax
