// Reads a whole catalogue back into plain values.
#include "catalog/contents.h"

#include <string_view>

namespace iamgen::catalog {
namespace {

std::vector<std::string> NamesOf(const Catalogue& catalogue,
                                 const KeyList& keys) {
  std::vector<std::string> names;
  for (const KeyId key : keys) {
    names.emplace_back(catalogue[key].name);
  }
  return names;
}

ActionRecord RecordOf(const Catalogue& catalogue, ActionId action) {
  ActionRecord record{
      .service = std::string(catalogue.PrefixOf(catalogue.ServiceOf(action))),
      .name = std::string(catalogue.NameOf(action)),
      .level = catalogue.LevelOf(action),
      .permission_only = catalogue.IsPermissionOnly(action),
      .keys = NamesOf(catalogue, catalogue.KeysOf(action))};
  const ResourceUses uses = catalogue.ResourcesOf(action);
  for (std::size_t i = 0; i < uses.size(); ++i) {
    record.resources.push_back(
        {.type = std::string(catalogue.NameOf(uses[i].type)),
         .required = uses[i].required,
         .keys = NamesOf(catalogue, catalogue.KeysOf(action, i))});
  }
  for (const ActionId other : catalogue.DependsOn(action)) {
    record.depends.push_back(catalogue.FullNameOf(other));
  }
  return record;
}

ResourceTypeRecord RecordOf(const Catalogue& catalogue, ResourceTypeId type) {
  const TextList arns = catalogue.ArnsOf(type);
  return {.service = std::string(catalogue.PrefixOf(catalogue.ServiceOf(type))),
          .name = std::string(catalogue.NameOf(type)),
          .arns = std::vector<std::string>(arns.begin(), arns.end()),
          .keys = NamesOf(catalogue, catalogue.KeysOf(type))};
}

KeyRecord RecordOf(const Key& key) {
  return {.name = std::string(key.name),
          .type = key.type,
          .also = key.also,
          .multivalued = key.multivalued,
          .global = key.global,
          .sensitive = key.sensitive,
          .legacy = key.legacy};
}

PolicyRecord RecordOf(const Catalogue& catalogue, PolicyId policy) {
  const ManagedPolicy facts = catalogue[policy];
  return {.name = std::string(facts.name),
          .path = std::string(facts.path),
          .state = facts.state,
          .partitions = std::string(facts.partitions),
          .version = std::string(facts.version),
          .updated = std::string(facts.updated),
          .document = catalogue.DocumentOf(policy)};
}

}  // namespace

Contents ContentsOf(const Catalogue& catalogue) {
  Contents contents;
  contents.date = std::string(catalogue.Date());
  for (const ServiceId service : catalogue.Services()) {
    contents.services.push_back(
        {.prefix = std::string(catalogue.PrefixOf(service)),
         .name = std::string(catalogue.NameOf(service)),
         .supports_rcps = catalogue.SupportsRcps(service),
         .keys = NamesOf(catalogue, catalogue.KeysOf(service))});
    for (const ResourceTypeId type : catalogue.ResourceTypesOf(service)) {
      contents.resource_types.push_back(RecordOf(catalogue, type));
    }
  }
  for (const ActionId action : catalogue.Actions()) {
    contents.actions.push_back(RecordOf(catalogue, action));
  }
  for (const KeyId key : catalogue.Keys()) {
    contents.keys.push_back(RecordOf(catalogue[key]));
  }
  for (const OtherAction& other : catalogue.OtherActions()) {
    contents.other_actions.push_back(
        {.action = std::string(other.name), .status = other.status});
  }
  for (const Operation& operation : catalogue.Operations()) {
    contents.operations.push_back(
        {.operation = std::string(operation.name),
         .actions = {operation.actions.begin(), operation.actions.end()}});
  }
  for (const PolicyId policy : catalogue.Policies()) {
    contents.policies.push_back(RecordOf(catalogue, policy));
  }
  return contents;
}

}  // namespace iamgen::catalog
