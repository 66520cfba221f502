// Findings as text: places, marks, and the same set in every format.
#include "diag/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "diag/sink.h"

namespace iamgen::diag {
namespace {

using ::testing::HasSubstr;

constexpr Rule kRule = {.id = "TEST001",
                        .name = "test",
                        .severity = Severity::kWarning,
                        .summary = "a test",
                        .explanation = ""};

TEST(Render, MarksTheSpanUnderWideAndTabbedText) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", "a: 1\n\tk: 部署 x\n");
  const auto begin = static_cast<std::uint32_t>(sources[file].text().find('x'));
  Sink sink;
  sink.Add(kRule, {file, begin, begin + 1}, "an `x`").Help("remove it");
  const std::string text = RenderHuman(sink.Sorted(), sources, {});
  EXPECT_EQ(text,
            "warning[TEST001]: an `x`\n"
            " --> t.yaml:2:8\n"
            "  |\n"
            "2 | \tk: 部署 x\n"
            "  | \t        ^\n"
            "  = help: remove it\n"
            "  = explain: iamgen explain TEST001\n");
}

TEST(Render, ClipsLongLinesAroundTheSpan) {
  SourceMap sources;
  const FileId file = sources.Add(
      "t.yaml", std::string(500, 'a') + "HERE" + std::string(500, 'b'));
  Sink sink;
  sink.Add(kRule, {file, 500, 504}, "long");
  const std::string text = RenderHuman(sink.Sorted(), sources, {});
  EXPECT_THAT(text, HasSubstr("aaaHEREbbb"));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    EXPECT_LT(end - at, 140U);
    at = end + 1;
  }
}

TEST(Render, ShowsControlCharactersAsWhatTheyAre) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", "a: \x1b[2Jx\n");
  Sink sink;
  sink.Add(kRule, {file, 3, 4}, "an \x1b[31mescape");
  EXPECT_EQ(RenderHuman(sink.Sorted(), sources, {}).find('\x1b'),
            std::string::npos);
}

TEST(Render, EveryFormatHasTheSameFindings) {
  SourceMap sources;
  const FileId file = sources.Add("t.yaml", "ä: b\nc: d\n");
  Sink sink;
  sink.Add(kRule, {file, 6, 7}, "line\nbreak").Also({file, 0, 2}, "the other");
  sink.Add(kRule, {}, "about the run");
  // The same twice at one place counts once.
  sink.Add(kRule, {file, 6, 7}, "line\nbreak");
  const auto sorted = sink.Sorted();
  ASSERT_EQ(sorted.size(), 2U);
  EXPECT_EQ(RenderGnu(sorted, sources),
            "t.yaml:2:1: warning: line break [TEST001]\n"
            "iamgen: warning: about the run [TEST001]\n");
  const auto json = nlohmann::json::parse(RenderJson(sorted, sources));
  EXPECT_EQ(json["format_version"], 1);
  EXPECT_EQ(json["warnings"], 2);
  EXPECT_EQ(json["diagnostics"][0]["line"], 2);
  EXPECT_EQ(json["diagnostics"][0]["message"], "line\nbreak");
  EXPECT_EQ(json["diagnostics"][0]["related"][0]["column"], 1);
  EXPECT_FALSE(json["diagnostics"][1].contains("file"));
  EXPECT_EQ(Summary(sorted, sources), "2 warnings in t.yaml");
}

TEST(Source, ColumnsCountCharactersAndAByteOrderMarkNone) {
  SourceMap sources;
  const FileId file = sources.Add("t",
                                  "\xEF\xBB\xBF"
                                  "äb\nc");
  EXPECT_EQ(sources[file].PositionOf(3), (Position{1, 1}));
  EXPECT_EQ(sources[file].PositionOf(5), (Position{1, 2}));
  EXPECT_EQ(sources[file].PositionOf(7), (Position{2, 1}));
  EXPECT_EQ(sources[file].PositionOf(99), (Position{2, 2}));
}

}  // namespace
}  // namespace iamgen::diag
