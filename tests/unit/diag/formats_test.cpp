// What each format makes of texts that it might take for its own, and of more
// findings than it has room for.
#include "diag/formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "diag/fingerprint.h"
#include "diag/render.h"
#include "diag/rule_markdown.h"
#include "diag/sink.h"

namespace iamgen::diag {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

constexpr Rule kWarning = {.id = "TEST001",
                           .name = "test-warning",
                           .severity = Severity::kWarning,
                           .summary = "a test",
                           .explanation = R"(A test of
`a*b` and a*b.

More.

Fires:    a: *
)"};
constexpr Rule kError = {.id = "TEST002",
                         .name = "test-error",
                         .severity = Severity::kError,
                         .summary = "an error",
                         .explanation = ""};
constexpr Rule kSecurity = {.id = "TEST003",
                            .name = "test-security",
                            .severity = Severity::kSecurity,
                            .summary = "a door",
                            .explanation = ""};
constexpr Rule kSuggestion = {.id = "TEST004",
                              .name = "test-suggestion",
                              .severity = Severity::kSuggestion,
                              .summary = "an idea",
                              .explanation = ""};

std::string Render(const char* format, const Sink& sink,
                   const SourceMap& sources) {
  return FindFormat(format)->render(sink.Sorted(), sources, "1.2.3");
}

Json Sarif(const Sink& sink, const SourceMap& sources) {
  return Json::parse(Render("sarif", sink, sources));
}

TEST(Formats, AreFoundByName) {
  for (const char* name :
       {"gnu", "json", "sarif", "github", "gitlab", "junit"}) {
    ASSERT_NE(FindFormat(name), nullptr) << name;
    EXPECT_EQ(FindFormat(name)->name, name);
  }
  EXPECT_EQ(FindFormat("human"), nullptr);
}

TEST(Formats, WithoutFindingsAreWholeDocuments) {
  SourceMap sources;
  sources.Add("t.yaml", "");
  const Sink sink;
  EXPECT_EQ(Render("gnu", sink, sources), "");
  EXPECT_EQ(Render("github", sink, sources), "no findings\n");
  EXPECT_EQ(Json::parse(Render("gitlab", sink, sources)), Json::array());
  EXPECT_EQ(Sarif(sink, sources)["runs"][0]["results"], Json::array());
  EXPECT_EQ(Render("junit", sink, sources),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"iamgen\" tests=\"1\" failures=\"0\" "
            "errors=\"0\">\n"
            "  <testsuite name=\"t.yaml\" tests=\"1\" failures=\"0\" "
            "errors=\"0\">\n"
            "    <testcase classname=\"t.yaml\" name=\"no findings\"/>\n"
            "  </testsuite>\n"
            "</testsuites>\n");
}

TEST(Formats, AFindingOfTheWholeRunStandsAtTheFirstFile) {
  SourceMap sources;
  sources.Add("t.yaml", "a: b\n");
  Sink sink;
  sink.Add(kWarning, {}, "about the run");
  EXPECT_EQ(Json::parse(Render("gitlab", sink, sources))[0]["location"]["path"],
            "t.yaml");
  EXPECT_EQ(Sarif(sink, sources)["runs"][0]["results"][0]["locations"][0]
                                ["physicalLocation"]["region"]["startLine"],
            1);
  EXPECT_THAT(Render("junit", sink, sources),
              HasSubstr("<testsuite name=\"t.yaml\" tests=\"1\""));
  EXPECT_THAT(Render("github", sink, sources),
              StartsWith("::warning title=TEST001 test-warning::about"));
}

TEST(Formats, HaveTheFix) {
  SourceMap sources;
  const FileId file = sources.Add("t.json", "[\"\xC3\xA9\", \"b\", \"c\"]");
  Sink sink;
  sink.Add(kWarning, {file, 7, 10}, "m")
      .Help("do so")
      .RemoveElement({file, 7, 10}, "b");
  // It has no fix where the text is another.
  sink.Add(kWarning, {file, 12, 15}, "n").Replace({file, 12, 15}, "d", "e");
  const Json json = Json::parse(Render("json", sink, sources));
  EXPECT_EQ(json["diagnostics"][0]["fix"],
            Json::parse(R"({"edits": [{"file": "t.json", "line": 1,
              "column": 7, "end_line": 1, "end_column": 12, "offset": 7,
              "end_offset": 12, "text": ""}]})"));
  EXPECT_FALSE(json["diagnostics"][1].contains("fix"));
  const Json results = Sarif(sink, sources)["runs"][0]["results"];
  EXPECT_EQ(results[0]["fixes"],
            Json::parse(R"([{"description": {"text": "do so"},
              "artifactChanges": [{
                "artifactLocation": {"uri": "t.json",
                                     "uriBaseId": "%SRCROOT%"},
                "replacements": [{
                  "deletedRegion": {"startLine": 1, "startColumn": 7,
                                    "endLine": 1, "endColumn": 12},
                  "insertedContent": {"text": ""}}]}]}])"));
  EXPECT_FALSE(results[1].contains("fixes"));
}

