// How far the fast reader of YAML goes, and that it says what yaml-cpp says.
#include "syntax/everyday_yaml.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/syntax/both_producers.h"
#include "unit/syntax/yaml_files.h"

namespace iamgen::syntax {
namespace {

void ExpectFast(bool fast, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const BothProducers both(text);
    EXPECT_EQ(both.fast, fast) << "the text:\n" << text;
    EXPECT_EQ(both.difference, "");
  }
}

std::string Nested(std::size_t depth) {
  return std::string(depth, '[') + "x" + std::string(depth, ']') + "\n";
}

TEST(EverydayYaml, ReadsBlocks) {
  ExpectFast(true, {"a: b\nc: d\n",
                    "a: b",
                    "a : b\n",
                    "a:\n",
                    "a:",
                    "key:    \n",
                    "key: # comment\n",
                    "key: # comment\n  a: b\n",
                    "key: value   \n",
                    "key: value   # comment\n",
                    "a:\n  b: c\n\n  # d\n\n  e: f\ng: h\n",
                    "a:\n- b\n- c\nd: e\n",
                    "a:\n- b: c\n  d: e\n\n- f\ng:\n  h:\n  - i: j\n    k: l\n",
                    "a:\n- b\nc:\n  d:\n    e: f\n",
                    "a:\n  - b\n  -\n  - c\n",
                    "a:\n-\nb:\n",
                    "- - x\n  - - y\n- z\n",
                    "-   a: b\n    c: d\n",
                    "-\n  a: b\n",
                    "- # c\n  a: b\n",
                    "- a:\n  - b\n- c:\n",
                    "a:\n  text below\nb:\n  'quoted'\nc:\n  [x]\n",
                    "a: b\n  # deeper\n # less\n#none\nc: d\n",
                    "  a: b\n  c: d\n",
                    "a:\r\n  - b\r\n  - c: d\r\n\r\n",
                    "\xEF\xBB\xBF# after a mark\na: b\n",
                    "---\na: b\n",
                    "--- # c\n\n- a\n",
                    "",
                    "# nothing\n\n",
                    "a: b\n   ",
                    "a: b\n  # no line end",
                    std::string(1024, 'k') + ": v\n"});
}

TEST(EverydayYaml, GivesUpOnOtherBlocks) {
  ExpectFast(false, {"a: b: c\n",
                     "a: - b\n",
                     "a: b\n  c\n",
                     "a: b\n  c: d\n",
                     "a: 'b'\n  c: d\n",
                     "a: [b]\n  c: d\n",
                     "- a\n  b\n",
                     "a:\nb\n",
                     "a\n",
                     "'a'\n",
                     "a\nb: c\n",
                     "a:\n    b: c\n  d: e\n",
                     "a:\n  b: c\n d: e\n",
                     "- a\nb: c\n",
                     "a: b\n- c\n",
                     "a:\n  - b\n c: d\n",
                     "a:\n  b: c\n  - d\n",
                     "- a\n - b\n",
                     "a:\n  - b\n- c\n",
                     "a:\n  b:\n- c\n",
                     "a: |\n  b\n",
                     "a: >-\n  b\n",
                     "? a\n: b\n",
                     ": b\n",
                     "a: ? b\n",
                     "a: -\n",
                     "a:\n\tb: c\n",
                     "a:\tb\n",
                     "a: b\t# c\n",
                     "a: b\n\t\n",
                     "-\ta\n",
                     "--- a: b\n",
                     "# c\n---\na: b\n",
                     "---\n---\n",
                     "---\n",
                     "a: b\n...\n",
                     "a: b\n---\nc: d\n",
                     "%YAML 1.2\n---\na: b\n",
                     "\xEF\xBB\xBF\xEF\xBB\xBFz: b\n",
                     "a: 1\na: 2\n",
                     "a: 1\n\"a\": 2\n",
                     "a:\n  - {b: 1, b: 2}\n",
                     "<<: b\n",
                     "[a]: b\n",
                     "- {a: b}: c\n",
                     std::string(1025, 'k') + ": v\n"});
}

TEST(EverydayYaml, ReadsUnquotedText) {
  ExpectFast(true,
             {"a: s3:Get*\nb: arn:aws:s3:::b/*\n", "a: http://x\n", "a:b: c\n",
              "a: b:c#d\n", "a: it's {{X}} * @ ` [x], {y} & ! | > % ?\n",
              "a: b ' c \" d\n", "- -1\n- --x\n- ---\n", "a: -x\n",
              "- 012345678901\n- 2012-10-17\n- no\n- 1.5e3\n",
              "a: ~\nb: null\nc: Null\nd: NULL\ne: nuLL\nf: nullx\n",
              "Null: a\n", "null: a\n~: b\n", "a:\nnullable: b\n",
              "\xC3\xA9: \xE2\x82\xAC \xF0\x9F\x98\x80\n",
              // NEL, and the separators of lines and paragraphs.
              "a: b\xC2\x85 c\n", "a: b\xE2\x80\xA8 c\xE2\x80\xA9\n",
              "a: \xEF\xBB\xBFz\n"});
}

TEST(EverydayYaml, GivesUpOnOtherText) {
  ExpectFast(false, {"a: *b\n",     "a: *\n",     "a: &b c\n",
                     "a: !x b\n",   "!x a: b\n",  "a: @b\n",
                     "a: `b`\n",    "a: %b\n",    "%: b\n",
                     "a: {{X}}\n",  "a: ,b\n",    "a: ]\n",
                     "a: b:\n",     "a: :b\n",    "a: -:b\n",
                     "a: b\tc\n",   "a: ?b\n",    std::string("a: b\0c\n", 7),
                     "a: b\x7F\n",  "a: b\x1B\n", "a: b\xFF\n",
                     "a: b\rc: d\n"});
}

TEST(EverydayYaml, ReadsQuotedText) {
  ExpectFast(
      true,
      {"\"k\": v\n", "'k' : v\n", "a: 'it''s'\nb: ''\nc: ''''\nd: 'x'''\n",
       "a: \"\"\nb: \" c \"\nc: \"# d\" # e\n", "a: '{{X}} \\ \"'\n",
       "a: 'b\tc'\n", R"(a: "\0\a\b\t\n\v\f\r\e\ \"\/\\")",
       R"(a: "\x41\xe9\u20AC\U0001f600")",
       "a: \"b\\n\"\nc: \"\\n\\n\"\nd: \"\\n \"\n", "\"a\\tb\": c\n",
       "a: 'null'\nb: \"~\"\n", "- 'a'\n- \"b\": c\n"});
}

