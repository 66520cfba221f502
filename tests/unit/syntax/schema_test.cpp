// Holds schemas/topology.schema.json to what the parser asks for: the keys of
// every kind of mapping and the words of every key, both ways.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "syntax/parse.h"
#include "unit/syntax/reading.h"

namespace iamgen::syntax {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::set<std::string>;

const fs::path kRoot = IAMGEN_SOURCE_DIR;
const fs::path kEveryKey = kRoot / "tests/fixtures/schema/every_key.yaml";
const fs::path kPart = kRoot / "tests/fixtures/schema/part.yaml";

// Which definitions say what the parser knows of a kind of mapping. Several
// are one kind in several places; their keys are taken together.
const std::map<std::string, std::vector<std::string>> kDefinitions = {
    {"a topology", {"topology"}},
    {"an included file", {"included_file"}},
    {"an account", {"master_account", "account"}},
    {"`defaults`", {"defaults"}},
    {"`instance_profiles`", {"default_instance_profiles"}},
    {"`lambda_jobs`", {"default_lambda_jobs"}},
    {"`inline_merged`", {"inline_merged"}},
    {"a selector", {"selector"}},
    {"a policy", {"policy"}},
    {"a parameter", {"parameter"}},
    {"a policy document", {"policy_document", "inline_document"}},
    {"a statement", {"statement"}},
    {"`{ except: ... }`", {"clause"}},
    {"a principal", {"principal"}},
    {"a use of a library policy", {"library_use"}},
    {"an inline policy", {"template_use"}},
    {"a trust policy", {"template_use"}},
    {"a role", {"role"}},
    {"a Lambda job", {"lambda_job"}},
    {"a trigger", {"trigger"}},
    {"an instance profile", {"instance_profile"}},
    {"a user", {"user"}},
    {"a group", {"group"}},
    {"`{ external: ... }`", {"external_member"}},
    {"a `trusted_by` entry", {"trusted_by_entry"}},
    {"an `assumes` entry", {"assumes_entry"}},
    {"an OIDC provider", {"oidc_provider"}},
    {"a SAML provider", {"saml_provider"}},
    {"a resource", {"resource"}},
    {"an organization", {"organization"}},
    {"a control policy", {"control_policy"}},
    {"a target", {"target_unit"}},
    {"a claim", {"claim"}},
    {"a suppression", {"suppression"}},
};

// Definitions whose keys are the user's own, or AWS's.
const std::set<std::string> kOpen = {"conditions", "condition_keys"};

std::string FileText(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream) << path;
  return {std::istreambuf_iterator<char>(stream), {}};
}

const json& Schema() {
  static const json schema =
      json::parse(FileText(kRoot / "schemas/topology.schema.json"));
  return schema;
}

const json& Definitions() { return Schema().at("definitions"); }

// Adds what the parser asks for in a file. With `sound`, nothing may be wrong.
void Log(const fs::path& path, FileRole role, bool sound, KeyLog& log) {
  Reading reading(FileText(path), path.filename().string());
  ParseTopology(reading.tree, reading.sink, role, &log);
  if (sound) {
    EXPECT_EQ(reading.Findings(), "") << path;
  }
}

const KeyLog& EverythingAskedFor() {
  static const KeyLog log = [] {
    KeyLog made;
    Log(kEveryKey, FileRole::kTopology, true, made);
    Log(kPart, FileRole::kIncluded, true, made);
    for (const char* parent : {"tests/corpus", "examples"}) {
      for (const auto& entry : fs::directory_iterator(kRoot / parent)) {
        for (const char* name : {"topology.yaml", "topology.json"}) {
          if (fs::exists(entry.path() / name)) {
            Log(entry.path() / name, FileRole::kTopology, false, made);
          }
        }
      }
    }
    return made;
  }();
  return log;
}

Words KeysOf(const json& mapping) {
  Words keys;
  for (const auto& [key, value] : mapping.items()) {
    keys.insert(key);
  }
  return keys;
}

// The words that a property takes, wherever in it they stand.
Words WordsOf(const json& property) {
  const json* from = &property;
  if (const auto any = property.find("anyOf"); any != property.end()) {
    from = &any->front();
  }
  Words words;
  if (const auto list = from->find("enum"); list != from->end()) {
    for (const json& word : *list) {
      words.insert(word.is_string() ? word.get<std::string>() : word.dump());
    }
  }
  return words;
}

// Calls `see` on every schema within `schema`, and the path to it.
template <typename See>
void ForEachSchema(const json& schema, const std::string& path,
                   const See& see) {
  if (!schema.is_object()) {
    return;
  }
  see(schema, path);
  for (const auto& [key, value] : schema.items()) {
    const std::string below = path + "/" + key;
    if (key == "properties" || key == "definitions") {
      for (const auto& [name, property] : value.items()) {
        ForEachSchema(property, below + "/" + name, see);
      }
    } else if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        ForEachSchema(value[i], below + "/" + std::to_string(i), see);
      }
    } else if (key != "default" && key != "dependencies") {
      ForEachSchema(value, below, see);
    }
  }
}

TEST(Schema, HasTheKeysThatTheParserAsksFor) {
  for (const auto& [kind, keys] : EverythingAskedFor().keys) {
    ASSERT_TRUE(kDefinitions.contains(kind))
        << kind << " has no definition in the schema";
    Words has;
    for (const std::string& name : kDefinitions.at(kind)) {
      has.merge(KeysOf(Definitions().at(name).at("properties")));
    }
    EXPECT_EQ(has, keys) << kind;
  }
}

