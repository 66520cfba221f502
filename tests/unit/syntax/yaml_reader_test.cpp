// YAML as users write it, and every way in which it goes wrong.
#include <string>
#include <vector>

#include "unit/syntax/reading.h"

namespace iamgen::syntax {
namespace {

struct Case {
  std::string_view text;
  std::string_view findings;
  std::string_view help = "";
};

TEST(YamlReader, RefusesWhatYamlCppLetsThrough) {
  const Case cases[] = {
      {"a: 1\n\"a\": 2\n",
       "SPEC003 2:1 the key `a` stands twice in this mapping",
       "keep one of the two, or join their values"},
      {"{a: 1, a: 2}", "SPEC003 1:8 the key `a` stands twice in this mapping"},
      {"a: \"x\n", "SPEC015 1:4 the quote that opens here is never closed",
       "close the text with `\"`"},
      {"- a\nk: b\n",
       "SPEC004 2:1 `k:` follows the end of the document and would be ignored"},
      {"a: b\n---\nc: d\n", "SPEC004 2:1 a second document starts here",
       "put it into a file of its own"},
      {"a: b\n...\njunk\n",
       "SPEC004 3:1 `junk` follows the end of the document and would be "
       "ignored"},
      {"a: b\n%x: y\n",
       "SPEC004 2:1 `%x:` follows the end of the document and would be "
       "ignored"},
      {"a: b\nfoo\n", "SPEC001 2:1 `foo` stands as a key and has no `:`"},
      {"a: &b {c: d}\ne:\n  <<: *b\n",
       "SPEC008 3:3 `<<` is a merge key, which the topology language does not "
       "have"},
      {"a: &a [x, *a]\n",
       "SPEC009 1:11 this alias stands inside the node that it repeats"},
      {"a: &x 1\nb: &x 2\n",
       "SPEC018 2:4 the anchor `&x` is defined twice, and aliases below this "
       "line mean this one"},
      {"%YAML 1.2\n---\na: b\n", "SPEC020 1:1 `%YAML 1.2` is a YAML directive",
       "remove the line"},
      {"a: !Sub x\n",
       "SPEC019 1:4 `!Sub` is a YAML tag, and tags mean nothing here"},
      {"{a: b}: c\n", "SPEC016 1:1 a mapping stands as a key"},
      {"[a]: c\n", "SPEC016 1:1 a list stands as a key"},
      {": x\n", "SPEC001 1:1 a key is missing before this `:`"},
  };
  for (const Case& c : cases) {
    const Reading reading(c.text);
    EXPECT_EQ(reading.Findings(), c.findings) << c.text;
    if (!c.help.empty()) {
      EXPECT_EQ(reading.Help(), c.help) << c.text;
    }
    ExpectSound(reading);
  }
}

TEST(YamlReader, SaysHowToQuote) {
  const Case cases[] = {
      {"Action: *", "SPEC013 1:9 `*` starts an alias in YAML",
       R"(quote it: "*")"},
      {"[*, a]", "SPEC013 1:2 `*` starts an alias in YAML", R"(quote it: "*")"},
      {"*: x", "SPEC013 1:1 `*` starts an alias in YAML", R"(quote it: "*")"},
      {"a: *-dev # all",
       "SPEC021 1:4 `*-dev` is an alias in YAML, and no anchor `&-dev` stands "
       "above it",
       R"(quote it: "*-dev")"},
      {"a: {{X}}",
       "SPEC014 1:4 `{{X}}` starts with `{`, which opens a mapping in YAML",
       R"(quote it: "{{X}}")"},
      {"a: {{X}}-foo # c",
       "SPEC014 1:4 `{{X}}-foo` starts with `{`, which opens a mapping in YAML",
       R"(quote it: "{{X}}-foo")"},
      {"- {{a}}/{{b}}",
       "SPEC014 1:3 `{{a}}/{{b}}` starts with `{`, which opens a mapping in "
       "YAML",
       R"(quote it: "{{a}}/{{b}}")"},
      {"{{X}}: y",
       "SPEC014 1:1 `{{X}}` starts with `{`, which opens a mapping in YAML",
       R"(quote it: "{{X}}")"},
      {"a: @x",
       "SPEC022 1:4 no value starts with `@` in YAML unless it is in quotes",
       R"(quote it: "@x")"},
      {"a: `x`",
       "SPEC022 1:4 no value starts with a backtick in YAML unless it is in "
       "quotes",
       R"(quote it: "`x`")"},
      {"a: %x",
       "SPEC022 1:4 no value starts with `%` in YAML unless it is in quotes",
       R"(quote it: "%x")"},
      {"key: a: b",
       "SPEC022 1:6 `a: b` holds a `:` that YAML takes for a key's",
       R"(quote it: "a: b")"},
      {"a: 'it's'", "SPEC022 1:8 `s'` follows the closing `'` of the value",
       R"(quote it: "it's")"},
      {"a: \"x\" y", "SPEC022 1:8 `y` follows the closing `\"` of the value",
       R"(quote it: '"x" y')"},
      {"a: > 5",
       "SPEC022 1:4 `>` starts a block of text on the lines below, and text "
       "follows it here",
       R"(quote it: "> 5")"},
      {R"(a: "\s")", "SPEC001 1:5 `\\s` is no escape that double quotes know",
       R"(write `\\` for a backslash, or use single quotes)"},
      {R"(a: "\ud83d\ude00")",
       "SPEC001 1:5 `\\ud83d` is half of a surrogate pair, and YAML joins none",
       "write the character itself"},
  };
  for (const Case& c : cases) {
    const Reading reading(c.text);
    EXPECT_EQ(reading.Findings(), c.findings) << c.text;
    EXPECT_EQ(reading.Help(), c.help) << c.text;
    EXPECT_FALSE(reading.tree.empty()) << c.text;
    ExpectSound(reading);
  }
}

TEST(YamlReader, SaysWhatIsWrongWithTheGrammar) {
  const Case cases[] = {
      {"a:\n\tb: c\n", "SPEC012 2:1 a tab indents this line"},
      {"- a\n\t- b\n", "SPEC012 2:1 a tab indents this line"},
      {"a: b\n  c: d\n",
       "SPEC001 2:3 `c` is read as more of the text above it, not as a key"},
      {"in:master\nx: y\n",
       "SPEC001 1:1 `in:master` has no space after its `:`"},
      {"a:\n  b: 1\n c: 2\n",
       "SPEC001 3:2 `c:` starts in a column where no mapping is open"},
      {"a: - b\n", "SPEC001 1:4 a list starts on the line of its key"},
      {"[- a]\n", "SPEC001 1:2 a `-` entry stands inside brackets"},
      {"a: ]\n", "SPEC001 1:4 `]` closes nothing that is open"},
      {"a: {b: c}}\n", "SPEC001 1:10 `}` closes nothing that is open"},
      {"a: [1, 2}\n", "SPEC001 1:9 `}` stands where `[` waits for its `]`"},
      {"a: [1, 2\n", "SPEC001 1:4 this `[` is never closed"},
      {"a: {b: [1, 2]\n", "SPEC001 1:4 this `{` is never closed"},
      {"a: [1, 2\nb: c\n",
       "SPEC001 1:4 this `[` is not closed before the next key"},
      {"a: [b, \"c\" d]\n",
       "SPEC001 1:12 neither `,` nor `]` stands before `d]`"},
      {"a: \"x\nb: y\n",
       "SPEC015 1:4 the quote that opens here is never closed"},
      {"a: it's\nb: 'x\nc: d\n",
       "SPEC015 2:4 the quote that opens here is never closed"},
      {"a: &\n",
       "SPEC001 1:4 `&` starts an anchor in YAML, and no name of one follows"},
  };
  for (const Case& c : cases) {
    const Reading reading(c.text);
    EXPECT_EQ(reading.Findings(), c.findings) << c.text;
    ExpectSound(reading);
  }
}

TEST(YamlReader, ReportsSeveralMistakesAndTheRestOfTheFile) {
  const Reading reading(
      "one: *\n"
      "two: [{{A}}-x, {{B}}, *]\n"
      "three: x: y\n"
      "four: @me\n"
      "four: again\n"
      "five: \"\\d\"\n"
      "six: 6\n");
  EXPECT_EQ(
      reading.Findings(),
      "SPEC013 1:6 `*` starts an alias in YAML | "
      "SPEC014 2:7 `{{A}}-x` starts with `{`, which opens a mapping in YAML | "
      "SPEC014 2:16 `{{B}}` starts with `{`, which opens a mapping in YAML | "
      "SPEC013 2:23 `*` starts an alias in YAML | "
      "SPEC022 3:8 `x: y` holds a `:` that YAML takes for a key's | "
      "SPEC022 4:7 no value starts with `@` in YAML unless it is in quotes | "
      "SPEC003 5:1 the key `four` stands twice in this mapping | "
      "SPEC001 6:8 `\\d` is no escape that double quotes know");
  EXPECT_EQ(reading.Dumped(),
            "mapping 1:1-7:7\n"
            "  key plain 1:1-1:4 \"one\"\n"
            "    broken 1:6-1:7\n"
            "  key plain 2:1-2:4 \"two\"\n"
            "    sequence 2:6-2:25\n"
            "      - broken 2:7-2:14\n"
            "      - broken 2:16-2:21\n"
            "      - broken 2:23-2:24\n"
            "  key plain 3:1-3:6 \"three\"\n"
            "    broken 3:8-3:12\n"
            "  key plain 4:1-4:5 \"four\"\n"
            "    broken 4:7-4:10\n"
            "  key plain 6:1-6:5 \"five\"\n"
            "    broken 6:7-6:11\n"
            "  key plain 7:1-7:4 \"six\"\n"
            "    plain 7:6-7:7 \"6\"\n");
}

TEST(YamlReader, ReadsWhatIsFine) {
  const std::string_view texts[] = {
      "a: s3:Get*\nb: arn:aws:s3:::b/*\nc: arn:{{partition}}:x\n",
      "---\na: b\n",
      "a: b\n...\n",
      "a: b\n... # end\n# bye\n",
      "a: {b: [c, d], e: }\n",
      "a: !!str 12\nb: ! x\n",
      "? a\n: b\n",
      "a: &x {b: c}\nd: *x\n",
      "{\n\t\"a\": 1\n}\n",
      "Null: {aws:TokenIssueTime: \"true\"}\n",
      "a: {Null:}\n",
      "# nothing\n",
      "",
      "a: \"x # y\"  # z\n",
      "a: it's {{X}} * @ `\n",
      "a: |\n  *\n  {{X}}\n  \"\nb: c\n",
  };
  for (const std::string_view text : texts) {
    const Reading reading(text);
    EXPECT_EQ(reading.Findings(), "") << text;
    EXPECT_FALSE(reading.tree.empty()) << text;
    ExpectSound(reading);
  }
}

TEST(YamlReader, KeepsTextAsWritten) {
  EXPECT_EQ(Reading("Null: {x: 012345671234}\nb: [~, null, no]\n").Dumped(),
            "mapping 1:1-2:17\n"
            "  key plain 1:1-1:5 \"Null\"\n"
            "    mapping 1:7-1:24\n"
            "      key plain 1:8-1:9 \"x\"\n"
            "        plain 1:11-1:23 \"012345671234\"\n"
            "  key plain 2:1-2:2 \"b\"\n"
            "    sequence 2:4-2:17\n"
            "      - null 2:5-2:6\n"
            "      - null 2:8-2:12\n"
            "      - plain 2:14-2:16 \"no\"\n");
}

// Where a value is empty, what comes next may look like one.
TEST(YamlReader, TakesNoKeyForTheEmptyValueAboveIt) {
  for (const std::string_view key :
       {"nullable", "null and void", "~x", "null"}) {
    const Reading reading("a:\n" + std::string(key) + ": x\n");
    EXPECT_EQ(reading.Findings(), "") << key;
    EXPECT_NE(reading.Dumped().find("    null 1:3-1:3\n"), std::string::npos)
        << reading.Dumped();
  }
}

TEST(YamlReader, LimitsDepth) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + "x" + std::string(depth, ']');
  };
  EXPECT_EQ(Reading(nested(64)).Findings(), "");
  EXPECT_EQ(Reading(nested(65)).Findings(),
            "SPEC011 1:65 this is nested deeper than 64 levels");
  for (const std::size_t depth : {400U, 501U, 999U}) {
    EXPECT_TRUE(Reading(nested(depth)).Findings().starts_with("SPEC011"))
        << depth;
  }
  EXPECT_EQ(Reading(std::string(1'000'000, '[')).Findings(),
            "SPEC011 1:1 more than 1000 brackets open here in a row");
}

TEST(YamlReader, ChoosesTheFormatByName) {
  EXPECT_NE(Reading("{a: 1}", "x.json").Findings(), "");
  EXPECT_NE(Reading("{a: 1}", "x.JSON").Findings(), "");
  EXPECT_EQ(Reading("{a: 1}", "x.yml").Findings(), "");
  EXPECT_EQ(Reading("{a: 1}", "-").Findings(), "");
  EXPECT_NE(Reading(" { \"a\": 1,}", "-").Findings(), "");
  EXPECT_EQ(Reading(" { \"a\": 1}", "-").tree.nodes[2].kind, NodeKind::kNumber);
  // As the command line calls standard input.
  EXPECT_EQ(Reading("{ \"a\": 1}", "<stdin>").tree.nodes[2].kind,
            NodeKind::kNumber);
  EXPECT_EQ(Reading("{ \"a\": 1}", "t.yaml").tree.nodes[2].kind,
            NodeKind::kPlain);
}

// Whatever becomes of a file, reading it ends, and its spans are in it.
TEST(YamlReader, SurvivesMutations) {
  const std::string sample =
      "# comment\r\n"
      "iamgen: 1\n"
      "a: &x [b, \"c\\n\", 'it''s', {d: ~, e: }, *x1, {{Y}}-z]\n"
      "text: |+2\n"
      "    x\n"
      "\n"
      "   y # no\n"
      "folded: >-\n"
      "  p\n"
      "  q\n"
      "long: one\n"
      "  two # three\n"
      "? k\n"
      ": - v\n"
      "  - - w: *x\n"
      "      z: !t 1\n"
      "\xC3\xA4: \"\xF0\x9F\x98\x80\"\n"
      "...\n";
  std::vector<std::string> texts;
  for (std::size_t i = 0; i <= sample.size(); ++i) {
    texts.push_back(sample.substr(0, i));
    texts.push_back(sample.substr(i));
    for (const char c : std::string_view("\"'[]{},:-#&*!|>%@`\\\t \n\r~?<")) {
      std::string changed = sample;
      changed.insert(i, 1, c);
      texts.push_back(changed);
    }
  }
  for (std::size_t begin = 0; begin < sample.size();) {
    const std::size_t end = sample.find('\n', begin) + 1;
    texts.push_back(sample.substr(0, begin) + sample.substr(end));
    texts.push_back(sample.substr(0, end) + sample.substr(begin));
    begin = end;
  }
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    ExpectSound(Reading(text));
    if (HasFatalFailure()) {
      return;
    }
  }
}

}  // namespace
}  // namespace iamgen::syntax
