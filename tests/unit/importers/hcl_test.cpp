// HCL: what expressions are, and where.
#include <string>
#include <string_view>

#include "importers/hcl/parser.h"
#include "policy/document.h"
#include "unit/importers/importing.h"

namespace iamgen::importers {
namespace {

using hcl::Expression;
using hcl::ExpressionKind;

struct HclReading {
  explicit HclReading(std::string_view text) {
    id = sources.Add("t.tf", std::string(text));
    PlacedText source(id);
    source.AddVerbatim(sources[id].text(), 0);
    file = hcl::ParseFile(source, id, sink);
    ExpectSound(sink, sources);
  }

  [[nodiscard]] std::string Findings() const { return Shown(sink, sources); }

  diag::SourceMap sources;
  diag::Sink sink;
  diag::FileId id;
  hcl::File file;
};

// The expression in short: `{k: "v"}`, `f(x)`, `?` for what is nothing else.
std::string Short(const Expression& expression) {
  std::string children;
  bool key = expression.Is(ExpressionKind::kObject);
  for (const Expression& child : expression.children) {
    children += Short(child) + (key ? ": " : ", ");
    key = expression.Is(ExpressionKind::kObject) && !key;
  }
  if (!children.empty()) {
    children.resize(children.size() - 2);
  }
  switch (expression.kind) {
    case ExpressionKind::kText: {
      std::string text = expression.text.text();
      std::replace(text.begin(), text.end(), policy::kUnknown, '?');
      return (expression.has_directives ? "%\"" : "\"") + text + "\"";
    }
    case ExpressionKind::kNumber:
    case ExpressionKind::kBoolean:
    case ExpressionKind::kTraversal:
      return expression.name;
    case ExpressionKind::kNull:
      return "null";
    case ExpressionKind::kTuple:
      return "[" + children + "]";
    case ExpressionKind::kObject:
      return "{" + children + "}";
    case ExpressionKind::kCall:
      return expression.name + "(" + children + ")";
    case ExpressionKind::kConditional:
      return "either(" + children + ")";
    case ExpressionKind::kOther:
      return "?";
  }
  return "";
}

std::string ShortOf(std::string_view value) {
  const HclReading reading("a = " + std::string(value) + "\nb = 1\n");
  EXPECT_EQ(reading.Findings(), "") << value;
  EXPECT_NE(reading.file.body.Find("b"), nullptr) << value;
  const hcl::Attribute* a = reading.file.body.Find("a");
  return a == nullptr ? "" : Short(a->value);
}

TEST(Hcl, Expressions) {
  const struct {
    std::string_view value;
    std::string_view is;
  } cases[] = {
      {"5", "5"},
      {"-1.5e3", "-1.5e3"},
      {"true", "true"},
      {"null", "null"},
      {"\"a\\n\\\"\\u00e4\\\\\"", "\"a\n\"\xC3\xA4\\\""},
      {"\"$${aws:x} %%{y} $z %\"", "\"${aws:x} %{y} $z %\""},
      {"\"a${b}c${\"}\"}\"", "\"a?c?\""},
      {"\"${a.b}\"", "a.b"},
      {"\"${\"${a}\"}\"", "a"},
      {"\"%{ if x }y%{ endif }\"", "%\"?y?\""},
      {"\"${~ a.b ~}\"", "a.b"},
      {"\"x${~ a ~}\"", "\"x?\""},
      {"[1, \"a\", [],]", "[1, \"a\", []]"},
      {"[\n  1, # one\n  /* two */ 2\n]", "[1, 2]"},
      {"{ a = 1, \"b\" : 2\n c = { d = [] } }",
       "{\"a\": 1, \"b\": 2, \"c\": {\"d\": []}}"},
      {"{ (x) = 1, \"aws:${y}\" = 2 }", "{x: 1, \"aws:?\": 2}"},
      {"jsonencode({ a = 1 })", "jsonencode({\"a\": 1})"},
      {"provider::aws::f(a, b...)", "provider::aws::f(a, b)"},
      {"data.x.y[0].json", "data.x.y.json"},
      {"a.*.b", "?"},
      {"a[*].b", "?"},
      {"c ? \"x\" : [y]", "either(\"x\", [y])"},
      {"a == 1 && !b || c < 2 ? d : e", "either(d, e)"},
      {"a + 1", "?"},
      {"(a)", "a"},
      {"(\n a\n +\n b\n)", "?"},
      {"[for x in y : \"${x}]\" if x != \"]\"]", "?"},
      {"{ for k, v in m : k => { z = v } }", "?"},
      {"<<EOT\n  a\n ${b} $${c} \\n\nEOT", "\"  a\n ? ${c} \\n\n\""},
      {"<<-EOT\n    a\n      b\n\n    EOT", "\"a\n  b\n\n\""},
      {"<<EOT\nx ${\n y\n} z\nEOT", "\"x ? z\n\""},
      {"<<EOT\n${a.b}\nEOT", "\"?\n\""},
      {"f(<<EOT\nx\nEOT\n)", "f(\"x\n\")"},
      {"local.x # comment", "local.x"},
  };

  for (const auto& one : cases) {
    EXPECT_EQ(ShortOf(one.value), one.is) << one.value;
  }
}

TEST(Hcl, BlocksAndPlaces) {
  const HclReading reading(R"(
# comment
resource "aws_iam_role" "x" {
  name = "r"   // why
  inline_policy {
    policy = "a$${b}c"
  }
  lifecycle { ignore_changes = [tags] }
}
locals { a = 1 }
)");
  EXPECT_EQ(reading.Findings(), "");
  ASSERT_EQ(reading.file.body.blocks.size(), 2U);
  const hcl::Block& role = reading.file.body.blocks[0];
  EXPECT_EQ(role.type, "resource");
  ASSERT_EQ(role.labels.size(), 2U);
  EXPECT_EQ(role.labels[0].text, "aws_iam_role");
  EXPECT_EQ(reading.sources.TextOf(role.labels[1].span), "\"x\"");
  const hcl::Attribute* name = role.Find("name");
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(reading.sources.TextOf(name->value.span), "\"r\"");
  ASSERT_EQ(role.blocks.size(), 2U);
  const PlacedText& text = role.blocks[0].Find("policy")->value.text;
  EXPECT_EQ(text.text(), "a${b}c");
  EXPECT_EQ(reading.sources.TextOf(text.SpanOf(1, 5)), "$${b}");
}

TEST(Hcl, PolicyVariables) {
  const HclReading reading(
      "a = \"x/${aws:username}/${*}\"\nb = \"${x ? \"a:b\" : c}\"\n"
      "c = <<EOT\n${aws:PrincipalTag/team}\nEOT\nd = \"${x::f(1)}\"");
  EXPECT_EQ(reading.Findings(), "");
  std::string names;
  for (const hcl::PolicyVariable& one : reading.file.policy_variables) {
    names +=
        one.name + "=" + std::string(reading.sources.TextOf(one.span)) + " ";
  }
  EXPECT_EQ(names,
            "aws:username=${aws:username} *=${*} "
            "aws:PrincipalTag/team=${aws:PrincipalTag/team} ");
}

TEST(Hcl, Mistakes) {
  const struct {
    std::string_view text;
    std::string_view findings;
  } cases[] = {
      {"a = \"x\nb = 1",
       "SPEC023 1:5 the quote that opens here is never closed"},
      {"a = \"${x\nb = 1",
       "SPEC023 1:5 the quote that opens here is never closed"},
      {"a = [1, 2\n", "SPEC023 2:1 this list is not closed"},
      {"a = {\n", "SPEC023 2:1 this object is not closed"},
      {"a = f(1", "SPEC023 1:8 this call is not closed"},
      {"a {\n", "SPEC023 2:1 the file ends inside a block"},
      {"a = <<EOT\nx", "SPEC023 1:10 the text that opens here is never closed"},
      {"a = ", "SPEC023 1:5 the file ends where a value must be"},
      {"}", "SPEC023 1:1 neither an argument nor a block stands here"},
      {"a = 1 b = 2", "SPEC023 1:7 something follows the value of `a`"},
      {"a b c", "SPEC023 1:6 neither `=` nor `{` stands behind `a`"},
      {"a = { b 1 }",
       "SPEC023 1:9 a `=` must stand between a key and its value"},
  };

  for (const auto& one : cases) {
    EXPECT_EQ(HclReading(one.text).Findings(), one.findings) << one.text;
  }
}

TEST(Hcl, DepthHasALimit) {
  for (const std::string open : {"[", "{a=", "f(", "(", "\"${", "-", "a?"}) {
    std::string text = "a = ";
    for (int i = 0; i < 100'000; ++i) {
      text += open;
    }
    const HclReading reading(text);
    EXPECT_NE(reading.Findings(), "") << open;
  }
  std::string blocks;
  for (int i = 0; i < 10'000; ++i) {
    blocks += "a {\n";
  }
  EXPECT_NE(HclReading(blocks).Findings(), "");
}

}  // namespace
}  // namespace iamgen::importers