TEST(Schema, EveryDefinitionOfAMappingIsAKindOfTheParser) {
  std::set<std::string> known;
  for (const auto& [kind, names] : kDefinitions) {
    EXPECT_TRUE(EverythingAskedFor().keys.contains(kind))
        << "no file of the test has " << kind;
    known.insert(names.begin(), names.end());
  }
  for (const auto& [name, definition] : Definitions().items()) {
    if (definition.contains("properties")) {
      EXPECT_NE(known.contains(name), kOpen.contains(name)) << name;
      EXPECT_EQ(definition.at("additionalProperties") == json(false),
                known.contains(name))
          << name;
    }
  }
}

// In the topology that is there for the purpose, with nothing left out.
TEST(Schema, EveryKeyIsWrittenInTheFixture) {
  std::set<std::string> written;
  for (const fs::path& path : {kEveryKey, kPart}) {
    const Reading reading(FileText(path));
    for (const Node& node : reading.tree.nodes) {
      if (node.kind != NodeKind::kMapping) {
        continue;
      }
      for (NodeIndex key = node.first_child; key != kNoNode;
           key = reading.tree[reading.tree[key].next_sibling].next_sibling) {
        written.emplace(reading.tree.TextOf(key));
      }
    }
  }
  for (const auto& [kind, keys] : EverythingAskedFor().keys) {
    for (const std::string& key : keys) {
      // Refused: no file that is right has them.
      if (key != "group") {
        EXPECT_TRUE(written.contains(key)) << kind << ": " << key;
      }
    }
  }
}

TEST(Schema, OnlyTheMasterAccountHasAName) {
  Words keys = KeysOf(Definitions().at("master_account").at("properties"));
  EXPECT_EQ(keys.erase("name"), 1U);
  EXPECT_EQ(KeysOf(Definitions().at("account").at("properties")), keys);
}

TEST(Schema, HasTheWordsThatTheParserTakes) {
  ASSERT_FALSE(EverythingAskedFor().words.empty());
  for (const auto& [where, words] : EverythingAskedFor().words) {
    if (where.first == "a pattern") {
      continue;
    }
    for (const std::string& name : kDefinitions.at(where.first)) {
      const json& property =
          Definitions().at(name).at("properties").at(where.second);
      EXPECT_EQ(WordsOf(property), Words(words.begin(), words.end()))
          << where.first << ": " << where.second;
    }
  }
}

TEST(Schema, HasNoWordsThatTheParserDoesNotTake) {
  // Not from a list: the version of the language, AWS's own words, partitions.
  const Words others = {"iamgen", "Effect", "Version"};
  for (const auto& [kind, names] : kDefinitions) {
    for (const std::string& name : names) {
      for (const auto& [key, property] :
           Definitions().at(name).at("properties").items()) {
        if (!WordsOf(property).empty() && !others.contains(key)) {
          EXPECT_TRUE(EverythingAskedFor().words.contains({kind, key}))
              << kind << ": " << key;
        }
      }
    }
  }
}

TEST(Schema, PatternsOfEntitiesHaveTheKindsThatTheParserTakes) {
  const auto kinds = EverythingAskedFor().words.find({"a pattern", "kind"});
  ASSERT_NE(kinds, EverythingAskedFor().words.end());
  std::string pattern;
  for (const std::string& kind : kinds->second) {
    pattern += (pattern.empty() ? "^ *(" : "|") + kind;
  }
  pattern += ") */";
  EXPECT_EQ(Definitions().at("entity_pattern").at("pattern"), pattern);
  EXPECT_EQ(Definitions().at("entity_patterns").at("pattern"), pattern);
}

TEST(Schema, EveryKeyAndEveryDefinitionIsDescribed) {
  for (const auto& [name, definition] : Definitions().items()) {
    EXPECT_TRUE(definition.contains("title")) << name;
    EXPECT_TRUE(definition.contains("description")) << name;
    if (!definition.contains("properties")) {
      continue;
    }
    for (const auto& [key, property] : definition.at("properties").items()) {
      EXPECT_TRUE(property.contains("description")) << name << ": " << key;
    }
  }
}

TEST(Schema, ReferencesLeadSomewhereAndStandAlone) {
  // What stands beside a reference counts for nothing in draft-07, so only what
  // is for readers may.
  const Words beside = {"$ref", "description", "default", "examples"};
  std::set<std::string> used = {"topology", "included_file"};
  ForEachSchema(Schema(), "#", [&](const json& schema, const std::string& at) {
    const auto reference = schema.find("$ref");
    if (reference == schema.end()) {
      return;
    }
    const std::string to = reference->get<std::string>();
    constexpr std::string_view kPrefix = "#/definitions/";
    ASSERT_EQ(to.substr(0, kPrefix.size()), kPrefix) << at;
    EXPECT_TRUE(Definitions().contains(to.substr(kPrefix.size()))) << at;
    used.insert(to.substr(kPrefix.size()));
    for (const std::string& key : KeysOf(schema)) {
      EXPECT_TRUE(beside.contains(key)) << at << ": " << key;
    }
  });
  EXPECT_EQ(used, KeysOf(Definitions()));
}

TEST(Schema, OfPartsRefersToThatOfTopologies) {
  const json part =
      json::parse(FileText(kRoot / "schemas/topology-part.schema.json"));
  EXPECT_EQ(
      part.at("allOf").at(0).at("$ref"),
      Schema().at("$id").get<std::string>() + "#/definitions/included_file");
}

}  // namespace
}  // namespace iamgen::syntax