TEST(Github, EscapesWhatEndsACommand) {
  SourceMap sources;
  const FileId file = sources.Add("./a/../b:c,d%\r.yaml", "a\nb\n");
  Sink sink;
  sink.Add(kWarning, {file, 0, 1}, "100%\r\n::error::, so: it").Help("a\nb");
  EXPECT_EQ(
      Render("github", sink, sources),
      "::warning file=b%3Ac%2Cd%25%0D.yaml,line=1,endLine=1,col=1,endColumn=2,"
      "title=TEST001 test-warning::100%25%0D%0A::error::, so: it%0Ahelp: "
      "a%0Ab\n1 warning in ./a/../b:c,d%\xEF\xBF\xBD.yaml\n");
}

TEST(Github, HasNoColumnsOverSeveralLines) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", "a\nb\n");
  Sink sink;
  sink.Add(kWarning, {file, 0, 3}, "two lines");
  EXPECT_THAT(Render("github", sink, sources),
              StartsWith("::warning file=t.yaml,line=1,endLine=2,title="));
}

TEST(Github, ShowsTheGravestFirst) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", "abcd");
  Sink sink;
  sink.Add(kSuggestion, {file, 0, 1}, "one");
  sink.Add(kWarning, {file, 1, 2}, "two");
  sink.Add(kSecurity, {file, 2, 3}, "three");
  sink.Add(kError, {file, 3, 4}, "four");
  std::string commands;
  const std::string text = Render("github", sink, sources);
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    commands += text.substr(at, text.find(' ', at) - at) + "\n";
  }
  EXPECT_EQ(commands, "::error\n::error\n::warning\n::notice\n1\n");
  EXPECT_THAT(text, EndsWith("\n1 error, 1 security finding, 1 warning, "
                             "1 suggestion in t.yaml\n"));
}

TEST(Junit, HasOnlyWhatXmlMayHave) {
  SourceMap sources;
  const FileId file = sources.Add("t\xFF\".yaml", "a\n");
  Sink sink;
  sink.Add(kWarning, {file, 0, 1},
           "<&>\"\x01\t\n\r\xEF\xBF\xBF \xED\xA0\x80 \xF0\x9F\x98\x80");
  const std::string text = Render("junit", sink, sources);
  EXPECT_THAT(text, HasSubstr("<testsuite name=\"t\xEF\xBF\xBD&quot;.yaml\""));
  EXPECT_THAT(text, HasSubstr("message=\"&lt;&amp;&gt;&quot;\xEF\xBF\xBD&#9;"
                              "&#10;&#13;\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD"
                              "\xEF\xBF\xBD \xF0\x9F\x98\x80\""));
  EXPECT_THAT(text, Not(HasSubstr("\x01")));
}

