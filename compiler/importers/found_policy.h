// What importers find in files that nobody generated here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/document.h"

namespace iamgen::importers {

struct FoundPolicy {
  policy::Document document;
  policy::Attachment attachment = policy::Attachment::kUnknown;
  // The resource that it belongs to, "AWS::IAM::Role Deploy" or
  // "aws_iam_role.deploy".
  std::string entity;
  // Of an inline policy, where it is known: its name.
  std::string name;
};

// Who has policies: a role, a user or a group.
enum class IdentityKind : std::uint8_t { kRole, kUser, kGroup };

struct FoundIdentity {
  IdentityKind kind = IdentityKind::kRole;
  std::string entity;
  // ARNs, as far as they are known.
  policy::Values managed_policies;
  std::optional<policy::Value> boundary;
  diag::Span span;
};

struct Imported {
  std::vector<FoundPolicy> policies;
  std::vector<FoundIdentity> identities;
};

}  // namespace iamgen::importers
