// Knows the fields of the records of schemas/catalog/.
#include "catalog/embed/records.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/embed/source_text.h"
#include "support/text.h"

namespace iamgen::catalog::embed {
namespace {

// Documents keep the order of their members.
using Json = nlohmann::ordered_json;

constexpr std::string_view kArray = "ArrayOf";

template <typename Look>
void ForEachLine(const std::filesystem::path& path, Look look) {
  std::istringstream stream(ReadFile(path));
  for (std::string line; std::getline(stream, line);) {
    look(Json::parse(line));
  }
}

std::string Text(const Json& record, const char* field) {
  return record.value(field, std::string());
}

std::vector<std::string> Texts(const Json& record, const char* field) {
  return record.value(field, std::vector<std::string>());
}

// The enumerator whose name is `word`.
template <typename Enum>
Enum Named(std::string_view word, Enum last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (catalog::NameOf(static_cast<Enum>(i)) == word) {
      return static_cast<Enum>(i);
    }
  }
  throw std::runtime_error("catalogue: `" + std::string(word) + "` is new");
}

KeyType TypeNamed(std::string_view word) {
  return Named(word, KeyType::kBinary);
}

void AddServices(const std::filesystem::path& data, Contents& contents) {
  ForEachLine(data / "services.jsonl", [&](const Json& record) {
    contents.services.push_back({.prefix = Text(record, "service"),
                                 .name = Text(record, "name"),
                                 .supports_rcps = record.value("rcp", false)});
  });
}

// The reference names some types twice, for calls of different kinds.
std::vector<ResourceRecord> ResourcesOf(const Json& record) {
  std::vector<ResourceRecord> resources;
  const Json keys = record.value("resource_keys", Json::object());
  for (std::string type : Texts(record, "resources")) {
    const bool required = type.ends_with('*');
    if (required) {
      type.pop_back();
    }
    const auto same =
        std::find_if(resources.begin(), resources.end(),
                     [&](const auto& other) { return other.type == type; });
    if (same != resources.end()) {
      same->required = same->required || required;
      continue;
    }
    std::vector<std::string> own = Texts(keys, type.c_str());
    resources.push_back({.type = std::move(type),
                         .required = required,
                         .keys = std::move(own)});
  }
  return resources;
}

void AddActions(const std::filesystem::path& data, Contents& contents) {
  ForEachLine(data / "actions.jsonl", [&](const Json& record) {
    contents.actions.push_back(
        {.service = Text(record, "service"),
         .name = Text(record, "action"),
         .level =
             Named(Text(record, "level"), AccessLevel::kPermissionsManagement),
         .permission_only = record.value("permission_only", false),
         .resources = ResourcesOf(record),
         .keys = Texts(record, "keys"),
         .depends = Texts(record, "depends")});
  });
}

void AddTypes(const std::filesystem::path& data, Contents& contents) {
  ForEachLine(data / "resource-types.jsonl", [&](const Json& record) {
    contents.resource_types.push_back({.service = Text(record, "service"),
                                       .name = Text(record, "type"),
                                       .arns = Texts(record, "arns"),
                                       .keys = Texts(record, "keys")});
  });
}

KeyRecord KeyOf(const Json& record) {
  std::string type = Text(record, "type");
  const bool multivalued = type.starts_with(kArray);
  if (multivalued) {
    type.erase(0, kArray.size());
  }
  KeyRecord key{.name = Text(record, "key"),
                .type = TypeNamed(type),
                .multivalued = multivalued,
                .global = false,
                .sensitive = record.value("sensitive", false),
                .legacy = record.value("legacy", false)};
  for (const std::string& also : Texts(record, "also")) {
    key.also = TypeNamed(also);
  }
  return key;
}

void AddKeys(const std::filesystem::path& data, Contents& contents) {
  // By their small letters. What the page on global keys says of one goes
  // before what a service says, its spelling included.
  std::map<std::string, KeyRecord> keys;
  ForEachLine(data / "global-condition-keys.jsonl", [&](const Json& record) {
    KeyRecord key = KeyOf(record);
    key.global = true;
    std::string name = support::Lower(key.name);
    keys.emplace(std::move(name), std::move(key));
  });
  std::map<std::string, ServiceRecord*> services;
  for (ServiceRecord& service : contents.services) {
    services[service.prefix] = &service;
  }
  ForEachLine(data / "condition-keys.jsonl", [&](const Json& record) {
    KeyRecord key = KeyOf(record);
    services.at(Text(record, "service"))->keys.push_back(key.name);
    std::string name = support::Lower(key.name);
    keys.emplace(std::move(name), std::move(key));
  });
  for (auto& [name, key] : keys) {
    contents.keys.push_back(std::move(key));
  }
}

void AddOthers(const std::filesystem::path& data, Contents& contents) {
  ForEachLine(data / "other-actions.jsonl", [&](const Json& record) {
    const std::string status = Text(record, "status");
    if (status != "retired" && status != "undocumented") {
      throw std::runtime_error("catalogue: `" + status + "` is new");
    }
    contents.other_actions.push_back(
        {.action = Text(record, "service") + ':' + Text(record, "action"),
         .status = status == "retired" ? OtherStatus::kRetired
                                       : OtherStatus::kUndocumented});
  });
  ForEachLine(data / "api-operations.jsonl", [&](const Json& record) {
    contents.operations.push_back(
        {.operation = Text(record, "service") + ':' + Text(record, "operation"),
         .actions = Texts(record, "actions")});
  });
}

PolicyState StateNamed(const std::string& word) {
  static const std::map<std::string, PolicyState> states = {
      {"current", PolicyState::kCurrent},
      {"unlisted", PolicyState::kUnlisted},
      {"retired", PolicyState::kRetired},
      {"other-partition", PolicyState::kOtherPartition}};
  return states.at(word);
}

void AddPolicies(const std::filesystem::path& data, Contents& contents) {
  ForEachLine(data / "managed-policies.jsonl", [&](const Json& record) {
    PolicyRecord policy{
        .name = Text(record, "name"),
        .path = Text(record, "path"),
        .state = StateNamed(Text(record, "state")),
        .partitions = support::Join(Texts(record, "partitions"), " "),
        .version = Text(record, "version"),
        .updated = Text(record, "updated")};
    if (Text(record, "arn") !=
        (policy.path.empty()
             ? ""
             : std::string(kManagedArn) + policy.path + policy.name)) {
      throw std::runtime_error("catalogue: the ARN of `" + policy.name +
                               "` is not its path and name");
    }
    if (record.contains("document")) {
      policy.document = record.at("document").dump();
    }
    contents.policies.push_back(std::move(policy));
  });
}

}  // namespace

Contents ReadRecords(const std::filesystem::path& data) {
  Contents contents;
  contents.date =
      Text(Json::parse(ReadFile(data / "catalog.json")), "data_date");
  AddServices(data, contents);
  AddActions(data, contents);
  AddTypes(data, contents);
  AddKeys(data, contents);
  AddOthers(data, contents);
  AddPolicies(data, contents);
  return contents;
}

}  // namespace iamgen::catalog::embed
