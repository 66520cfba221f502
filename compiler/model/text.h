// Text with holes: what differs between accounts stays open until a backend
// decides how to write it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "support/store.h"

namespace iamgen::model {

struct Account;
struct AccountSet;
struct Variable;
using AccountId = support::Id<Account>;
using AccountSetId = support::Id<AccountSet>;
using VariableId = support::Id<Variable>;

enum class EntityKind : std::uint8_t {
  kRole,
  kPolicy,
  kInstanceProfile,
  kUser,
  kGroup,
  kOidcProvider,
  kSamlProvider
};

// "role", "instance_profile": as references and patterns call it.
std::string_view NameOf(EntityKind kind);

// An entity of the topology, by kind and place in its store.
struct EntityRef {
  EntityKind kind = EntityKind::kRole;
  std::uint32_t index = UINT32_MAX;

  friend auto operator<=>(const EntityRef&, const EntityRef&) = default;
};

enum class HoleKind : std::uint8_t {
  kAccountId,    // of the account being built
  kAccountName,  // its alias
  kPartition,
  kDnsSuffix,
  kRegion,
  kVariable,    // an account's variable
  kAccountIds,  // the ids of a set of accounts: a list
  kEntityArn,   // the ARN of an entity in the account being built, or in a set
};

// What is made of a variable that names a bucket, or `bucket/some/path`.
enum class BucketPart : std::uint8_t {
  kNone,
  kBucketArn,
  kObjectsArn,
  kPrefix
};

struct Hole {
  HoleKind kind = HoleKind::kAccountId;
  VariableId variable = {};
  BucketPart part = BucketPart::kNone;
  EntityRef entity = {};
  // For `kAccountIds` and `kEntityArn`. Invalid: the account being built.
  AccountSetId accounts = {};
  // Leaves the account being built out of the set.
  bool others_only = false;
  // The accounts' root principals instead of their bare ids.
  bool as_root = false;

  friend auto operator<=>(const Hole&, const Hole&) = default;
};

// A text with holes. INVARIANT: no two literals in a row, no empty literal, at
// most one hole that may stand for a list.
struct Text {
  std::vector<std::variant<std::string, Hole>> parts;

  Text() = default;

  explicit Text(std::string literal) { Add(std::move(literal)); }

  void Add(std::string literal) {
    if (literal.empty()) {
      return;
    }
    if (!parts.empty() && std::holds_alternative<std::string>(parts.back())) {
      std::get<std::string>(parts.back()) += literal;
    } else {
      parts.emplace_back(std::move(literal));
    }
  }

  void Add(const Hole& hole) { parts.emplace_back(hole); }

  void Add(const Text& text) {
    for (const auto& part : text.parts) {
      if (const auto* literal = std::get_if<std::string>(&part)) {
        Add(*literal);
      } else {
        Add(std::get<Hole>(part));
      }
    }
  }

  [[nodiscard]] bool empty() const { return parts.empty(); }

  [[nodiscard]] bool IsLiteral() const {
    return parts.empty() ||
           (parts.size() == 1 && std::holds_alternative<std::string>(parts[0]));
  }

  // Of a literal text.
  [[nodiscard]] std::string literal() const {
    return parts.empty() ? std::string() : std::get<std::string>(parts[0]);
  }

  friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace iamgen::model
