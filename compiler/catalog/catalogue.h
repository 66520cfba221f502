// The catalogue of IAM: services, their actions, resource types and condition
// keys, and the policies that AWS manages, as one read-only table of bytes in
// which nothing is decoded until somebody asks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/ids.h"
#include "catalog/managed_policy.h"
#include "catalog/table.h"
#include "support/result.h"

namespace iamgen::catalog {

class ActionSet;

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
  // Has a `${...}`, nearly always at its end: a family of keys, one for each
  // tag or claim.
  bool family = false;
};

// Why an action that is not in the reference is known all the same.
enum class OtherStatus : std::uint8_t { kRetired, kUndocumented };

struct OtherAction {
  // "s3:GetThing".
  std::string_view name;
  OtherStatus status = OtherStatus::kRetired;
};

// An API operation that is no action: what it takes instead, "s3:PutObject".
// Empty where nobody recorded it.
struct Operation {
  std::string_view name;
  std::vector<std::string_view> actions;
};

// All letters are equal: IAM compares prefixes, actions and keys regardless of
// case. Views and lists live as long as the catalogue.
class Catalogue {
 public:
  // The one in the executable.
  static const Catalogue& Embedded();

  // One that `catalog update` wrote. Fails on bytes that are no catalogue of
  // this version, or are damaged; the message goes on after a file's name.
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
  [[nodiscard]] KeyList KeysOf(ActionId action) const;
  // The keys that the action supports with the `use`th of its resource types.
  [[nodiscard]] KeyList KeysOf(ActionId action, std::size_t use) const;
  // Other actions that a call needs. Known until 2026-06-14 only.
  [[nodiscard]] ActionList DependsOn(ActionId action) const;
  // Adds every action that the pattern covers: "*", "s3:*", "s3:Get*", one
  // action; whether it covers any. Wildcards in the prefix are taken as IAM's
  // grammar has them: none.
  bool Expand(std::string_view pattern, ActionSet& into) const;
  // Whether it covers any.
  [[nodiscard]] bool Matches(std::string_view pattern) const;
  // The actions of a service whose names start so.
  [[nodiscard]] IdRange<ActionId> ActionsStarting(ServiceId service,
                                                  std::string_view start) const;

  // Actions that are gone or that AWS does not document.
  [[nodiscard]] std::optional<OtherStatus> FindOtherAction(
      std::string_view action) const;
  // Whether one of them fits a pattern, "s3:Get*"; without the actions that
  // AWS has and documents.
  [[nodiscard]] bool MatchesOtherAction(std::string_view pattern) const;
  // Whether one of them is of the service.
  [[nodiscard]] bool KnowsOtherService(std::string_view prefix) const;
  [[nodiscard]] std::vector<OtherAction> OtherActions() const;
  // An API operation whose permission has another name; "s3:ListBuckets".
  [[nodiscard]] std::optional<Operation> FindOperation(
      std::string_view action) const;
  [[nodiscard]] std::vector<Operation> Operations() const;

  // Resource types.
  [[nodiscard]] IdRange<ResourceTypeId> ResourceTypesOf(
      ServiceId service) const;
  [[nodiscard]] std::optional<ResourceTypeId> FindResourceType(
      ServiceId service, std::string_view type) const;
  [[nodiscard]] ServiceId ServiceOf(ResourceTypeId type) const;
  [[nodiscard]] std::string_view NameOf(ResourceTypeId type) const;
  // "arn:${Partition}:s3:::${BucketName}/${ObjectName}"; one or more.
  [[nodiscard]] TextList ArnsOf(ResourceTypeId type) const;
  [[nodiscard]] KeyList KeysOf(ResourceTypeId type) const;

  // Keys. A member of a family is found as well: "aws:ResourceTag/team".
  [[nodiscard]] IdRange<KeyId> Keys() const;
  [[nodiscard]] std::optional<KeyId> FindKey(std::string_view key) const;
  [[nodiscard]] Key operator[](KeyId key) const;
  // The keys that a service defines or supports.
  [[nodiscard]] KeyList KeysOf(ServiceId service) const;

  // AWS managed policies; names and paths are those of managed_policy.h.
  [[nodiscard]] IdRange<PolicyId> Policies() const;
  // By exact name, "ReadOnlyAccess", or by ARN in whatever partition.
  [[nodiscard]] std::optional<PolicyId> FindPolicy(
      std::string_view name_or_arn) const;
  [[nodiscard]] ManagedPolicy operator[](PolicyId policy) const;
  [[nodiscard]] std::string_view NameOf(PolicyId policy) const;
  // In partition `aws`; empty where nobody recorded its path.
  [[nodiscard]] std::string_view ArnOf(PolicyId policy) const;
  // Compact JSON; empty where nobody has the document.
  [[nodiscard]] std::string DocumentOf(PolicyId policy) const;
  [[nodiscard]] bool HasDocument(PolicyId policy) const;

 private:
  explicit Catalogue(std::string_view table) : table_(table) {}

  // The first family that does not come before those that begin so.
  [[nodiscard]] std::uint32_t FirstFamily(std::string_view start) const;
  [[nodiscard]] Operation OperationAt(std::uint32_t index) const;
  [[nodiscard]] ShapeRow ShapeOf(ActionId action) const;
  void AppendWord(std::string& out, std::uint32_t word) const;

  template <typename Range>
  [[nodiscard]] Range List(std::size_t number) const {
    const std::uint32_t first =
        table_.Get<TextRow>(Section::kLists, number).value;
    const std::uint32_t last =
        table_.Get<TextRow>(Section::kLists, number + 1).value;
    return {table_.At(Section::kElements, first), last - first};
  }

  // Of one that was read; the bytes of the embedded one are the executable's.
  std::unique_ptr<const std::string> bytes_;
  Table table_;
};

}  // namespace iamgen::catalog
