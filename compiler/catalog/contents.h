// What is in a catalogue as plain values that refer to each other by name: what
// sources are turned into, and what a table is written from.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalogue.h"
#include "catalog/managed_policy.h"

namespace iamgen::catalog {

// The braces let initialisers leave members out without a warning.

struct ServiceRecord {
  std::string prefix{};
  std::string name{};
  bool supports_rcps = false;
  std::vector<std::string> keys{};
};

struct ResourceRecord {
  std::string type{};
  bool required = false;
  std::vector<std::string> keys{};
};

struct ActionRecord {
  std::string service{};
  std::string name{};
  AccessLevel level = AccessLevel::kWrite;
  bool permission_only = false;
  std::vector<ResourceRecord> resources{};
  std::vector<std::string> keys{};
  // "s3:PutObject".
  std::vector<std::string> depends{};
};

struct ResourceTypeRecord {
  std::string service{};
  std::string name{};
  std::vector<std::string> arns{};
  std::vector<std::string> keys{};
};

struct KeyRecord {
  std::string name{};
  KeyType type = KeyType::kString;
  std::optional<KeyType> also{};
  bool multivalued = false;
  bool global = false;
  bool sensitive = false;
  bool legacy = false;
};

struct OtherActionRecord {
  // "s3:GetThing".
  std::string action{};
  OtherStatus status = OtherStatus::kRetired;
};

struct OperationRecord {
  std::string operation{};
  std::vector<std::string> actions{};
};

struct PolicyRecord {
  std::string name{};
  // Empty where nobody recorded it.
  std::string path{};
  PolicyState state = PolicyState::kCurrent;
  std::string partitions{};
  std::string version{};
  std::string updated{};
  // Compact JSON, or empty.
  std::string document{};
};

// In any order.
struct Contents {
  std::string date;
  std::vector<ServiceRecord> services;
  std::vector<ActionRecord> actions;
  std::vector<ResourceTypeRecord> resource_types;
  std::vector<KeyRecord> keys;
  std::vector<OtherActionRecord> other_actions;
  std::vector<OperationRecord> operations;
  std::vector<PolicyRecord> policies;
};

// Everything that a catalogue says; writing it makes the same bytes again.
Contents ContentsOf(const Catalogue& catalogue);

}  // namespace iamgen::catalog
