// Knows how things are found in the table.
#include "catalog/catalogue.h"

#include <string>

#include "catalog/embedded_table.h"
#include "catalog/folding.h"
#include "catalog/table_check.h"

namespace iamgen::catalog {
namespace {

// The first row at or after `first` that does not come before `name`.
template <typename Row>
std::uint32_t LowerBound(const Table& table, Section section,
                         std::uint32_t first, std::uint32_t last,
                         std::string_view name) {
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    const auto row = table.Get<Row>(section, middle);
    if (CompareFolded(table.Text(row.name), name) < 0) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

template <typename Row>
std::optional<std::uint32_t> Find(const Table& table, Section section,
                                  std::uint32_t first, std::uint32_t last,
                                  std::string_view name) {
  const std::uint32_t at = LowerBound<Row>(table, section, first, last, name);
  if (at == last ||
      CompareFolded(table.Text(table.Get<Row>(section, at).name), name) != 0) {
    return std::nullopt;
  }
  return at;
}

template <typename Id>
std::optional<Id> AsId(std::optional<std::uint32_t> index) {
  return index ? std::optional(Id{*index}) : std::nullopt;
}

constexpr std::string_view kFamilyMark = "${";
// What may stand before it.
constexpr std::string_view kBeforeFamily = ":/.-";

// How much of a family's name is no `${...}`, where `key` is a member.
std::optional<std::size_t> LiteralOf(std::string_view family,
                                     std::string_view key) {
  const std::size_t open = family.find(kFamilyMark);
  const std::size_t close = family.find('}', open);
  const std::string_view before = family.substr(0, open);
  const std::string_view after =
      close == std::string_view::npos ? "" : family.substr(close + 1);
  const std::size_t literal = before.size() + after.size();
  if (key.size() <= literal || !StartsFolded(key, before) ||
      CompareFolded(key.substr(key.size() - after.size()), after) != 0) {
    return std::nullopt;
  }
  return literal;
}

}  // namespace

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

template <typename Range>
Range Catalogue::List(std::size_t number) const {
  const std::uint32_t first =
      table_.Get<TextRow>(Section::kLists, number).value;
  const std::uint32_t last =
      table_.Get<TextRow>(Section::kLists, number + 1).value;
  return {table_.At(Section::kElements, first), last - first};
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

IdRange<KeyId> Catalogue::Keys() const {
  return {0, table_.Count(Section::kKeys)};
}

std::optional<KeyId> Catalogue::FindKey(std::string_view key) const {
  if (const auto at =
          Find<KeyRow>(table_, Section::kKeys, 0, Keys().last, key)) {
    return KeyId{*at};
  }
  std::optional<KeyId> found;
  std::size_t most = 0;
  // A family's `${` stands after a sign, so that its members have the same sign
  // there: those that begin like the key up to one are few.
  for (std::size_t end = key.find_first_of(kBeforeFamily);
       end != std::string_view::npos;
       end = key.find_first_of(kBeforeFamily, end + 1)) {
    const std::string_view start = key.substr(0, end + 1);
    for (std::uint32_t i = FirstFamily(start);
         i < table_.Count(Section::kFamilies); ++i) {
      const KeyId id{table_.Get<ElementRow>(Section::kFamilies, i).value};
      const std::string_view family =
          table_.Text(table_.Get<KeyRow>(Section::kKeys, id.index).name);
      if (!StartsFolded(family, start) ||
          !family.substr(start.size()).starts_with(kFamilyMark)) {
        break;
      }
      // The narrowest family wins.
      const auto literal = LiteralOf(family, key);
      if (literal && *literal >= most) {
        most = *literal;
        found = id;
      }
    }
  }
  return found;
}

std::uint32_t Catalogue::FirstFamily(std::string_view start) const {
  std::string wanted(start);
  wanted += kFamilyMark;
  std::uint32_t first = 0;
  std::uint32_t last = table_.Count(Section::kFamilies);
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    const std::uint32_t key =
        table_.Get<ElementRow>(Section::kFamilies, middle).value;
    if (CompareFolded(table_.Text(table_.Get<KeyRow>(Section::kKeys, key).name),
                      wanted) < 0) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

Key Catalogue::operator[](KeyId key) const {
  const auto row = table_.Get<KeyRow>(Section::kKeys, key.index);
  return {.name = table_.Text(row.name),
          .type = static_cast<KeyType>(row.type),
          .also = row.also == 0
                      ? std::nullopt
                      : std::optional(static_cast<KeyType>(row.also - 1)),
          .multivalued = (row.flags & 1U) != 0,
          .global = (row.flags & 2U) != 0,
          .sensitive = (row.flags & 4U) != 0,
          .legacy = (row.flags & 8U) != 0,
          .family = (row.flags & 16U) != 0};
}

KeyList Catalogue::KeysOf(ServiceId service) const {
  return List<KeyList>(
      table_.Get<ServiceRow>(Section::kServices, service.index).keys);
}

IdRange<PolicyId> Catalogue::Policies() const {
  return {0, table_.Count(Section::kPolicies)};
}

std::optional<PolicyId> Catalogue::FindPolicy(
    std::string_view name_or_arn) const {
  const auto parsed = ParseManagedPolicyArn(name_or_arn);
  const std::string_view name = parsed ? parsed->name : name_or_arn;
  std::uint32_t first = 0;
  std::uint32_t last = Policies().last;
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    if (NameOf(PolicyId{middle}) < name) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  if (first == Policies().last) {
    return std::nullopt;
  }
  const ManagedPolicy found = (*this)[PolicyId{first}];
  if (found.name != name || (parsed && found.path != parsed->path)) {
    return std::nullopt;
  }
  return PolicyId{first};
}

ManagedPolicy Catalogue::operator[](PolicyId policy) const {
  const auto row = table_.Get<PolicyRow>(Section::kPolicies, policy.index);
  const std::string_view name = NameOf(policy);
  const std::string_view arn = ArnOf(policy);
  std::string_view path = arn;
  if (!arn.empty()) {
    path.remove_prefix(kManagedArn.size());
    path.remove_suffix(name.size());
  }
  return {.name = name,
          .path = path,
          .arn = arn,
          .state = static_cast<PolicyState>(row.state),
          .partitions = table_.Text(row.partitions),
          .version = table_.Text(row.version),
          .updated = table_.Text(row.updated)};
}

std::string_view Catalogue::NameOf(PolicyId policy) const {
  const auto row = table_.Get<PolicyRow>(Section::kPolicies, policy.index);
  const std::string_view text = table_.Text(row.text);
  return text.substr(text.size() - row.name_size);
}

std::string_view Catalogue::ArnOf(PolicyId policy) const {
  const auto row = table_.Get<PolicyRow>(Section::kPolicies, policy.index);
  const std::string_view text = table_.Text(row.text);
  return text.size() == row.name_size ? std::string_view() : text;
}

}  // namespace iamgen::catalog
