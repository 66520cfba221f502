// Bytes that no text should hold.
#include "syntax/text_check.h"

#include <string>

#include "syntax/wording.h"
#include "unit/syntax/reading.h"

namespace iamgen::syntax {
namespace {

using namespace std::string_literals;

TEST(TextCheck, ReportsEachKindOnce) {
  const struct {
    std::string text;
    std::string_view findings;
  } cases[] = {
      {"a: b\0c\n"s,
       "SPEC006 1:5 the control character U+0000 stands in the "
       "text"},
      {"a: \x1b[0m\x1b[1m\n",
       "SPEC006 1:4 the control character U+001B stands in the text (and 1 "
       "more)"},
      {"a: \x7f\n",
       "SPEC006 1:4 the control character U+007F stands in the "
       "text"},
      {"a: \xC2\x9B\n",
       "SPEC006 1:4 the control character U+009B stands in the text"},
      {"a: b\rc: d\r",
       "SPEC007 1:5 a carriage return stands here without a line feed (and 1 "
       "more)"},
      {"a: \xE9\n",
       "SPEC005 1:4 the byte 0xe9 at offset 3 is not part of a "
       "UTF-8 character"},
      {"\xFF\xFE\x61\x01"s, "SPEC005 1:1 the file is UTF-16"},
      {"a: \xED\xA0\x80\n",
       "SPEC005 1:4 the byte 0xed at offset 3 is not part of a UTF-8 "
       "character"},
      {"a: \xF0\x9F\x98",
       "SPEC005 1:4 the byte 0xf0 at offset 3 is not part "
       "of a UTF-8 character"},
      {std::string(2000, '{'),
       "SPEC011 1:1 more than 1000 brackets open here in a row"},
  };

  for (const auto& c : cases) {
    const Reading reading(c.text);
    EXPECT_EQ(reading.Findings(), c.findings) << c.text;
    EXPECT_TRUE(reading.tree.empty());
    ExpectSound(reading);
  }
}

TEST(TextCheck, FindsOneBadByteAnywhere) {
  for (std::size_t at = 0; at < 200; ++at) {
    for (const char bad : {'\x01', '\r', '\xFF'}) {
      std::string text(200, 'a');
      text[at] = bad;
      diag::Sink sink;
      EXPECT_FALSE(CheckYamlText(text, {0}, sink)) << at;
      ASSERT_FALSE(sink.empty());
      EXPECT_EQ(sink.Sorted().front()->span.begin, at);
    }
  }
}

TEST(TextCheck, LetsTextPass) {
  const std::string texts[] = {
      "",
      "\xEF\xBB\xBF",
      std::string("\xEF\xBB\xBF") + "a: \t\xC3\xA4 \xF0\x9F\x98\x80\r\n",
      "a: \xC2\x85\xC2\xA0\n",
      std::string(1000, '['),
      std::string(70, 'x') + "\r\n" + std::string(61, 'y') + "\r\n",
  };
  for (const std::string& text : texts) {
    diag::Sink sink;
    EXPECT_TRUE(CheckYamlText(text, {0}, sink)) << text;
    EXPECT_TRUE(sink.empty());
  }
}

TEST(TextCheck, FindsLongRunsOfBracketsAtAnyOffset) {
  for (std::size_t before = 0; before < 70; ++before) {
    diag::Sink sink;
    EXPECT_FALSE(CheckYamlText(
        std::string(before, ' ') + std::string(1001, '['), {0}, sink));
    EXPECT_EQ(sink.Sorted().front()->span.begin, before);
  }
}

TEST(Wording, NamesQuotesAndClips) {
  EXPECT_EQ(NameOfCharacter(0x1B), "U+001B");
  EXPECT_EQ(NameOfCharacter(0x1F600), "U+1F600");
  EXPECT_EQ(InQuotes("a"), "\"a\"");
  EXPECT_EQ(InQuotes("it's"), "\"it's\"");
  EXPECT_EQ(InQuotes("\"it's\""), "'\"it''s\"'");
  EXPECT_EQ(Code("a\nb"), "`a`");
  EXPECT_EQ(Code(std::string(59, 'a') + "\xC3\xA4"),
            "`" + std::string(59, 'a') + "...`");
}

}  // namespace
}  // namespace iamgen::syntax
