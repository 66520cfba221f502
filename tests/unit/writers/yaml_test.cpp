// The YAML writer: its layout by table, its meaning by yaml-cpp. Readers of
// other versions are asked by tests/conformance/yaml_readers.py.
#include "writers/yaml.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/text.h"
#include "unit/writers/trees.h"
#include "writers/json.h"
#include "writers/yaml_scalar.h"

namespace iamgen::writers {
namespace {

std::string Yaml(const Value& value, int level = 0) {
  return std::string(WriteYaml(value, level).bytes());
}

using Data = nlohmann::ordered_json;

// What the core schema of YAML 1.2 makes of a plain scalar, as far as the
// writer uses it.
Data Resolved(const std::string& plain) {
  if (plain == "true" || plain == "false") {
    return plain == "true";
  }
  if (plain.find_first_not_of("-0123456789") == std::string::npos) {
    return std::stoll(plain);
  }
  return plain;
}

Data Read(const YAML::Node& node) {
  Data data;
  if (node.IsScalar()) {
    data = node.Tag() == "?" ? Resolved(node.Scalar()) : Data(node.Scalar());
  } else if (node.IsSequence()) {
    data = Data::array();
    for (const auto& item : node) {
      data.push_back(Read(item));
    }
  } else if (node.IsMap()) {
    data = Data::object();
    for (const auto& member : node) {
      const Data key = Read(member.first);
      EXPECT_TRUE(key.is_string()) << key.dump();
      data[key.get<std::string>()] = Read(member.second);
    }
  }
  const std::string& tag = node.Tag();
  if (tag.size() < 2 || tag[0] != '!') {
    return data;
  }
  if (tag == "!GetAtt" && data.is_string()) {
    const auto text = data.get<std::string>();
    const auto dot = text.find('.');
    data = {text.substr(0, dot), text.substr(dot + 1)};
  }
  return {{tag == "!Ref" ? "Ref" : "Fn::" + tag.substr(1), data}};
}

struct Case {
  Value value;
  std::string yaml;
};

class YamlTable : public testing::TestWithParam<Case> {};

TEST_P(YamlTable, Prints) {
  EXPECT_EQ(Yaml(GetParam().value), GetParam().yaml);
  EXPECT_EQ(Read(YAML::Load(GetParam().yaml)), DataOf(GetParam().value));
}

const Case kCases[] = {
    {{nullptr}, "null\n"},
    {{false}, "false\n"},
    {{-3}, "-3\n"},
    {{"a b"}, "\"a b\"\n"},
    {{List{}}, "[]\n"},
    {{Map{}}, "{}\n"},
    {{List{{1}, {"1"}, {List{}}, {nullptr}}}, "- 1\n- \"1\"\n- []\n- null\n"},
    {{List{{List{{"a"}, {List{{"b"}}}}}, {"c"}}}, "- - a\n  - - b\n- c\n"},
    {{Map{{.key = "a", .value = {Map{{.key = "b", .value = {true}}}}},
          {.key = "c", .value = {List{{"d"}, {"e"}}}}}},
     "a:\n  b: true\nc:\n  - d\n  - e\n"},
    {{List{{Map{{.key = "a", .value = {List{{"b"}}}},
                {.key = "c", .value = {"d"}}}},
           {"e"}}},
     "- a:\n    - b\n  c: d\n- e\n"},
    {{Map{{.key = "on", .value = {1}},
          {.key = "*", .value = {1}},
          {.key = "", .value = {1}},
          {.key = "a: b", .value = {1}},
          {.key = "a:", .value = {1}},
          {.key = "012345671234", .value = {1}},
          {.key = "aws:SourceArn", .value = {1}}}},
     "\"on\": 1\n\"*\": 1\n\"\": 1\n\"a: b\": 1\n\"a:\": 1\n"
     "\"012345671234\": 1\naws:SourceArn: 1\n"},
    // Calls share the line unless they call with a collection.
    {CallOf("Ref", "!Ref", {"AWS::Region"}), "!Ref AWS::Region\n"},
    {{Map{{.key = "a", .value = CallOf("Fn::Sub", "!Sub", {"x ${y}"})},
          {.key = "b",
           .value = CallOf("Fn::GetAtt", "!GetAtt", {List{{"C"}, {"D.E"}}},
                           {"C.D.E"})}}},
     "a: !Sub \"x ${y}\"\nb: !GetAtt C.D.E\n"},
    {{Map{{.key = "a",
           .value = CallOf("Fn::Join", "!Join",
                           {List{{""}, {List{{"b"}, {"c"}}}}})}}},
     "a: !Join\n  - \"\"\n  - - b\n    - c\n"},
    {{List{CallOf("Fn::If", "!If", {List{{"A"}, {Map{}}}}),
           CallOf("Fn::Transform", "!Transform",
                  {Map{{.key = "Name", .value = {"x"}}}}),
           {"d"}}},
     "- !If\n  - A\n  - {}\n- !Transform\n  Name: x\n- d\n"},
    {CallOf("Fn::Join", "!Join", {List{{"a"}}}), "!Join\n- a\n"},
    {CallOf("Fn::Join", "!Join", {List{}}), "!Join []\n"},
    // A tag before these would not say what they are.
    {{Map{{.key = "a",
           .value = CallOf("Fn::Base64", "!Base64",
                           CallOf("Fn::Sub", "!Sub", {"${x}"}))}}},
     "a:\n  Fn::Base64: !Sub ${x}\n"},
    {{List{CallOf("Fn::Length", "!Length", {3}), {"b"}}},
     "- Fn::Length: 3\n- b\n"},
    // Comments stand above what they are about.
    {{Map{{.key = "a",
           .value = {Map{{.key = "b", .value = {1}, .comment = "about b"}}},
           .comment = "about\na"},
          {.key = "c",
           .value = {List{
               {Map{{.key = "d", .value = {1}, .comment = "d"},
                    {.key = "e", .value = {1}, .comment = "e"}}},
               {List{{Map{{.key = "f", .value = {1}, .comment = "f"}}}}}}}}}},
     "# about a\na:\n  # about b\n  b: 1\nc:\n  # d\n  - d: 1\n    # e\n"
     "    e: 1\n  # f\n  - - f: 1\n"},
};

INSTANTIATE_TEST_SUITE_P(Values, YamlTable, testing::ValuesIn(kCases));

TEST(Yaml, QuotesEveryTextWithAHole) {
  const Value value{
      Map{{.key = Text("k").AddSlot(0), .value = {Text("a").AddSlot(1)}},
          {.key = "b", .value = CallOf("Ref", "!Ref", {Text().AddSlot(0)})}}};
  std::string out;
  WriteYaml(value, 1).AppendTo(out, std::vector<std::string>{"x", "\\n"});
  EXPECT_EQ(out, "  \"kx\": \"a\\n\"\n  b: !Ref \"x\"\n");
}

TEST(Yaml, KeepsNastyScalarsAsValuesKeysAndItems) {
  for (const std::string& text : NastyScalars()) {
    const Value tree{
        Map{{.key = text, .value = {text}, .comment = text},
            {.key = "list of it", .value = {List{{text}, {text}}}},
            {.key = "call of it", .value = CallOf("Ref", "!Ref", {text})},
            {.key = "items",
             .value = {List{{Map{{.key = text, .value = {List{{text}}}}}}}}}}};
    const std::string yaml = Yaml(tree);
    ASSERT_EQ(Read(YAML::Load(yaml)), DataOf(tree)) << yaml;
  }
}

TEST(Yaml, ReadsBackAsTheSameTree) {
  for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Value tree = RandomTree(seed).MakeDocument();
    const std::string yaml = Yaml(tree);
    ASSERT_EQ(Read(YAML::Load(yaml)), DataOf(tree)) << yaml;
    ASSERT_EQ(yaml.back(), '\n');
  }
}

TEST(Yaml, FilledReadsBackWithTheValues) {
  const std::vector<std::string> values = {"012345671234", "\"\\\n\u0085", ""};
  std::vector<std::string> escaped;
  for (const auto& value : values) {
    AppendYamlEscaped(escaped.emplace_back(), value);
  }
  for (std::uint32_t seed = 1; seed <= 1000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Value tree = RandomTree(seed, 3).MakeDocument();
    const auto expected = DataOf(Filled(tree, values));
    std::string yaml;
    WriteYaml(tree, 0).AppendTo(yaml, escaped);
    ASSERT_EQ(Read(YAML::Load(yaml)), expected) << yaml;
    // The same escapes are right in JSON.
    std::string json;
    WriteJson(tree, 2).AppendTo(json, escaped);
    ASSERT_EQ(Data::parse(json), expected) << json;
  }
}

TEST(Yaml, IndentsEveryLineByTheLevel) {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Value tree = RandomTree(seed).MakeDocument();
    std::string indented;
    for (const char byte : Yaml(tree)) {
      indented += indented.empty() || indented.back() == '\n' ? "      " : "";
      indented += byte;
    }
    ASSERT_EQ(Yaml(tree, 3), indented);
  }
}

}  // namespace
}  // namespace iamgen::writers
