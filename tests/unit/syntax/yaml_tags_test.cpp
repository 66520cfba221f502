// Local tags as the short form of functions.
#include <string>
#include <string_view>

#include "unit/syntax/reading.h"

namespace iamgen::syntax {
namespace {

struct TagReading {
  explicit TagReading(std::string_view text) {
    file = sources.Add("t.yaml", std::string(text));
    tree = ReadYaml(sources, file, sink, YamlProducer::kAuto,
                    YamlTags::kFunctions);
  }

  // The tree in short: `{Ref: "A"}`, and `=place` of a plain scalar.
  [[nodiscard]] std::string Short(NodeIndex node = 0) const {
    if (tree.empty()) {
      return "nothing";
    }
    const Node& at = tree[node];
    const bool mapping = at.kind == NodeKind::kMapping;
    if (!mapping && at.kind != NodeKind::kSequence) {
      const std::string text(tree.TextOf(node));
      return at.kind == NodeKind::kQuoted   ? "'" + text + "'"
             : at.kind == NodeKind::kBroken ? "broken"
             : at.kind == NodeKind::kNull   ? "null"
                                            : text;
    }
    std::string out(mapping ? "{" : "[");
    bool key = true;
    for (NodeIndex child = at.first_child; child != kNoNode;
         child = tree[child].next_sibling) {
      out += Short(child);
      const bool more = tree[child].next_sibling != kNoNode;
      out += mapping && key ? ": " : more ? ", " : "";
      key = !key;
    }
    return out + (mapping ? "}" : "]");
  }

  [[nodiscard]] std::string Findings() const {
    std::string out;
    for (const diag::Diagnostic* found : sink.Sorted()) {
      out += std::string(found->rule->id) + " ";
    }
    return out;
  }

  diag::SourceMap sources;
  diag::Sink sink;
  diag::FileId file;
  Tree tree;
};

TEST(YamlTags, Functions) {
  const struct {
    std::string_view text;
    std::string_view tree;
  } cases[] = {
      {"a: !Ref B", "{a: {Ref: B}}"},
      {"a: !Sub 'x ${B}'", "{a: {Fn::Sub: 'x ${B}'}}"},
      {"a: !Sub |\n  x\n  y\nb: c", "{a: {Fn::Sub: 'x\ny\n'}, b: c}"},
      {"a: !GetAtt B.Arn", "{a: {Fn::GetAtt: B.Arn}}"},
      {"- !If [C, !Ref A, !Ref AWS::NoValue]",
       "[{Fn::If: [C, {Ref: A}, {Ref: AWS::NoValue}]}]"},
      {"a: !If\n  - C\n  - b: 1\n  - !Ref A\nd: e",
       "{a: {Fn::If: [C, {b: 1}, {Ref: A}]}, d: e}"},
      {"a: !Transform\n  Name: x\n  P: {q: r}\nd: e",
       "{a: {Fn::Transform: {Name: x, P: {q: r}}}, d: e}"},
      {"a: !Join ['', [x, !Ref B]]", "{a: {Fn::Join: ['', [x, {Ref: B}]]}}"},
      {"a: &n !Ref B\nb: *n", "{a: {Ref: B}, b: {Ref: B}}"},
      {"a: !Condition C", "{a: {Condition: C}}"},
      {"a: !Sub", "{a: {Fn::Sub: }}"},
      {"a: !Base64\n  Fn::Sub: x", "{a: {Fn::Base64: {Fn::Sub: x}}}"},
      {"a: !!str 5", "{a: '5'}"},
      {"a: !FindInMap [M, !Ref 'AWS::Region', k]",
       "{a: {Fn::FindInMap: [M, {Ref: 'AWS::Region'}, k]}}"},
      {"{a: !Ref B, c: [!Ref D,!Ref E]}",
       "{a: {Ref: B}, c: [{Ref: D}, {Ref: E}]}"},
      {"a: &x {b: 1}\nc: {<<: *x, d: 2}", "{a: {b: 1}, c: {<<: {b: 1}, d: 2}}"},
  };

  for (const auto& one : cases) {
    const TagReading reading(one.text);
    EXPECT_EQ(reading.Short(), one.tree) << one.text;
    EXPECT_EQ(reading.Findings(), "") << one.text;
  }
}

TEST(YamlTags, Places) {
  const TagReading reading("a: !Sub x${B}\nb: !If [C, d]\n");
  const auto text = [&](NodeIndex node) {
    return reading.sources.TextOf(reading.tree.SpanOf(node));
  };
  // The root, `a`, the mapping that `!Sub` starts, its key, its value.
  EXPECT_EQ(text(2), "!Sub x${B}");
  EXPECT_EQ(text(3), "!Sub");
  EXPECT_EQ(text(4), "x${B}");
  EXPECT_EQ(text(6), "!If [C, d]");
  EXPECT_EQ(text(8), "[C, d]");
}

TEST(YamlTags, Refused) {
  EXPECT_EQ(TagReading("a: !!binary x").Findings(), "SPEC019 ");
  EXPECT_EQ(TagReading("!Ref a: b").Findings(), "SPEC019 ");
  EXPECT_EQ(TagReading("a: !Base64 !Sub x").Findings(), "SPEC001 ");
}

}  // namespace
}  // namespace iamgen::syntax
