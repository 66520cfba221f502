// HCL as `terraform fmt` leaves it. The conformance run asks Terraform itself.
#include "writers/hcl.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "writers/json.h"

namespace iamgen::writers {
namespace {

std::string Printed(Map attributes) {
  std::string text;
  WriteHcl({.type = "t", .attributes = std::move(attributes)})
      .AppendTo(text, {});
  return text;
}

// What stands behind `a = `.
std::string PrintedValue(Value value) {
  const std::string text = Printed({{.key = "a", .value = std::move(value)}});
  const std::string_view front = "t {\n  a = ";
  EXPECT_EQ(text.substr(0, front.size()), front);
  return text.substr(front.size(), text.size() - front.size() - 3);
}

std::string AsJson(const Value& value) {
  std::string text;
  WriteJson(HclJson(value), 0).AppendTo(text, {});
  return text;
}

TEST(Hcl, SignsBeforeBracesAreDoubled) {
  struct Row {
    const char* text;
    const char* hcl;
  };

  for (const Row& row :
       std::vector<Row>{{"${aws:username}", "\"$${aws:username}\""},
                        {"%{x}", "\"%%{x}\""},
                        {"$${x}", "\"$$${x}\""},
                        {"$$$${x}", "\"$$$$${x}\""},
                        {"${*}/${?}/${$}", "\"$${*}/$${?}/$${$}\""},
                        {"$", "\"$\""},
                        {"$x {$", "\"$x {$\""},
                        {"100%", "\"100%\""},
                        {"$ {", "\"$ {\""},
                        {"", "\"\""},
                        {"a\"b\\c", "\"a\\\"b\\\\c\""},
                        {"a\nb\tc\rd", "\"a\\nb\\tc\\rd\""},
                        {"\x01", "\"\\u0001\""},
                        {"\xC3\xA9\xE6\x97\xA5", "\"\xC3\xA9\xE6\x97\xA5\""}}) {
    EXPECT_EQ(PrintedValue({Text(row.text)}), row.hcl) << row.text;
  }
}

TEST(Hcl, WhatFollowsATextMakesNoTemplateOfIt) {
  EXPECT_EQ(PrintedValue({Text("a$").AddExpression("x.y")}),
            "\"a\\u0024${x.y}\"");
  EXPECT_EQ(PrintedValue({Text("$%").AddExpression("x.y").Add("{")}),
            "\"\\u0024\\u0025${x.y}{\"");
  EXPECT_EQ(AsJson({Text("a$$").AddExpression("x.y")}),
            R"("a${\"$$\"}${x.y}")");
  EXPECT_EQ(WriteJson(HclJson({Text("a$").AddSlot(0)}), 0).bytes(),
            R"("a${\"$\"}")");
}

TEST(Hcl, SlotsAreSafeWhereverTheyStand) {
  const auto slot = [](std::string_view value) {
    std::string text;
    AppendHclSlot(text, value);
    return text;
  };
  EXPECT_EQ(slot("{x}"), "{x}");
  EXPECT_EQ(slot("${x}\""), "$${x}\\\"");
  EXPECT_EQ(slot("a$"), "a\\u0024");
  EXPECT_EQ(slot("$%"), "\\u0024\\u0025");
  const auto json_slot = [](std::string_view value) {
    std::string text;
    AppendHclJsonSlot(text, value);
    return text;
  };
  EXPECT_EQ(json_slot("${x}\""), "$${x}\\\"");
  EXPECT_EQ(json_slot("a$%"), R"(a${\"$%\"})");
}

TEST(Hcl, TextsWithHolesAndExpressions) {
  EXPECT_EQ(PrintedValue({Text().AddExpression("aws_iam_role.R.arn")}),
            "aws_iam_role.R.arn");
  EXPECT_EQ(PrintedValue({Text().AddExpression("r.arn").Add("/*")}),
            "\"${r.arn}/*\"");
  Rope rope = WriteHcl(
      {.type = "t",
       .attributes = {{.key = "a", .value = {Text("<").AddSlot(0).Add(">")}}}});
  std::string text;
  rope.AppendTo(text, std::vector<std::string>{"v"});
  EXPECT_EQ(text, "t {\n  a = \"<v>\"\n}\n");
}

TEST(Hcl, EqualSignsOfNeighboursStandInOneColumn) {
  EXPECT_EQ(Printed({{.key = "name", .value = {Text("R")}},
                     {.key = "max_session_duration", .value = {3600}},
                     {.key = "list", .value = {List{{Text("a")}, {true}}}},
                     {.key = "b", .value = {List{{Text("a")}}}},
                     {.key = "ccc", .value = {nullptr}}}),
            R"(t {
  name                 = "R"
  max_session_duration = 3600
  list = [
    "a",
    true,
  ]
  b   = ["a"]
  ccc = null
}
)");
}

TEST(Hcl, MapsOfOneAreOneLineWithinAValue) {
  const Map one{{.key = "aws:x", .value = {Text("y")}}};
  const Map two{{.key = "AWS", .value = {Text("y")}},
                {.key = "z", .value = {one}}};
  EXPECT_EQ(Printed({{.key = "tags", .value = {one}},
                     {.key = "e", .value = {Map{}}},
                     {.key = "list", .value = {List{{two}}}},
                     {.key = "long_one", .value = {List{}}}}),
            R"(t {
  tags = {
    "aws:x" = "y"
  }
  e = {}
  list = [
    {
      AWS = "y"
      z   = { "aws:x" = "y" }
    },
  ]
  long_one = []
}
)");
}

TEST(Hcl, KeysThatAreNoNamesAreQuoted) {
  const auto key = [](std::string name) {
    const std::string text =
        Printed({{.key = "m",
                  .value = {Map{{.key = std::move(name), .value = {Map{}}}}}}});
    const std::size_t begin = text.find("    ") + 4;
    return text.substr(begin, text.find(" = {}") - begin);
  };
  EXPECT_EQ(key("StringEquals"), "StringEquals");
  EXPECT_EQ(key("_a1"), "_a1");
  EXPECT_EQ(key("1a"), "\"1a\"");
  EXPECT_EQ(key("aws:PrincipalOrgID"), "\"aws:PrincipalOrgID\"");
  EXPECT_EQ(key("for"), "\"for\"");
  EXPECT_EQ(key("true"), "\"true\"");
  EXPECT_EQ(key(""), "\"\"");
  EXPECT_EQ(key("a-b"), "\"a-b\"");
  EXPECT_EQ(key("${x}"), "\"$${x}\"");
}

TEST(Hcl, KeysHaveTheWidthThatTheyShow) {
  // Two letters of Han are two columns to `terraform fmt`; what joins its
  // neighbours is written so that its width is known.
  EXPECT_EQ(
      Printed({{.key = "m",
                .value = {Map{{.key = "\xE9\x83\xA8\xE7\xBD\xB2", .value = {1}},
                              {.key = "e\xCC\x81", .value = {2}},
                              {.key = "\xF0\x9F\x98\x80", .value = {3}},
                              {.key = "abcdef", .value = {4}}}}}}),
      "t {\n  m = {\n"
      "    \"\xE9\x83\xA8\xE7\xBD\xB2\"         = 1\n"
      "    \"e\\u0301\"    = 2\n"
      "    \"\\U0001f600\" = 3\n"
      "    abcdef       = 4\n"
      "  }\n}\n");
}

TEST(Hcl, CallsOpenWithTheirArgument) {
  EXPECT_EQ(
      Printed({{.key = "path", .value = {Text("/")}},
               {.key = "policy",
                .value = CallOf(
                    "jsonencode", "",
                    {Map{{.key = "Version", .value = {Text("2012-10-17")}}}})},
               {.key = "none", .value = CallOf("f", "", {Text("x")})}}),
      R"(t {
  path = "/"
  policy = jsonencode({
    Version = "2012-10-17"
  })
  none = f("x")
}
)");
}

TEST(Hcl, BlocksHaveCommentsLabelsAndBlocks) {
  std::string text;
  WriteHcl({.type = "resource",
            .labels = {"aws_iam_role", "R"},
            .comments = {"t.yaml:1 roles.R\nx"},
            .attributes = {{.key = "name", .value = {Text("R")}}},
            .blocks = {{.type = "lifecycle",
                        .attributes = {{.key = "prevent_destroy",
                                        .value = {true}}}}}})
      .AppendTo(text, {});
  WriteHcl({.type = "data", .labels = {"d", "x"}}).AppendTo(text, {});
  WriteHcl({.type = "terraform", .blocks = {{.type = "required_providers"}}})
      .AppendTo(text, {});
  EXPECT_EQ(text, R"(# t.yaml:1 roles.R x
resource "aws_iam_role" "R" {
  name = "R"

  lifecycle {
    prevent_destroy = true
  }
}
data "d" "x" {}
terraform {
  required_providers {}
}
)");
}

TEST(HclJson, StringsAreTemplatesKeysToo) {
  EXPECT_EQ(AsJson({Map{{.key = "aws:PrincipalTag/${x}",
                         .value = {List{{Text("${y}")}, {true}, {7}}}}}}),
            R"({"aws:PrincipalTag/$${x}":["$${y}",true,7]})");
  EXPECT_EQ(AsJson({Text().AddExpression("r.arn").Add("${z}%{")}),
            R"("${r.arn}$${z}%%{")");
}

}  // namespace
}  // namespace iamgen::writers
