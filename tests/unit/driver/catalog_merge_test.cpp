// What newer data do to the contents of a catalogue, source by source.
#include "driver/catalog_merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "catalog/write_table.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "driver/catalog_sources.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

catalog::Contents Old() {
  catalog::Contents contents;
  contents.date = "2026-01-01";
  contents.services = {{.prefix = "s3", .name = "Amazon S3", .keys = {"s3:a"}},
                       {.prefix = "iam", .name = "IAM"}};
  contents.keys = {{.name = "s3:a"},
                   {.name = "aws:SourceIp",
                    .type = catalog::KeyType::kIpAddress,
                    .global = true}};
  contents.resource_types = {
      {.service = "s3", .name = "object", .arns = {"arn:old"}}};
  contents.actions = {
      {.service = "s3",
       .name = "GetObject",
       .level = catalog::AccessLevel::kRead,
       .permission_only = true,
       .resources = {{.type = "object", .required = true, .keys = {"s3:a"}}},
       .depends = {"s3:Gone", "iam:PassRole"}},
      {.service = "s3", .name = "Gone"},
      {.service = "iam", .name = "PassRole", .depends = {"s3:Gone"}}};
  contents.other_actions = {{.action = "s3:Back"}};
  contents.operations = {{.operation = "s3:New", .actions = {"s3:GetObject"}}};
  contents.policies = {{.name = "Known",
                        .path = "/service-role/",
                        .state = catalog::PolicyState::kRetired,
                        .version = "v1",
                        .document = R"({"Statement":[]})"}};
  return contents;
}

// What `AddSource` says; empty when it took the file.
std::string Add(const std::string& json, std::string_view stem,
                CatalogSources& sources) {
  diag::SourceMap files;
  diag::Sink sink;
  const diag::FileId file = files.Add("x.json", json);
  const syntax::Tree tree = syntax::ReadJson(files, file, sink);
  EXPECT_FALSE(sink.HasErrors()) << json;
  const auto added = AddSource(importers::DatumFrom(tree, 0), stem, sources);
  return added ? "" : added.message();
}

struct Merged {
  catalog::Contents contents = Old();
  MergeCounts counts;

  explicit Merged(const std::string& json, std::string_view stem = "x") {
    CatalogSources sources;
    EXPECT_EQ(Add(json, stem, sources), "");
    counts = Merge(std::move(sources), contents);
    // Whatever came in, it can be written and read.
    const auto bytes = catalog::WriteTable(contents);
    EXPECT_TRUE(bytes) << bytes.message();
    EXPECT_TRUE(!bytes || catalog::Catalogue::Read(*bytes));
  }

  [[nodiscard]] const catalog::ActionRecord* Action(
      std::string_view name) const {
    const auto found =
        std::find_if(contents.actions.begin(), contents.actions.end(),
                     [&](const auto& one) { return one.name == name; });
    return found == contents.actions.end() ? nullptr : &*found;
  }

  [[nodiscard]] const catalog::PolicyRecord* Policy(
      std::string_view name) const {
    const auto found =
        std::find_if(contents.policies.begin(), contents.policies.end(),
                     [&](const auto& one) { return one.name == name; });
    return found == contents.policies.end() ? nullptr : &*found;
  }
};

constexpr const char* kReference = R"({
  "Name": "S3",
  "Actions": [
    {"Name": "getobject", "ActionConditionKeys": ["s3:b", "aws:SourceIp"],
     "Resources": [{"Name": "Object"}, {"Name": "OBJECT"}, {"Name": "none"}]},
    {"Name": "GetObject"}, {"Name": "Back"}, {"Name": "New",
     "Annotations": {"Properties": {"IsList": true, "IsTaggingOnly": true,
                                    "IsWrite": true}}}, {"Name": ""}],
  "ConditionKeys": [{"Name": "S3:A", "Types": ["ArrayOfARN"]},
                    {"Name": "aws:sourceip", "Types": ["String"]}],
  "Resources": [{"Name": "Object", "ARNFormats": ["arn:new"],
                 "ConditionKeys": ["s3:c"]}],
  "Operations": [{"Name": "New", "AuthorizedActions": [{"Name": "New"}]},
                 {"Name": "Other", "AuthorizedActions": [
                   {"Name": "New"}, {"Name": "PassRole", "Service": "iam"}]},
                 {"Name": "Nothing"}]
})";

TEST(CatalogMerge, ReplacesAService) {
  const Merged merged(kReference);
  EXPECT_EQ(merged.counts.services, 1U);
  EXPECT_EQ(merged.counts.new_services, 0U);
  EXPECT_EQ(merged.counts.actions, 3U);
  EXPECT_EQ(merged.counts.new_actions, 2U);
  EXPECT_EQ(merged.counts.retired_actions, 1U);
  EXPECT_EQ(merged.contents.services.size(), 2U);
  EXPECT_EQ(merged.contents.services[0].name, "Amazon S3");
  EXPECT_THAT(merged.contents.services[0].keys,
              ElementsAre("S3:A", "aws:sourceip"));
  ASSERT_EQ(merged.contents.resource_types.size(), 1U);
  EXPECT_THAT(merged.contents.resource_types[0].arns, ElementsAre("arn:new"));
}

