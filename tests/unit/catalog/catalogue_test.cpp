// Every record of the data is found in the catalogue, and says the same there.
#include "catalog/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/text.h"
#include "unit/catalog/records.h"

namespace iamgen::catalog {
namespace {

using nlohmann::json;

const Catalogue& Embedded() { return Catalogue::Embedded(); }

std::string Upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// The names of keys in small letters: the global page spells four of them in
// another way.
std::vector<std::string> Lowered(std::vector<std::string> names) {
  for (std::string& name : names) {
    name = support::Lower(name);
  }
  return names;
}

std::vector<std::string> NamesOf(const KeyList& keys) {
  std::vector<std::string> names;
  for (const KeyId key : keys) {
    names.push_back(support::Lower(Embedded()[key].name));
  }
  return names;
}

TEST(Catalogue, CountsAreThoseOfTheData) {
  std::ifstream stream(DataPath("catalog.json"));
  const json data = json::parse(stream);
  const json& counts = data.at("counts");
  EXPECT_EQ(Embedded().Date(), data.at("data_date"));
  EXPECT_EQ(Embedded().Services().size(), counts.at("services"));
  EXPECT_EQ(Embedded().Actions().size(), counts.at("actions"));
  EXPECT_EQ(Embedded().Policies().size(), counts.at("managed_policies"));
  std::size_t types = 0;
  std::size_t actions = 0;
  std::size_t keys = 0;
  std::size_t depends = 0;
  std::set<std::string_view> distinct;
  for (const ServiceId service : Embedded().Services()) {
    types += Embedded().ResourceTypesOf(service).size();
    actions += Embedded().ActionsOf(service).size();
    keys += Embedded().KeysOf(service).size();
    for (const KeyId key : Embedded().KeysOf(service)) {
      distinct.insert(Embedded()[key].name);
    }
  }
  for (const ActionId action : Embedded().Actions()) {
    depends += Embedded().DependsOn(action).size();
  }
  std::size_t global = 0;
  for (const KeyId key : Embedded().Keys()) {
    global += Embedded()[key].global ? 1 : 0;
  }
  EXPECT_EQ(types, counts.at("resource_types"));
  EXPECT_EQ(actions, counts.at("actions"));
  EXPECT_EQ(keys, counts.at("condition_keys"));
  EXPECT_EQ(depends, counts.at("dependent_actions"));
  EXPECT_EQ(distinct.size(), counts.at("distinct_condition_keys"));
  EXPECT_EQ(global, counts.at("global_condition_keys"));
}

TEST(Catalogue, FindsServices) {
  for (const json& record : Records("services.jsonl")) {
    const std::string prefix = record.at("service");
    const auto service = Embedded().FindService(prefix);
    ASSERT_TRUE(service) << prefix;
    EXPECT_EQ(Embedded().FindService(Upper(prefix)), service);
    EXPECT_EQ(Embedded().PrefixOf(*service), prefix);
    EXPECT_EQ(Embedded().NameOf(*service), record.at("name"));
    EXPECT_EQ(Embedded().SupportsRcps(*service), record.value("rcp", false));
  }
  for (const char* none : {"", "s", "s3 ", "s3:", "zzz", "\xFF", "s33"}) {
    EXPECT_FALSE(Embedded().FindService(none)) << none;
  }
}

// Types without their marks; the data names a few twice.
std::map<std::string, bool> Wanted(const json& record) {
  std::map<std::string, bool> wanted;
  for (std::string type : TextsOf(record, "resources")) {
    const bool required = type.ends_with('*');
    type.resize(type.size() - (required ? 1 : 0));
    wanted[type] = wanted[type] || required;
  }
  return wanted;
}

void ExpectSameResources(ActionId action, const json& record) {
  std::map<std::string, bool> found;
  const ResourceUses uses = Embedded().ResourcesOf(action);
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const std::string type(Embedded().NameOf(uses[i].type));
    found[type] = uses[i].required;
    EXPECT_EQ(Embedded().ServiceOf(uses[i].type), Embedded().ServiceOf(action));
    EXPECT_EQ(NamesOf(Embedded().KeysOf(action, i)),
              Lowered(TextsOf(record.value("resource_keys", json::object()),
                              type.c_str())));
  }
  EXPECT_EQ(found, Wanted(record));
  EXPECT_EQ(uses.size(), found.size());
  EXPECT_TRUE(Embedded().KeysOf(action, uses.size()).empty());
}

TEST(Catalogue, FindsActions) {
  for (const json& record : Records("actions.jsonl")) {
    const std::string name = record.at("action");
    const std::string full =
        record.at("service").get<std::string>() + ':' + name;
    SCOPED_TRACE(full);
    const auto action = Embedded().FindAction(full);
    ASSERT_TRUE(action);
    EXPECT_EQ(Embedded().FindAction(support::Lower(full)), action);
    EXPECT_EQ(Embedded().FindAction(Upper(full)), action);
    EXPECT_EQ(Embedded().NameOf(*action), name);
    EXPECT_EQ(Embedded().FullNameOf(*action), full);
    EXPECT_EQ(NameOf(Embedded().LevelOf(*action)), record.at("level"));
    EXPECT_EQ(Embedded().IsPermissionOnly(*action),
              record.value("permission_only", false));
    EXPECT_EQ(NamesOf(Embedded().KeysOf(*action)),
              Lowered(TextsOf(record, "keys")));
    ExpectSameResources(*action, record);
    std::vector<std::string> depends;
    for (const ActionId other : Embedded().DependsOn(*action)) {
      depends.push_back(Embedded().FullNameOf(other));
    }
    EXPECT_EQ(depends, TextsOf(record, "depends"));
  }
}

TEST(Catalogue, FindsNoActionThatIsNotThere) {
  for (const char* none :
       {"", ":", "s3", "s3:", ":GetObject", "s3:GetObjec", "s3:GetObject ",
        "s3:GetObjects", "s3:*", "*", "s3::GetObject", "nowhere:GetObject"}) {
    EXPECT_FALSE(Embedded().FindAction(none)) << none;
  }
}

TEST(Catalogue, ActionsAreSorted) {
  for (const ServiceId service : Embedded().Services()) {
    std::string before;
    for (const ActionId action : Embedded().ActionsOf(service)) {
      const std::string name = support::Lower(Embedded().NameOf(action));
      EXPECT_LT(before, name);
      EXPECT_EQ(Embedded().ServiceOf(action), service);
      before = name;
    }
  }
}

TEST(Catalogue, FindsResourceTypes) {
  for (const json& record : Records("resource-types.jsonl")) {
    const auto service =
        Embedded().FindService(record.at("service").get<std::string>());
    ASSERT_TRUE(service);
    const std::string name = record.at("type");
    const auto type = Embedded().FindResourceType(*service, Upper(name));
    ASSERT_TRUE(type) << record;
    EXPECT_EQ(Embedded().NameOf(*type), name);
    EXPECT_EQ(Embedded().ServiceOf(*type), *service);
    const TextList arns = Embedded().ArnsOf(*type);
    EXPECT_EQ(std::vector<std::string>(arns.begin(), arns.end()),
              TextsOf(record, "arns"));
    EXPECT_EQ(NamesOf(Embedded().KeysOf(*type)),
              Lowered(TextsOf(record, "keys")));
  }
}

TEST(Catalogue, FindsKeys) {
  for (const json& record : Records("condition-keys.jsonl")) {
    const std::string name = record.at("key");
    const std::string type = record.at("type");
    const auto id = Embedded().FindKey(Upper(name));
    ASSERT_TRUE(id) << name;
    const Key key = Embedded()[*id];
    EXPECT_EQ(support::Lower(key.name), support::Lower(name));
    // Two services differ on it from the page on global keys.
    if (name != "identitystore:UserId") {
      EXPECT_EQ(
          (key.multivalued ? "ArrayOf" : "") + std::string(NameOf(key.type)),
          type);
    }
    const auto service =
        Embedded().FindService(record.at("service").get<std::string>());
    const KeyList of_service = Embedded().KeysOf(*service);
    EXPECT_NE(std::ranges::find(of_service, *id), of_service.end()) << record;
  }
}

TEST(Catalogue, FindsAMemberOfEveryFamily) {
  for (const KeyId id : Embedded().Keys()) {
    const std::string name(Embedded()[id].name);
    if (Embedded()[id].family) {
      const std::size_t open = name.find("${");
      const std::string before = name.substr(0, open);
      const std::string after = name.substr(name.find('}') + 1);
      EXPECT_EQ(Embedded().FindKey(Upper(before + "x" + after)), id) << name;
      EXPECT_NE(Embedded().FindKey(before + after), id) << name;
    }
  }
}

TEST(Catalogue, FindsGlobalKeys) {
  for (const json& record : Records("global-condition-keys.jsonl")) {
    const std::string name = record.at("key");
    const std::string type = record.at("type");
    const auto id = Embedded().FindKey(support::Lower(name));
    ASSERT_TRUE(id) << name;
    const Key key = Embedded()[*id];
    EXPECT_EQ(key.name, name);
    EXPECT_TRUE(key.global);
    EXPECT_EQ(
        (key.multivalued ? "ArrayOf" : "") + std::string(NameOf(key.type)),
        type);
    const std::vector<std::string> also = TextsOf(record, "also");
    EXPECT_EQ(key.also ? std::vector{std::string(NameOf(*key.also))}
                       : std::vector<std::string>(),
              also);
    EXPECT_EQ(key.sensitive, record.value("sensitive", false)) << name;
    EXPECT_EQ(key.legacy, record.value("legacy", false)) << name;
  }
}

struct KeyCase {
  const char* written;
  // Empty: there is none.
  const char* found;
};

class KeyTable : public testing::TestWithParam<KeyCase> {};

TEST_P(KeyTable, FindsFamilies) {
  const auto id = Embedded().FindKey(GetParam().written);
  ASSERT_EQ(id ? Embedded()[*id].name : "", GetParam().found);
  if (id) {
    EXPECT_EQ(Embedded()[*id].family,
              std::string_view(GetParam().found).find("${") !=
                  std::string_view::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Keys, KeyTable,
    testing::Values(
        KeyCase{"aws:ResourceTag/team", "aws:ResourceTag/${TagKey}"},
        KeyCase{"AWS:RESOURCETAG/TEAM", "aws:ResourceTag/${TagKey}"},
        KeyCase{"aws:ResourceTag/a/b:c", "aws:ResourceTag/${TagKey}"},
        KeyCase{"aws:resourcetag/${tagkey}", "aws:ResourceTag/${TagKey}"},
        KeyCase{"aws:ResourceTag/${aws:PrincipalTag/x}",
                "aws:ResourceTag/${TagKey}"},
        KeyCase{"aws:PrincipalTag/cost center", "aws:PrincipalTag/${TagKey}"},
        KeyCase{"aws:ResourceTag/", ""}, KeyCase{"aws:ResourceTag", ""},
        KeyCase{"s3:existingobjecttag/x", "s3:ExistingObjectTag/${TagKey}"},
        KeyCase{"kms:EncryptionContext:app",
                "kms:EncryptionContext:${EncryptionContextKey}"},
        KeyCase{"kms:EncryptionContextKeys", "kms:EncryptionContextKeys"},
        KeyCase{"events:Metadata/x", "events:Metadata/${MetadataKey}"},
        KeyCase{"events:Metadata/x/Matcher",
                "events:Metadata/${MetadataKey}/Matcher"},
        KeyCase{"token.actions.githubusercontent.com:actor",
                "token.actions.githubusercontent.com:actor"},
        KeyCase{"github.com/enterprises/octo:actor",
                "github.com/enterprises/${EnterpriseName}:actor"},
        KeyCase{"AWS:UserID", "aws:userid"},
        KeyCase{"aws:UserName", "aws:username"},
        KeyCase{"ec2:SourceInstanceARN", "ec2:SourceInstanceArn"},
        KeyCase{"saml:SUB", "saml:sub"}, KeyCase{"aws:Nonsense", ""},
        KeyCase{"", ""}, KeyCase{":", ""}));

TEST(Catalogue, KnowsOtherActions) {
  for (const json& record : Records("other-actions.jsonl")) {
    const std::string full = record.at("service").get<std::string>() + ':' +
                             record.at("action").get<std::string>();
    const auto status = Embedded().FindOtherAction(Upper(full));
    ASSERT_TRUE(status) << full;
    EXPECT_EQ(*status == OtherStatus::kRetired,
              record.at("status") == "retired");
  }
  EXPECT_FALSE(Embedded().FindOtherAction("s3:GetObject"));
  EXPECT_TRUE(Embedded().MatchesOtherAction("BUDGETS:Create*t"));
  EXPECT_FALSE(Embedded().MatchesOtherAction("s3:GetObject"));
  EXPECT_TRUE(Embedded().KnowsOtherService("MobileHub"));
  EXPECT_FALSE(Embedded().KnowsOtherService("mobile"));
  EXPECT_FALSE(Embedded().KnowsOtherService(""));
}

TEST(Catalogue, KnowsOperations) {
  for (const json& record : Records("api-operations.jsonl")) {
    const std::string full = record.at("service").get<std::string>() + ':' +
                             record.at("operation").get<std::string>();
    const auto operation = Embedded().FindOperation(support::Lower(full));
    ASSERT_TRUE(operation) << full;
    EXPECT_EQ(operation->name, full);
    EXPECT_EQ(std::vector<std::string>(operation->actions.begin(),
                                       operation->actions.end()),
              TextsOf(record, "actions"));
  }
  EXPECT_FALSE(Embedded().FindOperation("s3:GetObject"));
}

TEST(Catalogue, FindsPolicies) {
  for (const json& record : Records("managed-policies.jsonl")) {
    const std::string name = record.at("name");
    const auto policy = Embedded().FindPolicy(name);
    ASSERT_TRUE(policy) << name;
    EXPECT_EQ(Embedded().NameOf(*policy), name);
    EXPECT_EQ(Embedded().ArnOf(*policy), record.value("arn", ""));
    const ManagedPolicy facts = Embedded()[*policy];
    EXPECT_EQ(facts.path, record.value("path", ""));
    EXPECT_EQ(facts.version, record.value("version", ""));
    EXPECT_EQ(facts.updated, record.value("updated", ""));
    EXPECT_EQ(facts.partitions,
              support::Join(TextsOf(record, "partitions"), " "));
  }
  EXPECT_TRUE(Embedded().FindPolicy(
      "arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess"));
  EXPECT_FALSE(Embedded().FindPolicy("arn:aws:iam::aws:policy/ViewOnlyAccess"));
  EXPECT_FALSE(Embedded().FindPolicy("viewonlyaccess"));
  EXPECT_FALSE(Embedded().FindPolicy(""));
}

}  // namespace
}  // namespace iamgen::catalog
