// Which strings are plain, and which escapes the others get.
#include "writers/yaml_scalar.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "unit/writers/trees.h"

namespace iamgen::writers {
namespace {

TEST(YamlPlain, TakesWhatEveryReaderTakes) {
  for (const std::string_view text : {"a",
                                      "A",
                                      "_",
                                      "$",
                                      "/",
                                      "s3:*",
                                      "s3:Get*",
                                      "arn:aws:s3:::*",
                                      "arn:aws:iam::012345671234:role/x",
                                      "${aws:username}",
                                      "aws:SourceArn",
                                      "AWS::IAM::Role",
                                      "Fn::Sub",
                                      "Role.Arn",
                                      "/service-role/",
                                      "x@y.z",
                                      "a=b",
                                      "a+b",
                                      "a-b",
                                      "nope",
                                      "yesterday",
                                      "one",
                                      "x1e3",
                                      "None"}) {
    EXPECT_TRUE(IsPlainInYaml(text)) << text;
  }
}

TEST(YamlPlain, LeavesOutTheNastyOnes) {
  const std::set<std::string_view> plain = {"_",
                                            "_1",
                                            "x1",
                                            "a1",
                                            "a:b",
                                            "a::b",
                                            "/",
                                            "a/b",
                                            "$",
                                            "${x}",
                                            "${aws:username}",
                                            "s3:*",
                                            "arn:aws:s3:::*",
                                            "arn:aws:s3:::bucket/*",
                                            "aws:SourceArn",
                                            "aws:PrincipalArn",
                                            "AWS::AccountId",
                                            "Fn::Sub",
                                            "key:value",
                                            "a=b"};
  for (const std::string& text : NastyScalars()) {
    const bool letters =
        text.find_first_not_of("kx") == std::string::npos && text.size() > 900;
    EXPECT_EQ(IsPlainInYaml(text), letters || plain.contains(text)) << text;
  }
}

TEST(YamlPlain, LeavesOutWordsInAnyCaseAndExponents) {
  for (const std::string_view text :
       {"y",    "Y",   "n",    "N",        "yes",   "YES",   "yEs",  "no",
        "on",   "off", "true", "True",     "false", "FALSE", "null", "NULL",
        "Null", "inf", "NaN",  "Infinity", "e3",    "E10",   "e-3",  "e_1"}) {
    EXPECT_FALSE(IsPlainInYaml(text)) << text;
  }
}

struct Case {
  std::string text;
  std::string escaped;
};

class YamlEscapeTable : public testing::TestWithParam<Case> {};

TEST_P(YamlEscapeTable, Escapes) {
  std::string out = "<";
  AppendYamlEscaped(out, GetParam().text);
  EXPECT_EQ(out, "<" + GetParam().escaped);
}

const Case kCases[] = {
    {"", ""},
    {"a b", "a b"},
    {"\"\\/\n\t", R"(\"\\/\n\t)"},
    {"\x01\x7F", R"(\u0001\u007f)"},
    {"\u0080\u0085\u009F\u00A0", "\\u0080\\u0085\\u009f\u00A0"},
    {"a\u2027\u2028\u2029\u202A", "a\u2027\\u2028\\u2029\u202A"},
    {"\uFEFF\uFFFD\uFFFE\uFFFF", "\\ufeff\uFFFD\\ufffe\\uffff"},
    {"\u00E9\U0001F600\"", "\u00E9\U0001F600\\\""},
    {"eight by\u00E9te", "eight by\u00E9te"},
    // Not UTF-8, which the front end refuses: passed on, and no crash.
    {"\xC2", "\xC2"},
    {"\xE2\x80", "\xE2\x80"},
    {"\xEF\xBB", "\xEF\xBB"},
};

INSTANTIATE_TEST_SUITE_P(Texts, YamlEscapeTable, testing::ValuesIn(kCases));

TEST(YamlComment, StaysOnItsLine) {
  std::string out;
  AppendYamlComment(out, "a\nb\u0085c\u2028d\re\tf\"\u00E9");
  EXPECT_EQ(out, "a b c d e f\"\u00E9");
}

}  // namespace
}  // namespace iamgen::writers
