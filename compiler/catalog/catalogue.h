// The catalogue of IAM: services, their actions, resource types and condition
// keys, and the policies that AWS manages, as one read-only table of bytes in
// which nothing is decoded until somebody asks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"
#include "support/store.h"

namespace iamgen::catalog {

class ActionSet;

// Places in the catalogue. Actions are numbered service by service, so that the
// actions of a service are a range, and a set of actions is a set of bits.
using ServiceId = support::Id<struct ServiceTag>;
using ActionId = support::Id<struct ActionTag>;
using ResourceTypeId = support::Id<struct ResourceTypeTag>;
using KeyId = support::Id<struct KeyTag>;
using PolicyId = support::Id<struct PolicyTag>;

// Consecutive ids, for `for`.
template <typename Id>
struct IdRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // One past the end.

  struct Iterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = Id;
    using difference_type = std::ptrdiff_t;
    using pointer = const Id*;
    using reference = Id;

    std::uint32_t at = 0;

    Id operator*() const { return {at}; }

    Iterator& operator++() {
      ++at;
      return *this;
    }

    friend bool operator==(const Iterator&, const Iterator&) = default;
  };

  [[nodiscard]] Iterator begin() const { return {first}; }

  [[nodiscard]] Iterator end() const { return {last}; }

  [[nodiscard]] std::size_t size() const { return last - first; }

  [[nodiscard]] bool empty() const { return first == last; }
};

// "Service Authorization Reference", access levels.
enum class AccessLevel : std::uint8_t {
  kList,
  kRead,
  kWrite,
  kTagging,
  kPermissionsManagement
};

// "List", "Read", "Write", "Tagging", "Permissions management".
std::string_view NameOf(AccessLevel level);

// "IAM JSON policy elements: Condition operators".
enum class KeyType : std::uint8_t {
  kString,
  kArn,
  kBool,
  kNumeric,
  kDate,
  kIpAddress,
  kBinary
};

// "String", "ARN", "Bool", "Numeric", "Date", "IPAddress", "Binary".
std::string_view NameOf(KeyType type);

struct Key {
  // As AWS spells it: "s3:prefix", "aws:ResourceTag/${TagKey}".
  std::string_view name;
  KeyType type = KeyType::kString;
  // A second type that its operators may have (aws:EpochTime).
  std::optional<KeyType> also;
  bool multivalued = false;
  // "AWS global condition context keys", and the keys of other services that
  // every request of a session carries.
  bool global = false;
  // A wildcard in its value gives away what it protects.
  bool sensitive = false;
  bool legacy = false;
  // Ends in `/${...}`: a family of keys, one for each tag or claim.
  bool family = false;
};

// One resource type of an action.
struct ResourceUse {
  ResourceTypeId type;
  // Without a resource of it the call fails.
  bool required = false;
};

// The resource types of an action, decoded one by one.
class ResourceUses {
 public:
  explicit ResourceUses(std::span<const std::uint32_t> pairs) : pairs_(pairs) {}

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = ResourceUse;
    using difference_type = std::ptrdiff_t;
    using pointer = const ResourceUse*;
    using reference = ResourceUse;

    explicit Iterator(const std::uint32_t* at) : at_(at) {}

    ResourceUse operator*() const { return {{at_[0]}, at_[1] != 0}; }

    Iterator& operator++() {
      at_ += 2;
      return *this;
    }

    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const std::uint32_t* at_;
  };

  [[nodiscard]] Iterator begin() const { return Iterator(pairs_.data()); }

  [[nodiscard]] Iterator end() const {
    return Iterator(pairs_.data() + pairs_.size());
  }

  [[nodiscard]] std::size_t size() const { return pairs_.size() / 2; }

  [[nodiscard]] bool empty() const { return pairs_.empty(); }

  ResourceUse operator[](std::size_t use) const {
    return {{pairs_[2 * use]}, pairs_[2 * use + 1] != 0};
  }

 private:
  std::span<const std::uint32_t> pairs_;
};

// Why an action that is not in the reference is known all the same.
enum class OtherStatus : std::uint8_t { kRetired, kUndocumented };

// An API operation that is no action: what it takes instead, "s3:PutObject".
// Empty where nobody recorded it.
struct Operation {
  std::string_view name;
  std::vector<std::string_view> actions;
};

// All letters are equal: IAM compares prefixes, actions and keys regardless of
// case. Views live as long as the catalogue.
class Catalogue {
 public:
  // The one in the executable.
  static const Catalogue& Embedded();

  // One that `catalog update` wrote. Fails on bytes that are no catalogue of
  // this version, or are damaged.
  static support::Result<Catalogue> Read(std::string bytes);

  // "2026-09-26".
  [[nodiscard]] std::string_view Date() const;

  // Services, by what stands before the colon.
  [[nodiscard]] IdRange<ServiceId> Services() const;
  [[nodiscard]] std::optional<ServiceId> FindService(
      std::string_view prefix) const;
  [[nodiscard]] std::string_view PrefixOf(ServiceId service) const;
  // "Amazon S3".
  [[nodiscard]] std::string_view NameOf(ServiceId service) const;
  // "Resource control policies (RCPs)", services that support them.
  [[nodiscard]] bool SupportsRcps(ServiceId service) const;

