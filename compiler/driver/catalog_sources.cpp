// Knows AWS's service reference ("Simplified AWS service information for
// programmatic access").
#include "driver/catalog_sources.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace iamgen::driver {
namespace {

using importers::Datum;
using importers::DatumKind;

constexpr std::string_view kArray = "ArrayOf";

// The elements of a list that is a member.
template <typename Look>
void ForEach(const Datum& object, std::string_view key, Look look) {
  const Datum* list = object.Find(key);
  if (list != nullptr && list->Is(DatumKind::kList)) {
    std::for_each(list->children.begin(), list->children.end(), look);
  }
}

std::vector<std::string> TextsOf(const Datum& object, std::string_view key) {
  std::vector<std::string> texts;
  ForEach(object, key, [&](const Datum& one) {
    if (one.Is(DatumKind::kText)) {
      texts.push_back(one.text);
    }
  });
  return texts;
}

bool IsTrue(const Datum& object, std::string_view key) {
  const Datum* value = object.Find(key);
  return value != nullptr && value->Is(DatumKind::kBoolean) &&
         value->text == "true";
}

// Of several that are true the narrowest counts: what manages permissions also
// writes.
std::optional<catalog::AccessLevel> LevelOf(const Datum& action) {
  using enum catalog::AccessLevel;
  const Datum* annotations = action.Find("Annotations");
  const Datum* properties =
      annotations != nullptr ? annotations->Find("Properties") : nullptr;
  if (properties == nullptr) {
    return std::nullopt;
  }
  return IsTrue(*properties, "IsPermissionManagement") ? kPermissionsManagement
         : IsTrue(*properties, "IsTaggingOnly")        ? kTagging
         : IsTrue(*properties, "IsWrite")              ? kWrite
         : IsTrue(*properties, "IsList")               ? kList
                                                       : kRead;
}

catalog::KeyRecord KeyOf(const Datum& key) {
  catalog::KeyRecord record{.name = TextOf(key, "Name")};
  for (std::string type : TextsOf(key, "Types")) {
    record.multivalued = type.starts_with(kArray);
    if (record.multivalued) {
      type.erase(0, kArray.size());
    }
    for (int i = 0; i <= static_cast<int>(catalog::KeyType::kBinary); ++i) {
      if (catalog::NameOf(static_cast<catalog::KeyType>(i)) == type) {
        record.type = static_cast<catalog::KeyType>(i);
      }
    }
  }
  return record;
}

catalog::OperationRecord OperationOf(const std::string& prefix,
                                     const Datum& operation) {
  catalog::OperationRecord record{.operation =
                                      prefix + ':' + TextOf(operation, "Name")};
  ForEach(operation, "AuthorizedActions", [&](const Datum& action) {
    const std::string service = TextOf(action, "Service");
    record.actions.push_back((service.empty() ? prefix : service) + ':' +
                             TextOf(action, "Name"));
  });
  return record;
}

bool IsService(const Datum& value) {
  const Datum* actions = value.Find("Actions");
  return value.Is(DatumKind::kObject) && actions != nullptr &&
         actions->Is(DatumKind::kList) && !TextOf(value, "Name").empty();
}

ServiceReference ServiceOf(const Datum& value) {
  ServiceReference service{.prefix = TextOf(value, "Name"),
                           .actions = {},
                           .has_level = {},
                           .types = {},
                           .keys = {},
                           .operations = {}};
  ForEach(value, "Actions", [&](const Datum& action) {
    const auto level = LevelOf(action);
    catalog::ActionRecord record{
        .service = service.prefix,
        .name = TextOf(action, "Name"),
        .level = level.value_or(catalog::AccessLevel::kWrite),
        .keys = TextsOf(action, "ActionConditionKeys")};
    ForEach(action, "Resources", [&](const Datum& resource) {
      record.resources.push_back({.type = TextOf(resource, "Name")});
    });
    service.actions.push_back(std::move(record));
    service.has_level.push_back(level.has_value());
  });
  ForEach(value, "Resources", [&](const Datum& type) {
    service.types.push_back({.service = service.prefix,
                             .name = TextOf(type, "Name"),
                             .arns = TextsOf(type, "ARNFormats"),
                             .keys = TextsOf(type, "ConditionKeys")});
  });
  ForEach(value, "ConditionKeys",
          [&](const Datum& key) { service.keys.push_back(KeyOf(key)); });
  ForEach(value, "Operations", [&](const Datum& operation) {
    auto record = OperationOf(service.prefix, operation);
    if (!record.actions.empty()) {
      service.operations.push_back(std::move(record));
    }
  });
  return service;
}

// The list of services, which only says where their references are.
bool IsListOfServices(const Datum& file) {
  return file.Is(DatumKind::kList) && !file.children.empty() &&
         !TextOf(file.children.front(), "url").empty();
}

}  // namespace

std::string TextOf(const Datum& object, std::string_view key) {
  const Datum* value =
      object.Is(DatumKind::kObject) ? object.Find(key) : nullptr;
  return value != nullptr && value->Is(DatumKind::kText) ? value->text
                                                         : std::string();
}

support::Status AddSource(const Datum& file, std::string_view stem,
                          CatalogSources& into) {
  if (IsService(file)) {
    into.services.push_back(ServiceOf(file));
    return support::Done{};
  }
  if (IsListOfServices(file)) {
    return support::Failure{
        "lists services; what their `url` leads to says what they have"};
  }
  if (file.Is(DatumKind::kList) && !file.children.empty() &&
      std::all_of(file.children.begin(), file.children.end(), IsService)) {
    for (const Datum& service : file.children) {
      into.services.push_back(ServiceOf(service));
    }
    return support::Done{};
  }
  const auto added = AddPolicies(file, stem, into);
  if (!added) {
    return support::Failure{added.message()};
  }
  if (!*added) {
    return support::Failure{
        "is neither the reference of a service nor a managed policy"};
  }
  return support::Done{};
}

}  // namespace iamgen::driver
