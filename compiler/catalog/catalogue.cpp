// Reads the catalogue where it lies.
#include "catalog/catalogue.h"

#include <algorithm>
#include <cstring>

#include "catalog/action_set.h"
#include "catalog/blob.h"
#include "catalog/catalogue_bytes.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

char Small(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a')
                                        : letter;
}

// <0, 0, >0, as small letters.
int Compare(std::string_view left, std::string_view right) {
  const std::size_t both = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < both; ++i) {
    const auto a = static_cast<unsigned char>(Small(left[i]));
    const auto b = static_cast<unsigned char>(Small(right[i]));
    if (a != b) {
      return a < b ? -1 : 1;
    }
  }
  return left.size() == right.size() ? 0 : left.size() < right.size() ? -1 : 1;
}

// The first place in [first, last) whose text is not less than `wanted`.
template <typename TextAt>
std::uint32_t LowerBound(std::uint32_t first, std::uint32_t last,
                         std::string_view wanted, TextAt text_at) {
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    if (Compare(text_at(middle), wanted) < 0) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

// `pattern` over `text` in any case of letters. Patterns of actions are short,
// and a `*` never goes back further than to the last one.
bool Fits(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (in < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      resume = in;
    } else if (at < pattern.size() &&
               (pattern[at] == '?' || Small(pattern[at]) == Small(text[in]))) {
      ++at;
      ++in;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace

std::string_view NameOf(AccessLevel level) {
  switch (level) {
    case AccessLevel::kList:
      return "List";
    case AccessLevel::kRead:
      return "Read";
    case AccessLevel::kWrite:
      return "Write";
    case AccessLevel::kTagging:
      return "Tagging";
    case AccessLevel::kPermissionsManagement:
      return "Permissions management";
  }
  return "";
}

std::string_view NameOf(KeyType type) {
  switch (type) {
    case KeyType::kString:
      return "String";
    case KeyType::kArn:
      return "ARN";
    case KeyType::kBool:
      return "Bool";
    case KeyType::kNumeric:
      return "Numeric";
    case KeyType::kDate:
      return "Date";
    case KeyType::kIpAddress:
      return "IPAddress";
    case KeyType::kBinary:
      return "Binary";
  }
  return "";
}

const Catalogue& Catalogue::Embedded() {
  static const Catalogue catalogue(CatalogueBytes());
  return catalogue;
}

Catalogue::Part Catalogue::PartAt(std::uint32_t section) const {
  const auto& place =
      reinterpret_cast<const blob::Header*>(bytes_.data())->sections[section];
  return {place.offset, place.count};
}

std::string_view Catalogue::Text(std::uint32_t offset) const {
  const auto texts = Records<char>(blob::kTexts);
  std::uint16_t size = 0;
  std::memcpy(&size, texts.data() + offset, sizeof size);
  return {texts.data() + offset + sizeof size, size};
}

std::span<const std::uint32_t> Catalogue::List(std::uint32_t offset) const {
  const auto lists = Records<std::uint32_t>(blob::kLists);
  return lists.subspan(offset + 1, lists[offset]);
}

std::vector<std::string_view> Catalogue::TextList(std::uint32_t offset) const {
  std::vector<std::string_view> texts;
  for (const std::uint32_t text : List(offset)) {
    texts.push_back(Text(text));
  }
  return texts;
}

std::string_view Catalogue::Date() const {
  return Text(reinterpret_cast<const blob::Header*>(bytes_.data())->date);
}

IdRange<ServiceId> Catalogue::Services() const {
  // The last one only says where the ranges end.
  return {0, static_cast<std::uint32_t>(
                 Records<blob::Service>(blob::kServices).size() - 1)};
}

std::optional<ServiceId> Catalogue::FindService(std::string_view prefix) const {
  const auto services = Records<blob::Service>(blob::kServices);
  const auto text_at = [&](std::uint32_t at) {
    return Text(services[at].prefix);
  };
  const std::uint32_t at = LowerBound(0, Services().last, prefix, text_at);
  if (at == Services().last || Compare(text_at(at), prefix) != 0) {
    return std::nullopt;
  }
  return ServiceId{at};
}

std::string_view Catalogue::PrefixOf(ServiceId service) const {
  return Text(Records<blob::Service>(blob::kServices)[service.index].prefix);
}

std::string_view Catalogue::NameOf(ServiceId service) const {
  return Text(Records<blob::Service>(blob::kServices)[service.index].name);
}

bool Catalogue::SupportsRcps(ServiceId service) const {
  return Records<blob::Service>(blob::kServices)[service.index].supports_rcps !=
         0;
}

IdRange<ActionId> Catalogue::Actions() const {
  return {0, static_cast<std::uint32_t>(
                 Records<blob::Action>(blob::kActions).size())};
}

IdRange<ActionId> Catalogue::ActionsOf(ServiceId service) const {
  const auto services = Records<blob::Service>(blob::kServices);
  return {services[service.index].first_action,
          services[service.index + 1].first_action};
}

std::optional<ActionId> Catalogue::FindAction(ServiceId service,
                                              std::string_view name) const {
  const auto actions = Records<blob::Action>(blob::kActions);
  const auto text_at = [&](std::uint32_t at) { return Text(actions[at].name); };
  const IdRange<ActionId> range = ActionsOf(service);
  const std::uint32_t at = LowerBound(range.first, range.last, name, text_at);
  if (at == range.last || Compare(text_at(at), name) != 0) {
    return std::nullopt;
  }
  return ActionId{at};
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

ServiceId Catalogue::ServiceOf(ActionId action) const {
  return {Records<blob::Action>(blob::kActions)[action.index].service};
}

std::string_view Catalogue::NameOf(ActionId action) const {
  return Text(Records<blob::Action>(blob::kActions)[action.index].name);
}

std::string Catalogue::FullNameOf(ActionId action) const {
  std::string name(PrefixOf(ServiceOf(action)));
  name += ':';
  name += NameOf(action);
  return name;
}

AccessLevel Catalogue::LevelOf(ActionId action) const {
  return static_cast<AccessLevel>(
      Records<blob::Action>(blob::kActions)[action.index].level);
}

bool Catalogue::IsPermissionOnly(ActionId action) const {
  return Records<blob::Action>(blob::kActions)[action.index].permission_only !=
         0;
}

ResourceUses Catalogue::ResourcesOf(ActionId action) const {
  return ResourceUses(
      List(Records<blob::Action>(blob::kActions)[action.index].uses));
}

std::span<const KeyId> Catalogue::KeysOf(ActionId action) const {
  return IdList<KeyId>(
      Records<blob::Action>(blob::kActions)[action.index].keys);
}

std::span<const KeyId> Catalogue::KeysOf(ActionId action,
                                         std::size_t use) const {
  return IdList<KeyId>(
      List(Records<blob::Action>(blob::kActions)[action.index].use_keys)[use]);
}

std::span<const ActionId> Catalogue::DependsOn(ActionId action) const {
  return IdList<ActionId>(
      Records<blob::Action>(blob::kActions)[action.index].depends);
}

template <typename Take>
void Catalogue::EachMatch(std::string_view pattern, Take take) const {
  const auto all = [&](IdRange<ActionId> range) {
    for (const ActionId action : range) {
      if (!take(action)) {
        return;
      }
    }
  };
  if (!pattern.empty() &&
      pattern.find_first_not_of('*') == std::string_view::npos) {
    all(Actions());
    return;
  }
  const std::size_t colon = pattern.find(':');
  if (colon == std::string_view::npos) {
    return;
  }
  const auto service = FindService(pattern.substr(0, colon));
  if (!service) {
    return;
  }
  const std::string_view name = pattern.substr(colon + 1);
  const std::size_t wild = name.find_first_of("*?");
  if (wild == std::string_view::npos) {
    const auto action = FindAction(*service, name);
    if (action) {
      take(*action);
    }
    return;
  }
  IdRange<ActionId> range = ActionsOf(*service);
  if (name == "*") {
    all(range);
    return;
  }
  const std::string_view start = name.substr(0, wild);
  const auto actions = Records<blob::Action>(blob::kActions);
  range.first =
      LowerBound(range.first, range.last, start,
                 [&](std::uint32_t at) { return Text(actions[at].name); });
  for (const ActionId action : range) {
    const std::string_view text = NameOf(action);
    if (text.size() < start.size() ||
        Compare(text.substr(0, start.size()), start) != 0) {
      return;
    }
    if (Fits(name.substr(wild), text.substr(wild)) && !take(action)) {
      return;
    }
  }
}

void Catalogue::Expand(std::string_view pattern, ActionSet& into) const {
  EachMatch(pattern, [&](ActionId action) {
    into.Add(action);
    return true;
  });
}

bool Catalogue::Matches(std::string_view pattern) const {
  bool any = false;
  EachMatch(pattern, [&](ActionId) {
    any = true;
    return false;
  });
  return any;
}

bool Catalogue::MatchesOtherAction(std::string_view pattern) const {
  const auto others = Records<blob::OtherAction>(blob::kOtherActions);
  return std::any_of(others.begin(), others.end(),
                     [&](const blob::OtherAction& one) {
                       return Fits(pattern, Text(one.name));
                     });
}

bool Catalogue::KnowsOtherService(std::string_view prefix) const {
  const auto others = Records<blob::OtherAction>(blob::kOtherActions);
  std::string start(prefix);
  start += ':';
  const auto count = static_cast<std::uint32_t>(others.size());
  const std::uint32_t at = LowerBound(0, count, start, [&](std::uint32_t one) {
    return Text(others[one].name);
  });
  return at != count &&
         Compare(Text(others[at].name).substr(0, start.size()), start) == 0;
}

std::optional<OtherStatus> Catalogue::FindOtherAction(
    std::string_view action) const {
  const auto others = Records<blob::OtherAction>(blob::kOtherActions);
  const auto text_at = [&](std::uint32_t at) { return Text(others[at].name); };
  const auto count = static_cast<std::uint32_t>(others.size());
  const std::uint32_t at = LowerBound(0, count, action, text_at);
  if (at == count || Compare(text_at(at), action) != 0) {
    return std::nullopt;
  }
  return static_cast<OtherStatus>(others[at].status);
}

std::optional<Operation> Catalogue::FindOperation(
    std::string_view action) const {
  const auto operations = Records<blob::Operation>(blob::kOperations);
  const auto text_at = [&](std::uint32_t at) {
    return Text(operations[at].name);
  };
  const auto count = static_cast<std::uint32_t>(operations.size());
  const std::uint32_t at = LowerBound(0, count, action, text_at);
  if (at == count || Compare(text_at(at), action) != 0) {
    return std::nullopt;
  }
  return Operation{.name = text_at(at),
                   .actions = TextList(operations[at].actions)};
}

IdRange<ResourceTypeId> Catalogue::ResourceTypesOf(ServiceId service) const {
  const auto services = Records<blob::Service>(blob::kServices);
  return {services[service.index].first_type,
          services[service.index + 1].first_type};
}

std::optional<ResourceTypeId> Catalogue::FindResourceType(
    ServiceId service, std::string_view type) const {
  for (const ResourceTypeId one : ResourceTypesOf(service)) {
    if (Compare(NameOf(one), type) == 0) {
      return one;
    }
  }
  return std::nullopt;
}

ServiceId Catalogue::ServiceOf(ResourceTypeId type) const {
  return {
      Records<blob::ResourceType>(blob::kResourceTypes)[type.index].service};
}

std::string_view Catalogue::NameOf(ResourceTypeId type) const {
  return Text(
      Records<blob::ResourceType>(blob::kResourceTypes)[type.index].name);
}

std::vector<std::string_view> Catalogue::ArnsOf(ResourceTypeId type) const {
  return TextList(
      Records<blob::ResourceType>(blob::kResourceTypes)[type.index].arns);
}

std::span<const KeyId> Catalogue::KeysOf(ResourceTypeId type) const {
  return IdList<KeyId>(
      Records<blob::ResourceType>(blob::kResourceTypes)[type.index].keys);
}

IdRange<KeyId> Catalogue::Keys() const {
  return {0,
          static_cast<std::uint32_t>(Records<blob::Key>(blob::kKeys).size())};
}

std::optional<KeyId> Catalogue::FindKey(std::string_view key) const {
  const auto keys = Records<blob::Key>(blob::kKeys);
  const auto text_at = [&](std::uint32_t at) { return Text(keys[at].name); };
  const std::uint32_t at = LowerBound(0, Keys().last, key, text_at);
  if (at != Keys().last && Compare(text_at(at), key) == 0) {
    return KeyId{at};
  }
  // A member of a family: what stands up to a separator, then a variable.
  for (std::size_t end = key.find_first_of(":/.");
       end != std::string_view::npos; end = key.find_first_of(":/.", end + 1)) {
    std::string start(key.substr(0, end + 1));
    start += "${";
    for (std::uint32_t family = LowerBound(0, Keys().last, start, text_at);
         family != Keys().last; ++family) {
      const std::string_view name = text_at(family);
      if (name.size() < start.size() ||
          Compare(name.substr(0, start.size()), start) != 0) {
        break;
      }
      const std::size_t close = name.find('}');
      const std::string_view rest = name.substr(close + 1);
      const std::string_view member = key.substr(end + 1);
      // The family's own ending, `:ref` or nothing, and something before it.
      if (member.size() > rest.size() &&
          Compare(member.substr(member.size() - rest.size()), rest) == 0) {
        return KeyId{family};
      }
    }
  }
  return std::nullopt;
}

Key Catalogue::operator[](KeyId key) const {
  const blob::Key& record = Records<blob::Key>(blob::kKeys)[key.index];
  constexpr std::uint8_t kNone = 255;
  return {.name = Text(record.name),
          .type = static_cast<KeyType>(record.type),
          .also = record.also == kNone
                      ? std::nullopt
                      : std::optional(static_cast<KeyType>(record.also)),
          .multivalued = record.multivalued != 0,
          .global = (record.flags & blob::kGlobalKey) != 0,
          .sensitive = (record.flags & blob::kSensitiveKey) != 0,
          .legacy = (record.flags & blob::kLegacyKey) != 0,
          .family = (record.flags & blob::kFamilyKey) != 0};
}

std::span<const KeyId> Catalogue::KeysOf(ServiceId service) const {
  return IdList<KeyId>(
      Records<blob::Service>(blob::kServices)[service.index].keys);
}

}  // namespace iamgen::catalog