TEST(Junit, HasOneTestForEachRuleOfAFile) {
  SourceMap sources;
  const FileId first = sources.Add("a.yaml", "abc");
  const FileId second = sources.Add("b.yaml", "abc");
  sources.Add("c.yaml", "");
  Sink sink;
  sink.Add(kWarning, {first, 0, 1}, "one");
  sink.Add(kWarning, {first, 1, 2}, "two").Help("help");
  sink.Add(kError, {first, 1, 2}, "three");
  sink.Add(kWarning, {second, 0, 1}, "four");
  const std::string text = Render("junit", sink, sources);
  EXPECT_THAT(text, HasSubstr("<testsuites name=\"iamgen\" tests=\"4\" "
                              "failures=\"3\""));
  EXPECT_THAT(text, HasSubstr("<testsuite name=\"a.yaml\" tests=\"2\" "
                              "failures=\"2\""));
  EXPECT_THAT(text, HasSubstr("<failure type=\"TEST001\" message=\"one (and 1 "
                              "more)\">a.yaml:1:1: warning: one [TEST001]\n"
                              "a.yaml:1:2: warning: two [TEST001]\n"
                              "  help: help\n</failure>"));
}

TEST(Gitlab, HasFiveSeverities) {
  SourceMap sources;
  const FileId file = sources.Add("./t.yaml", "abcd");
  Sink sink;
  sink.Add(kError, {file, 0, 1}, "one");
  sink.Add(kSecurity, {file, 1, 2}, "two");
  sink.Add(kWarning, {file, 2, 3}, "three");
  sink.Add(kSuggestion, {file, 3, 4}, "four");
  const Json report = Json::parse(Render("gitlab", sink, sources));
  ASSERT_EQ(report.size(), 4U);
  EXPECT_EQ(report[0]["severity"], "blocker");
  EXPECT_EQ(report[1]["severity"], "critical");
  EXPECT_EQ(report[2]["severity"], "major");
  EXPECT_EQ(report[3]["severity"], "info");
  EXPECT_EQ(report[0]["location"]["path"], "t.yaml");
}

TEST(Fingerprints, ComeFromRuleEntityAccountAndNumber) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", std::string(100, '\n'));
  const auto of = [&](std::uint32_t line) {
    Sink sink;
    sink.Add(kWarning, {file, line, line}, "at " + std::to_string(line))
        .About("role/A")
        .In("dev");
    sink.Add(kWarning, {file, line + 9, line + 9}, "again")
        .About("role/A")
        .In("dev");
    sink.Add(kWarning, {file, line + 10, line + 10}, "of B").About("role/B");
    sink.Add(kSecurity, {file, line + 11, line + 11}, "other").About("role/A");
    sink.Add(kSecurity, {file, line + 12, line + 12}, "other").In("role/A");
    return Fingerprints(sink.Sorted());
  };
  const auto before = of(1);
  EXPECT_EQ(std::set(before.begin(), before.end()).size(), 5U);
  EXPECT_EQ(before, of(50));
  EXPECT_EQ(before[0].size(), 32U);
}

TEST(Sarif, SaysWhatGithubReads) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", "\xC3\xA4: b\nc: d\n");
  Sink sink;
  sink.Add(kSecurity, {file, 3, 5}, "a [b](1) \\")
      .Help("do it")
      .Label("here")
      .Also({file, 6, 7}, "the [other]")
      .About("role/A")
      .In("dev");
  const Json run = Sarif(sink, sources)["runs"][0];
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(run["tool"]["driver"]["semanticVersion"], "1.2.3");
  const Json& rule = run["tool"]["driver"]["rules"][0];
  EXPECT_EQ(rule["id"], "TEST003");
  EXPECT_EQ(rule["defaultConfiguration"]["level"], "error");
  EXPECT_EQ(rule["properties"]["security-severity"], "8.0");
  EXPECT_EQ(rule["properties"]["tags"], Json({"iam", "security"}));
  const Json& result = run["results"][0];
  EXPECT_EQ(result["message"]["text"],
            "a \\[b\\](1) \\\\\nhelp: do it\nsee: [the \\[other\\]](1)");
  const Json& region = result["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region["startColumn"], 3);
  EXPECT_EQ(region["endColumn"], 5);
  EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(
      result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"],
      2);
  EXPECT_EQ(result["properties"]["account"], "dev");
  EXPECT_EQ(result["properties"]["entity"], "role/A");
}