TEST(EverydayYaml, GivesUpOnOtherQuotedText) {
  ExpectFast(false,
             {"a: 'b' c\n", "a: \"b\"c\n", "a: 'b'#c\n", "a: 'b': c\n",
              "\"a\":b\n", "a: 'b\n", "a: 'b\n  c'\n", "a: \"b\n",
              "a: \"b\n  c\"\n", "a: \"b\\\n  c\"\n", "a: 'it''s\n",
              R"(a: "\s")", R"(a: "\x4")", R"(a: "\u00-1")", R"(a: "\ud83d")",
              R"(a: "\U00110000")", R"(a: "\x)", R"(a: "\)"});
}

TEST(EverydayYaml, ReadsFlow) {
  ExpectFast(
      true,
      {"a: []\nb: {}\nc: [ ]\nd: { }\n", "a: [b, 'c', \"d\", -1, ~, null]\n",
       "a: [b, c,]\nd: {e: f,}\n", "{a: 1,}\n", "[a, [b, {c: [d]}]] # e\n",
       "a: {b: c, 'd': e, \"f\":g, h: , i:, j:}\n", "a: {b:c: d}\n",
       "a: [\n  b, # c\n\n  # d\n  e\n]\nf: g\n",
       "a: {\n  b: c\n  , d:\n    e\n}\n", "a: [b,\nc]\nd: e\n",
       "- [a]\n- {b: c}\n-\n  [d]\n", "- [a,\n   b]\n- c: [d,\n  e]\n",
       "a: [http://x, arn:aws:s3:::b/*]\n", "{a: {Null: {b: true}}}\n",
       "a: [b\r\n, c]\r\n"});
}

TEST(EverydayYaml, GivesUpOnOtherFlow) {
  ExpectFast(false, {"[a, b]c\n",
                     "a: [b]#c\n",
                     "a: [b] c\n",
                     "a: [b\n",
                     "a: [b}\n",
                     "a: {b: c]\n",
                     "a: [b]]\n",
                     "a: [, b]\n",
                     "a: [b,, c]\n",
                     "a: {,}\n",
                     "a: {b}\n",
                     "a: {b:c}\n",
                     "a: {b: c d: e}\n",
                     "a: {b\n: c}\n",
                     "a: {'b'\n: c}\n",
                     "a: [b: c]\n",
                     "a: [b c\n  d]\n",
                     "a: ['b' 'c']\n",
                     "a: ['b'\n'c']\n",
                     "a: [[b]: c]\n",
                     "a: {[b]: c}\n",
                     "a: {{b: c}: d}\n",
                     "a: [{{X}}]\n",
                     "a: [b{{X}}]\n",
                     "a: [b[c]]\n",
                     "a: [s3:Get?]\n",
                     "a: [?b]\n",
                     "a: [-]\n",
                     "a: [- b]\n",
                     "a: [*]\n",
                     "a: [#c\n]\n",
                     "a: [b,#c\n]\n",
                     "a: [\tb]\n",
                     "a: [b\n---\n]\n",
                     "a: [b,\n...\n]\n",
                     "{a: 1} b\n",
                     "[a]\n[b]\n",
                     "[a]\nb: c\n",
                     "a: {" + std::string(1025, 'k') + ": v}\n"});
}

TEST(EverydayYaml, GoesAsDeepAsATree) {
  std::string blocks;
  for (std::size_t depth = 0; depth < 64; ++depth) {
    blocks += std::string(depth, ' ') + "a:\n";
  }
  ExpectFast(true, {Nested(64), blocks});
  ExpectFast(false,
             {Nested(65), blocks + std::string(64, ' ') + "a:\n", Nested(900),
              std::string(100'000, '['), "- " + Nested(64)});
}

// What people write goes through it: all but what is there to be wrong or odd.
TEST(EverydayYaml, ReadsTheTopologiesOfThisRepository) {
  std::size_t read = 0;
  for (const YamlFile& file : YamlFiles()) {
    const BothProducers both(file.text);
    EXPECT_EQ(both.difference, "") << file.name;
    read += both.fast ? 1 : 0;
    const auto has = [&](std::string_view word) {
      return file.name.find(word) != std::string::npos;
    };
    // CloudFormation's templates have tags; a block scalar is rare.
    const bool odd = has("corpus/bad_") || has("/expected/") ||
                     has("/repeated_anchor/") ||
                     has("/suppressions_that_miss/");
    EXPECT_TRUE(both.fast || odd) << file.name;
  }
  EXPECT_GT(read, 100U);
}

}  // namespace
}  // namespace iamgen::syntax