  // Actions, by what stands after the colon; sorted regardless of case.
  [[nodiscard]] IdRange<ActionId> Actions() const;
  [[nodiscard]] IdRange<ActionId> ActionsOf(ServiceId service) const;
  [[nodiscard]] std::optional<ActionId> FindAction(ServiceId service,
                                                   std::string_view name) const;
  // "s3:GetObject"; no wildcards.
  [[nodiscard]] std::optional<ActionId> FindAction(
      std::string_view action) const;
  [[nodiscard]] ServiceId ServiceOf(ActionId action) const;
  // "GetObject".
  [[nodiscard]] std::string_view NameOf(ActionId action) const;
  // "s3:GetObject".
  [[nodiscard]] std::string FullNameOf(ActionId action) const;
  [[nodiscard]] AccessLevel LevelOf(ActionId action) const;
  [[nodiscard]] bool IsPermissionOnly(ActionId action) const;
  // Empty: the action takes no resource, only "*".
  [[nodiscard]] ResourceUses ResourcesOf(ActionId action) const;
  // For the whole action; those of its resource types stand in `KeysOf(use)`.
  [[nodiscard]] std::span<const KeyId> KeysOf(ActionId action) const;
  // The keys that the action supports with the `use`th of its resource types.
  [[nodiscard]] std::span<const KeyId> KeysOf(ActionId action,
                                              std::size_t use) const;
  // Other actions that a call needs. Known until 2026-06-14 only.
  [[nodiscard]] std::span<const ActionId> DependsOn(ActionId action) const;
  // Adds every action that the pattern covers: "*", "s3:*", "s3:Get*", one
  // action. Wildcards in the prefix are taken as IAM's grammar has them: none.
  void Expand(std::string_view pattern, ActionSet& into) const;
  // Whether it covers any.
  [[nodiscard]] bool Matches(std::string_view pattern) const;

  // Actions that are gone or that AWS does not document.
  [[nodiscard]] std::optional<OtherStatus> FindOtherAction(
      std::string_view action) const;
  // Whether one of them fits a pattern, "s3:Get*"; without the actions that
  // AWS has and documents.
  [[nodiscard]] bool MatchesOtherAction(std::string_view pattern) const;
  // Whether one of them is of the service.
  [[nodiscard]] bool KnowsOtherService(std::string_view prefix) const;
  // An API operation whose permission has another name; "s3:ListBuckets".
  [[nodiscard]] std::optional<Operation> FindOperation(
      std::string_view action) const;

  // Resource types.
  [[nodiscard]] IdRange<ResourceTypeId> ResourceTypesOf(
      ServiceId service) const;
  [[nodiscard]] std::optional<ResourceTypeId> FindResourceType(
      ServiceId service, std::string_view type) const;
  [[nodiscard]] ServiceId ServiceOf(ResourceTypeId type) const;
  [[nodiscard]] std::string_view NameOf(ResourceTypeId type) const;
  // "arn:${Partition}:s3:::${BucketName}/${ObjectName}"; one or more.
  [[nodiscard]] std::vector<std::string_view> ArnsOf(ResourceTypeId type) const;
  [[nodiscard]] std::span<const KeyId> KeysOf(ResourceTypeId type) const;

  // Keys. A member of a family is found as well: "aws:ResourceTag/team".
  [[nodiscard]] IdRange<KeyId> Keys() const;
  [[nodiscard]] std::optional<KeyId> FindKey(std::string_view key) const;
  [[nodiscard]] Key operator[](KeyId key) const;
  // The keys that a service defines or supports.
  [[nodiscard]] std::span<const KeyId> KeysOf(ServiceId service) const;

  // AWS managed policies; names and paths are those of managed_policy.h.
  [[nodiscard]] IdRange<PolicyId> Policies() const;
  // By name, "ReadOnlyAccess", or by ARN in whatever partition.
  [[nodiscard]] std::optional<PolicyId> FindPolicy(
      std::string_view name_or_arn) const;
  [[nodiscard]] std::string_view NameOf(PolicyId policy) const;
  // In partition `aws`; empty where nobody recorded its path.
  [[nodiscard]] std::string_view ArnOf(PolicyId policy) const;
  // Compact JSON; empty where nobody has the document.
  [[nodiscard]] std::string DocumentOf(PolicyId policy) const;

 private:
  // `bytes` is a catalogue, and outlives this.
  explicit Catalogue(std::string_view bytes) : bytes_(bytes) {}

  // The records of a section of blob.h.
  template <typename Record>
  [[nodiscard]] std::span<const Record> Records(std::uint32_t section) const {
    const Part part = PartAt(section);
    return {reinterpret_cast<const Record*>(bytes_.data() + part.offset),
            part.count};
  }

  struct Part {
    std::uint32_t offset = 0;
    std::uint32_t count = 0;
  };

  [[nodiscard]] Part PartAt(std::uint32_t section) const;

  // Calls `take` with the actions that a pattern covers until it says false.
  template <typename Take>
  void EachMatch(std::string_view pattern, Take take) const;

  [[nodiscard]] std::string_view Text(std::uint32_t offset) const;
  [[nodiscard]] std::span<const std::uint32_t> List(std::uint32_t offset) const;

  template <typename Id>
  [[nodiscard]] std::span<const Id> IdList(std::uint32_t offset) const {
    static_assert(sizeof(Id) == sizeof(std::uint32_t));
    const auto list = List(offset);
    return {reinterpret_cast<const Id*>(list.data()), list.size()};
  }

  [[nodiscard]] std::vector<std::string_view> TextList(
      std::uint32_t offset) const;

  std::string_view bytes_;
};

}  // namespace iamgen::catalog
