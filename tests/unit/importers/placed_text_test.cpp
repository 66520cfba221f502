// Where the parts of a decoded scalar are, whatever way it was written.
#include "importers/placed_text.h"

#include <string>
#include <vector>

#include "syntax/reader.h"
#include "unit/importers/importing.h"

namespace iamgen::importers {
namespace {

// Reads `k: VALUE` and looks where `part` of the value stands.
std::string PlaceOf(const std::string& yaml, const std::string& part) {
  diag::SourceMap sources;
  diag::Sink sink;
  const diag::FileId file = sources.Add("t.yaml", yaml);
  const syntax::Tree tree = syntax::Read(sources, file, sink);
  EXPECT_TRUE(sink.empty()) << yaml;
  const syntax::Node& node = tree[2];
  const PlacedText placed = PlaceScalar(
      file, node.begin, sources.TextOf(tree.SpanOf(2)), tree.TextOf(2));
  EXPECT_EQ(placed.text(), tree.TextOf(2)) << yaml;
  const std::size_t at = placed.text().find(part);
  EXPECT_NE(at, std::string::npos) << yaml << placed.text();
  return std::string(sources.TextOf(placed.SpanOf(at, at + part.size())));
}

TEST(PlacedText, ScalarsOfYaml) {
  const std::vector<std::string> texts = {
      "k: ab XYZ c",
      "k: 'ab XYZ c'",
      "k: \"ab XYZ c\"",
      "k: |\n  ab\n  XYZ\n  c\n",
      "k: >-\n  ab\n  XYZ\n\n  c\n",
      "k: |2\n    ab\n     XYZ\n",
      "k: ab\n  cd\n  XYZ d",
      "k: \"a\\\"b\\u00e4\\n XYZ\"",
      "k: 'it''s XYZ'",
      "k: \"a\\\n   XYZ\"",
      "k: 'a\n\n  b\n  XYZ'",
      "k: \"\\x41\\U0001F600\\tXYZ\"",
      "k: |-\n  \xC3\xA4\n  XYZ",
  };
  for (const std::string& text : texts) {
    EXPECT_EQ(PlaceOf(text, "XYZ"), "XYZ") << text;
  }
  EXPECT_EQ(PlaceOf("k: \"a\\u00e4b\"", "\xC3\xA4"), "\\u00e4");
  EXPECT_EQ(PlaceOf("k: 'a''b'", "'"), "''");
  EXPECT_EQ(PlaceOf("k: \"a\\\"b\"", "a\"b"), "a\\\"b");
}

TEST(PlacedText, Parts) {
  const std::string file_text = "k: ab\\ncdef";
  diag::SourceMap sources;
  const diag::FileId file = sources.Add("t", file_text);
  PlacedText first(file);
  first.AddVerbatim("ab", 3);
  first.AddMeaning("\n", 5, 7);
  first.AddVerbatim("cdef", 7);
  PlacedText second(file);
  second.AddPart(first, 1, 5);
  EXPECT_EQ(second.text(), "b\ncd");
  EXPECT_EQ(sources.TextOf(second.SpanOf(0, 4)), "b\\ncd");
  EXPECT_EQ(sources.TextOf(second.SpanOf(1, 2)), "\\n");
  EXPECT_EQ(sources.TextOf(second.SpanOf(3, 4)), "d");
  EXPECT_EQ(PlacedText(file).SpanOf(0, 0), (diag::Span{file, 0, 0}));
}

}  // namespace
}  // namespace iamgen::importers
