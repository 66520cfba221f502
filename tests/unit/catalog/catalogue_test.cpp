// The embedded catalogue against the files it is made of.
#include "catalog/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "catalog/action_set.h"

namespace iamgen::catalog {
namespace {

using ::testing::ElementsAre;

std::vector<nlohmann::json> Lines(const std::string& name) {
  std::ifstream file(IAMGEN_SOURCE_DIR "/schemas/catalog/" + name);
  std::vector<nlohmann::json> records;
  for (std::string line; std::getline(file, line);) {
    records.push_back(nlohmann::json::parse(line));
  }
  return records;
}

std::string Upper(std::string text) {
  for (char& letter : text) {
    letter =
        static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return text;
}

const Catalogue& Embedded() { return Catalogue::Embedded(); }

std::size_t Expanded(std::string_view pattern) {
  ActionSet set(Embedded());
  Embedded().Expand(pattern, set);
  return set.size();
}

TEST(Catalogue, HoldsEveryAction) {
  const auto records = Lines("actions.jsonl");
  EXPECT_EQ(Embedded().Actions().size(), records.size());
  for (const auto& record : records) {
    const std::string name = record["service"].get<std::string>() + ":" +
                             record["action"].get<std::string>();
    const auto action = Embedded().FindAction(Upper(name));
    ASSERT_TRUE(action) << name;
    EXPECT_EQ(Embedded().FullNameOf(*action), name);
    EXPECT_EQ(NameOf(Embedded().LevelOf(*action)), record["level"]);
    const auto uses = Embedded().ResourcesOf(*action);
    const auto wanted = record.value("resources", std::vector<std::string>());
    ASSERT_EQ(uses.size(), wanted.size()) << name;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      EXPECT_EQ(std::string(Embedded().NameOf(uses[i].type)) +
                    (uses[i].required ? "*" : ""),
                wanted[i]);
    }
    EXPECT_EQ(Embedded().KeysOf(*action).size(),
              record.value("keys", std::vector<std::string>()).size());
  }
}

TEST(Catalogue, HoldsServicesTypesAndKeys) {
  EXPECT_EQ(Embedded().Services().size(), Lines("services.jsonl").size());
  for (const auto& record : Lines("resource-types.jsonl")) {
    const auto service =
        Embedded().FindService(record["service"].get<std::string>());
    ASSERT_TRUE(service);
    const auto type = Embedded().FindResourceType(
        *service, record["type"].get<std::string>());
    ASSERT_TRUE(type) << record;
    EXPECT_EQ(Embedded().ArnsOf(*type).size(), record["arns"].size());
  }
  for (const auto& record : Lines("condition-keys.jsonl")) {
    const auto key = Embedded().FindKey(record["key"].get<std::string>());
    ASSERT_TRUE(key) << record;
    // Services differ in the letters' case of what they share.
    EXPECT_EQ(Upper(std::string(Embedded()[*key].name)),
              Upper(record["key"].get<std::string>()));
  }
}

TEST(Catalogue, FindsMembersOfFamilies) {
  const auto name_of = [](std::string_view key) {
    const auto found = Embedded().FindKey(key);
    return found ? std::string(Embedded()[*found].name) : "";
  };
  EXPECT_EQ(name_of("aws:resourcetag/Team"), "aws:ResourceTag/${TagKey}");
  EXPECT_EQ(name_of("kms:EncryptionContext:app"),
            "kms:EncryptionContext:${EncryptionContextKey}");
  EXPECT_EQ(name_of("token.actions.example.ghe.com:ref"),
            "token.actions.${Domain}.ghe.com:ref");
  EXPECT_EQ(name_of("aws:ResourceTag/"), "");
  EXPECT_EQ(name_of("aws:SourceVpcs"), "");
}

TEST(Catalogue, ExpandsPatterns) {
  EXPECT_EQ(Expanded("*"), Embedded().Actions().size());
  EXPECT_EQ(Expanded("S3:getobject"), 1U);
  EXPECT_EQ(Expanded("s3:getobject?"), 0U);
  EXPECT_GT(Expanded("s3:Get*"), 40U);
  EXPECT_EQ(Expanded("s3:*"),
            Embedded().ActionsOf(*Embedded().FindService("s3")).size());
  EXPECT_EQ(Expanded("s3:*Object"), 5U);
  EXPECT_EQ(Expanded("nosuch:*"), 0U);
  EXPECT_EQ(Expanded("s3"), 0U);
}

TEST(Catalogue, KnowsWhatIsNoAction) {
  EXPECT_EQ(Embedded().FindOtherAction("account:getchallengequestions"),
            OtherStatus::kRetired);
  const auto operation = Embedded().FindOperation("s3:CreateMultipartUpload");
  ASSERT_TRUE(operation);
  EXPECT_THAT(operation->actions, ElementsAre("s3:PutObject"));
}

TEST(Catalogue, HoldsEveryManagedPolicy) {
  for (const auto& record : Lines("managed-policies.jsonl")) {
    const auto policy =
        Embedded().FindPolicy(record["name"].get<std::string>());
    ASSERT_TRUE(policy) << record["name"];
    const std::string document = Embedded().DocumentOf(*policy);
    if (record.contains("document")) {
      EXPECT_EQ(nlohmann::json::parse(document), record["document"]);
    } else {
      EXPECT_EQ(document, "");
    }
    if (record.contains("arn")) {
      EXPECT_EQ(Embedded().FindPolicy(record["arn"].get<std::string>()),
                policy);
    }
  }
}

}  // namespace
}  // namespace iamgen::catalog
