// What fixes make of texts in JSON, YAML and Terraform's language, and what
// they leave alone.
#include "diag/fix_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "diag/sink.h"

namespace iamgen::diag {
namespace {

constexpr Rule kRule = {
    .id = "TEST001", .name = "test", .summary = "a test", .explanation = ""};

// A text with marks around what edits are about: <...>.
struct Marked {
  std::string text;
  std::vector<Span> spans;
};

Marked Unmarked(std::string_view text) {
  Marked marked;
  for (const char c : text) {
    const auto at = static_cast<std::uint32_t>(marked.text.size());
    if (c == '<') {
      marked.spans.push_back({{0}, at, at});
    } else if (c == '>') {
      marked.spans.back().end = at;
    } else {
      marked.text += c;
    }
  }
  return marked;
}

enum class Do { kReplace, kElement, kMember, kAdd };

// What the text becomes; "-" where it stays.
std::string Fixed(Do what, std::string_view marked, std::string was,
                  std::string text = "") {
  const auto [bare, spans] = Unmarked(marked);
  SourceMap sources;
  sources.Add("t", bare);
  Sink sink;
  for (const Span span : spans) {
    Report report = sink.Add(kRule, span, "m");
    switch (what) {
      case Do::kReplace:
        report.Replace(span, was, text);
        break;
      case Do::kElement:
        report.RemoveElement(span, was);
        break;
      case Do::kMember:
        report.RemoveMember(span, was);
        break;
      case Do::kAdd:
        report.AddMember(span, text);
        break;
    }
  }
  const FixedTexts fixed = ApplyFixes(sink.Sorted(), sources);
  return fixed.texts.empty() ? "-" : fixed.texts.begin()->second;
}

struct Row {
  const char* before;
  const char* after;
};

TEST(Fixes, ReplaceWhatIsThere) {
  for (const Row& row : std::vector<Row>{
           {R"(["a", <"b:c">])", R"(["a", "B:C"])"},
           {"- <b:c> # why", "- B:C # why"},
           {"- <'b:c'>", "- 'B:C'"},
           {"{\"p\": \"[<\\\"b:c\\\">]\"}", "{\"p\": \"[\\\"B:C\\\"]\"}"},
           {"<b:c> <b:c>", "B:C B:C"},
           // A variable, an escape, another text.
           {"- <{{X}}>", "-"},
           {R"([<"\u0062:c">])", "-"},
           {"- <b:cd>", "-"},
       }) {
    EXPECT_EQ(Fixed(Do::kReplace, row.before, "b:c", "B:C"), row.after)
        << row.before;
  }
}

TEST(Fixes, WriteNothingThatNeedsQuotes) {
  EXPECT_EQ(Fixed(Do::kReplace, "<\"a\">", "a", "b\"c"), "-");
  EXPECT_EQ(Fixed(Do::kReplace, "<\"a\">", "a", "${b}"), "-");
  EXPECT_EQ(Fixed(Do::kReplace, "<\"a\">", "a", "*"), "\"*\"");
  EXPECT_EQ(Fixed(Do::kReplace, "<a>", "a", "*"), "-");
  EXPECT_EQ(Fixed(Do::kReplace, "<a>", "a", "b:"), "-");
  EXPECT_EQ(Fixed(Do::kReplace, "[<a>, c]", "a", "b,c"), "-");
}

TEST(Fixes, RemoveElementsBetweenBrackets) {
  for (const Row& row : std::vector<Row>{
           {R"(["a", <"x">, "b"])", R"(["a", "b"])"},
           {R"([<"x">, "b"])", R"(["b"])"},
           {R"(["a", <"x">])", R"(["a"])"},
           {R"(["a",<"x">])", R"(["a"])"},
           {"[\n  \"a\",\n  <\"x\">,\n  \"b\"\n]", "[\n  \"a\",\n  \"b\"\n]"},
           {"[\n  \"a\",\n  <\"x\">\n]", "[\n  \"a\"\n]"},
           {"[\n  \"a\",\n  <\"x\">,\n]", "[\n  \"a\",\n]"},
           {"[\r\n  \"a\",\r\n  <\"x\">,\r\n  \"b\"\r\n]",
            "[\r\n  \"a\",\r\n  \"b\"\r\n]"},
           {"[ a, <x>, b ]", "[ a, b ]"},
           {"[a, <x>, <x>, b]", "[a, b]"},
           // Comments stay.
           {"[ a,\n  <x>, # two\n  b ]", "[ a,\n  # two\n  b ]"},
           {"[ a, # one\n  <x>,\n  b ]", "-"},
           {"[\n  a, # one\n  <x>\n]", "-"},
           {"[ a, <x> # one\n, b ]", "-"},
           // The only one.
           {R"([<"x">])", "-"},
           {"[ <x>, ]", "-"},
           // Not understood.
           {"[a, &anchor <x>]", "-"},
           {"[a, !Sub <x>]", "-"},
           {"a <x>, b", "-"},
           {"<x>", "-"},
           {"[a, <y>]", "-"},
       }) {
    EXPECT_EQ(Fixed(Do::kElement, row.before, "x"), row.after) << row.before;
  }
}

TEST(Fixes, ThatTouchWaitForTheNextRound) {
  EXPECT_EQ(Fixed(Do::kElement, "[a, <x>, <x>]", "x"), "[a, x]");
  EXPECT_EQ(Fixed(Do::kElement, "[<x>, <x>]", "x"), "[x]");
}

TEST(Fixes, RemoveSeveralElementsAtOnce) {
  for (const Row& row : std::vector<Row>{
           {"[a, <x>, <x>]", "[a]"},
           {"[<x>, <x>, a]", "[a]"},
           {"[<x>, a, <x>]", "[a]"},
           {"[a, <x>,\n <x>, b, <x>]", "[a, b]"},
           {"- <x>\n- a\n- <x>\n- <x>\n", "- a\n"},
           {"[<x>, <x>]", "-"},
       }) {
    const auto [text, spans] = Unmarked(row.before);
    SourceMap sources;
    sources.Add("t", text);
    Sink sink;
    Report report = sink.Add(kRule, spans[0], "m");
    for (const Span span : spans) {
      report.RemoveElement(span, "x");
    }
    const FixedTexts fixed = ApplyFixes(sink.Sorted(), sources);
    EXPECT_EQ(fixed.texts.empty() ? "-" : fixed.texts.at({0}), row.after)
        << row.before;
  }
}

TEST(Fixes, RemoveElementsBehindDashes) {
  for (const Row& row : std::vector<Row>{
           {"k:\n  - a\n  - <x>\n  - b\n", "k:\n  - a\n  - b\n"},
           {"k:\n  - <x>\n  - b\n", "k:\n  - b\n"},
           {"k:\n  - a\n  - <x>\nl: m\n", "k:\n  - a\nl: m\n"},
           {"k:\n- a\n- <x>\nl: m\n", "k:\n- a\nl: m\n"},
           {"k:\n- a\n- <x>", "k:\n- a\n"},
           {"k:\n  - a:\n      - b\n  - <\"x\">\n", "k:\n  - a:\n      - b\n"},
           {"k:\n  - a\n\n  # about x\n  - <x>\n",
            "k:\n  - a\n\n  # about x\n"},
           {"k:\n  - a\n  -   <x>   # why\n  - b\n",
            "k:\n  - a\n  # why\n  - b\n"},
           // The only one.
           {"k:\n  - <x>\nl:\n  - a\n", "-"},
           {"k:\n- <x>\nl:\n- a\n", "-"},
           {"- l:\n    - <x>\n- a\n", "-"},
           // Not understood.
           {"k:\n  - - <x>\n    - a\n  - b\n", "-"},
           {"k:\n  - &anchor <x>\n  - b\n", "-"},
           {"k:\n  - <x>\n    y\n  - b\n", "-"},
       }) {
    EXPECT_EQ(Fixed(Do::kElement, row.before, "x"), row.after) << row.before;
  }
}

TEST(Fixes, RemoveStatements) {
  for (const Row& row : std::vector<Row>{
           {R"([{"a": 1}, <{"b": [2]}>])", R"([{"a": 1}])"},
           {"s:\n  - a: 1\n  - <b: 2\n    c: 3\n>  - d: 4\n",
            "s:\n  - a: 1\n  - d: 4\n"},
           {"s:\n  - <a: 1\n    b: 2>\n  - d: 4\n", "s:\n  - d: 4\n"},
           // A comment or a variable in it, or more of it than was marked.
           {"s:\n  - <a: 1 # why\n    b: 2>\n  - d: 4\n", "-"},
           {"s:\n  - <a: \"{{X}}\"\n    b: 2>\n  - d: 4\n", "-"},
           {"s:\n  - <a: 1\n>    b: 2\n  - d: 4\n", "-"},
       }) {
    EXPECT_EQ(Fixed(Do::kElement, row.before, ""), row.after) << row.before;
  }
}

TEST(Fixes, RemoveMembers) {
  for (const Row& row : std::vector<Row>{
           {R"({"Sid": <"">, "E": 1})", R"({"E": 1})"},
           {R"({"E": 1, "Sid": <"">})", R"({"E": 1})"},
           {"{\n  \"E\": 1,\n  \"Sid\" : <\"\">,\n  \"F\": 2\n}",
            "{\n  \"E\": 1,\n  \"F\": 2\n}"},
           {"{ Sid: <\"\">, E: 1 }", "{ E: 1 }"},
           {"{ Sid = <\"\">, E = 1 }", "{ E = 1 }"},
           {"s:\n  - E: 1\n    Sid: <\"\">\n    F: 2\n",
            "s:\n  - E: 1\n    F: 2\n"},
           {"s:\n  - E: 1\n    Sid: <\"\"> # none\n",
            "s:\n  - E: 1\n    # none\n"},
           {"s:\n  - Sid: <''>\n    E: 1\n", "s:\n  - E: 1\n"},
           {"Sid: <''>\nE: 1\n", "E: 1\n"},
           {"E: 1\nSid: <''>\n", "E: 1\n"},
           // The only one; comments that would be lost.
           {R"({"Sid": <"">})", "-"},
           {"s:\n  - Sid: <''>\n  - E: 1\n", "-"},
           {"s:\n  Sid: <''>\nt:\n", "-"},
           {"s:\n  - Sid: <''> # none\n    E: 1\n", "-"},
           {"s:\n  - Sid: <''>\n    # none\n    E: 1\n", "-"},
           // Not understood.
           {R"({\"Sid\": <\"\">, \"E\": 1})", "-"},
           {"{ Sid = <\"\">\n  E = 1 }", "-"},
           {"<\"\">", "-"},
       }) {
    EXPECT_EQ(Fixed(Do::kMember, row.before, ""), row.after) << row.before;
  }
}

TEST(Fixes, AddMembers) {
  for (const Row& row : std::vector<Row>{
           {R"(<{"S": 1}>)", R"({"V": "2", "S": 1})"},
           {"<{\n  \"S\": 1\n}>", "{\n  \"V\": \"2\",\n  \"S\": 1\n}"},
           {"<{ S: 1 }>", "{ \"V\": \"2\", S: 1 }"},
           {"p:\n  <S:\n    - 1>\n", "p:\n  \"V\": \"2\"\n  S:\n    - 1\n"},
           {"<S: 1>\n", "\"V\": \"2\"\nS: 1\n"},
           {"<{}>", "-"},
           {R"(<{\n \"S\": 1}>)", "-"},
           {"- <S: 1>", "-"},
       }) {
    EXPECT_EQ(Fixed(Do::kAdd, row.before, "", "\"V\": \"2\""), row.after)
        << row.before;
  }
}

TEST(Fixes, RelyOnWhatStays) {
  const auto [text, spans] = Unmarked("[<a>, <b>, <c>, <{{d}}>]");
  SourceMap sources;
  sources.Add("t", text);
  {
    // Each would go because of the other: one stays.
    Sink sink;
    sink.Add(kRule, spans[0], "1")
        .RemoveElement(spans[0], "a")
        .Given(spans[1], "b");
    sink.Add(kRule, spans[1], "2")
        .RemoveElement(spans[1], "b")
        .Given(spans[0], "a");
    const FixedTexts fixed = ApplyFixes(sink.Sorted(), sources);
    EXPECT_EQ(fixed.fixes, 1U);
    EXPECT_EQ(fixed.texts.at({0}), "[b, c, {{d}}]");
  }
  {
    Sink sink;
    sink.Add(kRule, spans[0], "1")
        .RemoveElement(spans[0], "a")
        .Given(spans[3], "x");
    EXPECT_EQ(ApplyFixes(sink.Sorted(), sources).fixes, 0U);
  }
}

TEST(Fixes, AreWholeOrNone) {
  const auto [text, spans] = Unmarked("{<\"a\">: <\"b\">}");
  SourceMap sources;
  sources.Add("t", text);
  Sink sink;
  sink.Add(kRule, spans[0], "1")
      .Replace(spans[0], "a", "A")
      .Replace(spans[1], "c", "C");
  EXPECT_TRUE(TextEditsOf(*sink.Sorted()[0], sources).empty());
  Sink other;
  other.Add(kRule, spans[0], "1")
      .Replace(spans[1], "b", "B")
      .Replace(spans[0], "a", "A");
  const auto edits = TextEditsOf(*other.Sorted()[0], sources);
  ASSERT_EQ(edits.size(), 2U);
  EXPECT_EQ(edits[0].text, "A");
  EXPECT_EQ(ApplyFixes(other.Sorted(), sources).texts.at({0}),
            "{\"A\": \"B\"}");
}

TEST(Fixes, OfNowhereAreNone) {
  SourceMap sources;
  sources.Add("t", "a");
  Sink sink;
  sink.Add(kRule, {}, "1").Replace({}, "a", "b");
  sink.Add(kRule, {{0}, 0, 9}, "2").Replace({{0}, 0, 9}, "a", "b");
  sink.Add(kRule, {{0}, 0, 9}, "3").RemoveElement({{0}, 0, 9}, "");
  sink.Add(kRule, {{0}, 9, 9}, "4").AddMember({{0}, 9, 9}, "b");
  sink.Add(kRule, {{0}, 0, 1}, "5");
  EXPECT_EQ(ApplyFixes(sink.Sorted(), sources).fixes, 0U);
}

}  // namespace
}  // namespace iamgen::diag