TEST(CatalogMerge, KeepsWhatTheReferenceDoesNotSay) {
  const Merged merged(kReference);
  const catalog::ActionRecord* action = merged.Action("getobject");
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->level, catalog::AccessLevel::kRead);
  EXPECT_TRUE(action->permission_only);
  ASSERT_EQ(action->resources.size(), 1U);
  EXPECT_TRUE(action->resources[0].required);
  EXPECT_THAT(action->resources[0].keys, ElementsAre("s3:a"));
  // What is gone is needed by nobody.
  EXPECT_THAT(action->depends, ElementsAre("iam:PassRole"));
  EXPECT_THAT(merged.Action("PassRole")->depends, IsEmpty());
}

TEST(CatalogMerge, NewActionsHaveTheNarrowestLevel) {
  const Merged merged(kReference);
  EXPECT_EQ(merged.Action("New")->level, catalog::AccessLevel::kTagging);
  EXPECT_EQ(merged.Action("Back")->level, catalog::AccessLevel::kWrite);
}

TEST(CatalogMerge, RetiresAndReturns) {
  const Merged merged(kReference);
  ASSERT_EQ(merged.contents.other_actions.size(), 1U);
  EXPECT_EQ(merged.contents.other_actions[0].action, "s3:Gone");
  ASSERT_EQ(merged.contents.operations.size(), 1U);
  EXPECT_EQ(merged.contents.operations[0].operation, "S3:Other");
  EXPECT_THAT(merged.contents.operations[0].actions,
              ElementsAre("S3:New", "iam:PassRole"));
}

TEST(CatalogMerge, KnowsEveryKeyThatIsNamed) {
  const Merged merged(kReference);
  std::vector<std::string> names;
  for (const catalog::KeyRecord& key : merged.contents.keys) {
    names.push_back(key.name);
  }
  EXPECT_THAT(names, ElementsAre("s3:a", "aws:SourceIp", "s3:b", "s3:c"));
  EXPECT_EQ(merged.contents.keys[0].type, catalog::KeyType::kArn);
  EXPECT_TRUE(merged.contents.keys[0].multivalued);
  // Of a global key the page on global keys knows more.
  EXPECT_EQ(merged.contents.keys[1].type, catalog::KeyType::kIpAddress);
}

TEST(CatalogMerge, TakesNewServices) {
  const Merged merged(R"([{"Name": "new", "Actions": [{"Name": "Do"}]},
                          {"Name": "NEW", "Actions": []}])");
  EXPECT_EQ(merged.counts.services, 1U);
  EXPECT_EQ(merged.counts.new_services, 1U);
  EXPECT_EQ(merged.counts.retired_actions, 0U);
  EXPECT_EQ(merged.contents.actions.size(), 4U);
}

TEST(CatalogMerge, ReplacesPolicies) {
  const Merged merged(
      R"({"PolicyVersion": {"VersionId": "v2",
          "CreateDate": "2026-02-03T04:05:06Z",
          "Document": {"Statement": [{"Sid": "A\n\u00e9"}]}}})",
      "Known");
  const catalog::PolicyRecord* policy = merged.Policy("Known");
  ASSERT_NE(policy, nullptr);
  EXPECT_EQ(policy->document, "{\"Statement\":[{\"Sid\":\"A\\n\u00e9\"}]}");
  EXPECT_EQ(policy->version, "v2");
  EXPECT_EQ(policy->path, "/service-role/");
  EXPECT_EQ(policy->state, catalog::PolicyState::kCurrent);
  EXPECT_EQ(merged.contents.date, "2026-02-03");
  EXPECT_EQ(merged.counts.new_policies, 0U);
}

struct PolicyCase {
  const char* json;
  const char* name;
  const char* path;
};

TEST(CatalogSources, TakesPoliciesInManyShapes) {
  const PolicyCase cases[] = {
      {R"({"Version": "2012-10-17", "Statement": []})", "stem", ""},
      {R"({"One": {"Statement": []}})", "One", ""},
      {R"([{"name": "One", "document": {"Statement": []}}])", "One", ""},
      {R"([{"PolicyName": "One", "Path": "/p/", "Document": {"Statement": {}}}])",
       "One", "/p/"},
      {R"({"Arn": "arn:aws-cn:iam::aws:policy/p/q/One",
           "PolicyVersion": {"Document": {"Statement": []}}})",
       "One", "/p/q/"},
      {R"({"Policies": [{"Arn": "arn:aws:iam::111122223333:policy/Own",
                         "Document": {"Statement": []}},
                        {"Arn": "arn:aws:iam::aws:policy/One",
                         "PolicyVersionList": [
                           {"IsDefaultVersion": true,
                            "Document": {"Statement": []}}]}]})",
       "One", "/"}};
  for (const PolicyCase& one : cases) {
    CatalogSources sources;
    ASSERT_EQ(Add(one.json, "stem", sources), "") << one.json;
    ASSERT_EQ(sources.policies.size(), 1U) << one.json;
    EXPECT_EQ(sources.policies[0].name, one.name);
    EXPECT_EQ(sources.policies[0].path, one.path);
    EXPECT_NE(sources.policies[0].document, "");
  }
}

TEST(CatalogSources, RefusesTheRest) {
  for (const char* json :
       {"{}", "[]", "1", "null", R"({"a": {}})", R"([{"name": "One"}])",
        R"([{"service": "s3", "url": "x"}])", R"({"Name": "s3"})",
        R"({"PolicyVersion": {}})", R"({"PolicyVersion": 1})",
        R"({"Policies": []})", R"({"Policies": 1})",
        R"({"PolicyVersion": {"Document": "%7B%7D"}})"}) {
    CatalogSources sources;
    EXPECT_NE(Add(json, "stem", sources), "") << json;
  }
}

}  // namespace
}  // namespace iamgen::driver