TEST(Sarif, UrisAreRelativeAndHaveNoDots) {
  struct Row {
    const char* path;
    const char* uri;
    // Null for none.
    const char* base;
  };

  for (const Row& row : {
           Row{"./a/../b/t.yaml", "b/t.yaml", "%SRCROOT%"},
           Row{"a b/\xC3\xA4:c%d?#.yaml", "a%20b/%C3%A4%3Ac%25d%3F%23.yaml",
               "%SRCROOT%"},
           Row{"../../t.yaml", "t.yaml", "ABOVE_2"},
           Row{"/tmp/a b.yaml", "file:///tmp/a%20b.yaml", nullptr},
           Row{"<stdin>", "%3Cstdin%3E", "%SRCROOT%"},
           Row{"\xFF.yaml", "%FF.yaml", "%SRCROOT%"},
       }) {
    SourceMap sources;
    const FileId file = sources.Add(row.path, "a");
    Sink sink;
    sink.Add(kWarning, {file, 0, 1}, "it");
    const Json run = Sarif(sink, sources)["runs"][0];
    const Json& artifact = run["results"][0]["locations"][0]["physicalLocation"]
                              ["artifactLocation"];
    EXPECT_EQ(artifact["uri"], row.uri);
    EXPECT_EQ(artifact.contains("uriBaseId"), row.base != nullptr);
    if (row.base != nullptr) {
      EXPECT_EQ(artifact["uriBaseId"], row.base);
      EXPECT_TRUE(run["originalUriBaseIds"].contains(row.base));
    }
  }
}

TEST(Sarif, LeavesOutTheLeastGraveBeyondTheLimit) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", std::string(40'000, 'a'));
  Sink sink;
  for (std::uint32_t i = 0; i < 25'000; ++i) {
    sink.Add(i % 2 == 0 ? kWarning : kSuggestion, {file, i, i}, "it");
  }
  sink.Add(kError, {file, 39'999, 39'999}, "last");
  const Json run = Sarif(sink, sources)["runs"][0];
  ASSERT_EQ(run["results"].size(), 25'000U);
  EXPECT_EQ(run["results"].back()["ruleId"], "TEST002");
  EXPECT_EQ(run["results"][24'998]["ruleId"], "TEST001");
  EXPECT_THAT(
      run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
          .get<std::string>(),
      StartsWith("1 finding left out"));
}

TEST(Sarif, LeavesOutPlacesBeyondTheLimit) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", "ab");
  Sink sink;
  Report report = sink.Add(kWarning, {file, 0, 1}, "it");
  for (int i = 0; i < 1'200; ++i) {
    report.Also({file, 1, 2}, "there");
  }
  const Json result = Sarif(sink, sources)["runs"][0]["results"][0];
  EXPECT_EQ(result["relatedLocations"].size(), 1'000U);
  EXPECT_THAT(result["message"]["text"].get<std::string>(),
              EndsWith("see: [there](10)\nand 1190 other places"));
}

TEST(RuleMarkdown, HasProseAndCode) {
  EXPECT_EQ(FirstParagraph(kWarning), "A test of `a*b` and a*b.");
  EXPECT_EQ(FirstParagraph(kError), "an error");
  EXPECT_EQ(Markdown(kWarning),
            "## TEST001 test-warning\n\na test\n\nA test of\n`a*b` and "
            "a\\*b.\n\nMore.\n\n```text\nFires:    a: *\n```\n");
  EXPECT_EQ(Markdown(kError), "## TEST002 test-error\n\nan error\n");
}

}  // namespace
}  // namespace iamgen::diag
