// Knows how things are found in the table.
#include "catalog/catalogue.h"

#include <string>

#include "catalog/embedded_table.h"
#include "catalog/folding.h"
#include "catalog/table_check.h"
#include "catalog/table_search.h"

namespace iamgen::catalog {
const Catalogue& Catalogue::Embedded() {
  static const Catalogue embedded{EmbeddedTable()};
  return embedded;
}

support::Result<Catalogue> Catalogue::Read(std::string bytes) {
  auto owned = std::make_unique<const std::string>(std::move(bytes));
  if (auto fault = FaultOf(*owned)) {
    return support::Failure{*std::move(fault)};
  }
  Catalogue catalogue{*owned};
  catalogue.bytes_ = std::move(owned);
  return {std::move(catalogue)};
}

std::string_view Catalogue::Date() const {
  return table_.Text(table_.header().date);
}

IdRange<ServiceId> Catalogue::Services() const {
  return {0, table_.Count(Section::kServices) - 1};
}

std::optional<ServiceId> Catalogue::FindService(std::string_view prefix) const {
  return AsId<ServiceId>(
      Find<ServiceRow>(table_, Section::kServices, 0, Services().last, prefix));
}

std::string_view Catalogue::PrefixOf(ServiceId service) const {
  return table_.Text(
      table_.Get<ServiceRow>(Section::kServices, service.index).name);
}

std::string_view Catalogue::NameOf(ServiceId service) const {
  return table_.Text(
      table_.Get<ServiceRow>(Section::kServices, service.index).title);
}

bool Catalogue::SupportsRcps(ServiceId service) const {
  return table_.Get<ServiceRow>(Section::kServices, service.index)
             .supports_rcps != 0;
}

IdRange<ActionId> Catalogue::Actions() const {
  return {0, table_.Count(Section::kActions)};
}

IdRange<ActionId> Catalogue::ActionsOf(ServiceId service) const {
  return {
      table_.Get<ServiceRow>(Section::kServices, service.index).first_action,
      table_.Get<ServiceRow>(Section::kServices, service.index + 1)
          .first_action};
}

std::optional<ActionId> Catalogue::FindAction(ServiceId service,
                                              std::string_view name) const {
  const IdRange<ActionId> range = ActionsOf(service);
  return AsId<ActionId>(Find<ActionRow>(table_, Section::kActions, range.first,
                                        range.last, name));
}

std::optional<ActionId> Catalogue::FindAction(std::string_view action) const {
  const std::size_t colon = action.find(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  const auto service = FindService(action.substr(0, colon));
  return service ? FindAction(*service, action.substr(colon + 1))
                 : std::nullopt;
}

IdRange<ActionId> Catalogue::ActionsStarting(ServiceId service,
                                             std::string_view start) const {
  IdRange<ActionId> range = ActionsOf(service);
  range.first = LowerBound<ActionRow>(table_, Section::kActions, range.first,
                                      range.last, start);
  std::uint32_t count = range.last - range.first;
  // Those that start so come first: halve what is left.
  std::uint32_t first = range.first;
  while (count > 0) {
    const std::uint32_t half = count / 2;
    if (StartsFolded(NameOf(ActionId{first + half}), start)) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  range.last = first;
  return range;
}

ServiceId Catalogue::ServiceOf(ActionId action) const {
  return {table_.Get<ActionRow>(Section::kActions, action.index).service};
}

std::string_view Catalogue::NameOf(ActionId action) const {
  return table_.Text(
      table_.Get<ActionRow>(Section::kActions, action.index).name);
}

std::string Catalogue::FullNameOf(ActionId action) const {
  std::string name(PrefixOf(ServiceOf(action)));
  name += ':';
  name += NameOf(action);
  return name;
}

ShapeRow Catalogue::ShapeOf(ActionId action) const {
  return table_.Get<ShapeRow>(
      Section::kShapes,
      table_.Get<ActionRow>(Section::kActions, action.index).shape);
}

AccessLevel Catalogue::LevelOf(ActionId action) const {
  return static_cast<AccessLevel>(ShapeOf(action).level);
}

bool Catalogue::IsPermissionOnly(ActionId action) const {
  return ShapeOf(action).permission_only != 0;
}

ResourceUses Catalogue::ResourcesOf(ActionId action) const {
  return List<ResourceUses>(ShapeOf(action).resources);
}

KeyList Catalogue::KeysOf(ActionId action) const {
  return List<KeyList>(ShapeOf(action).keys);
}

KeyList Catalogue::KeysOf(ActionId action, std::size_t use) const {
  const auto lists =
      List<CodedRange<DecodeId<ListId>>>(ShapeOf(action).resource_keys);
  return use < lists.size() ? List<KeyList>(lists[use].index) : KeyList();
}

ActionList Catalogue::DependsOn(ActionId action) const {
  return List<ActionList>(ShapeOf(action).depends);
}

std::optional<OtherStatus> Catalogue::FindOtherAction(
    std::string_view action) const {
  const auto at =
      Find<OtherActionRow>(table_, Section::kOtherActions, 0,
                           table_.Count(Section::kOtherActions), action);
  if (!at) {
    return std::nullopt;
  }
  return static_cast<OtherStatus>(
      table_.Get<OtherActionRow>(Section::kOtherActions, *at).status);
}

bool Catalogue::KnowsOtherService(std::string_view prefix) const {
  const std::uint32_t count = table_.Count(Section::kOtherActions);
  std::string start(prefix);
  start += ':';
  const std::uint32_t at = LowerBound<OtherActionRow>(
      table_, Section::kOtherActions, 0, count, start);
  return at != count &&
         StartsFolded(
             table_.Text(
                 table_.Get<OtherActionRow>(Section::kOtherActions, at).name),
             start);
}

std::vector<OtherAction> Catalogue::OtherActions() const {
  std::vector<OtherAction> others;
  for (std::uint32_t i = 0; i < table_.Count(Section::kOtherActions); ++i) {
    const auto row = table_.Get<OtherActionRow>(Section::kOtherActions, i);
    others.push_back({.name = table_.Text(row.name),
                      .status = static_cast<OtherStatus>(row.status)});
  }
  return others;
}

Operation Catalogue::OperationAt(std::uint32_t index) const {
  const auto row = table_.Get<OperationRow>(Section::kOperations, index);
  const auto next = table_.Get<OperationRow>(Section::kOperations, index + 1);
  Operation operation{.name = table_.Text(row.name), .actions = {}};
  for (std::uint32_t i = row.first_action; i < next.first_action; ++i) {
    operation.actions.push_back(
        table_.Text(table_.Get<TextRow>(Section::kOperationActions, i).value));
  }
  return operation;
}

std::optional<Operation> Catalogue::FindOperation(
    std::string_view action) const {
  const auto at =
      Find<OperationRow>(table_, Section::kOperations, 0,
                         table_.Count(Section::kOperations) - 1, action);
  return at ? std::optional(OperationAt(*at)) : std::nullopt;
}

std::vector<Operation> Catalogue::Operations() const {
  std::vector<Operation> operations;
  for (std::uint32_t i = 0; i + 1 < table_.Count(Section::kOperations); ++i) {
    operations.push_back(OperationAt(i));
  }
  return operations;
}

IdRange<ResourceTypeId> Catalogue::ResourceTypesOf(ServiceId service) const {
  return {
      table_.Get<ServiceRow>(Section::kServices, service.index).first_type,
      table_.Get<ServiceRow>(Section::kServices, service.index + 1).first_type};
}

std::optional<ResourceTypeId> Catalogue::FindResourceType(
    ServiceId service, std::string_view type) const {
  const IdRange<ResourceTypeId> range = ResourceTypesOf(service);
  return AsId<ResourceTypeId>(Find<ResourceTypeRow>(
      table_, Section::kResourceTypes, range.first, range.last, type));
}

ServiceId Catalogue::ServiceOf(ResourceTypeId type) const {
  return {
      table_.Get<ResourceTypeRow>(Section::kResourceTypes, type.index).service};
}

std::string_view Catalogue::NameOf(ResourceTypeId type) const {
  return table_.Text(
      table_.Get<ResourceTypeRow>(Section::kResourceTypes, type.index).name);
}

TextList Catalogue::ArnsOf(ResourceTypeId type) const {
  const std::uint32_t first =
      table_.Get<ResourceTypeRow>(Section::kResourceTypes, type.index)
          .first_arn;
  const std::uint32_t last =
      table_.Get<ResourceTypeRow>(Section::kResourceTypes, type.index + 1)
          .first_arn;
  return {table_.At(Section::kArns, first), last - first,
          DecodeText{table_.At(Section::kText, 0)}};
}

KeyList Catalogue::KeysOf(ResourceTypeId type) const {
  return List<KeyList>(
      table_.Get<ResourceTypeRow>(Section::kResourceTypes, type.index).keys);
}

KeyList Catalogue::KeysOf(ServiceId service) const {
  return List<KeyList>(
      table_.Get<ServiceRow>(Section::kServices, service.index).keys);
}

}  // namespace iamgen::catalog
