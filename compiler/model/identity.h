// IAM's identities: roles, groups and users, and the profiles of roles.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diag/span.h"
#include "model/managed_policy.h"

namespace iamgen::model {

enum class Origin : std::uint8_t { kRole, kLambdaJob, kInstanceProfile };

// A role, whatever section it was written in.
struct Role {
  Origin origin = Origin::kRole;
  // What references call it: its key, or a job's `role:`.
  std::string key;
  // The key of the entity it was written as: a job's name.
  std::string entity_key;
  LocatedText name;
  LocatedText path;
  LocatedText description;
  std::optional<diag::Located<std::int64_t>> max_session_seconds;
  std::optional<Attachment> boundary;
  std::vector<Tag> tags;
  bool retain = false;
  bool generated_name = false;
  AccountSetId accounts;
  Document trust;
  std::vector<Attachment> attachments;
  std::vector<InlinePolicy> inlines;
  // All of its permissions are one inline policy of this name, the derived
  // ones too.
  std::optional<LocatedText> merged_name;
  diag::Span key_span;
  diag::Span span;

  friend bool operator==(const Role&, const Role&) = default;
};

using RoleId = support::Id<Role>;

struct Group {
  std::string key;
  LocatedText name;
  LocatedText path;
  bool retain = false;
  bool generated_name = false;
  AccountSetId accounts;
  std::vector<Attachment> attachments;
  std::vector<InlinePolicy> inlines;
  std::optional<LocatedText> merged_name;
  // Users that somebody else makes.
  Texts external_users;
  diag::Span key_span;
  diag::Span span;

  friend bool operator==(const Group&, const Group&) = default;
};

using GroupId = support::Id<Group>;

// A user's membership, in the accounts that both are in.
struct Membership {
  GroupId group;
  AccountSetId accounts;
  diag::Span span;

  friend bool operator==(const Membership& a, const Membership& b) {
    return a.group == b.group && a.accounts == b.accounts;
  }
};

struct User {
  std::string key;
  LocatedText name;
  LocatedText path;
  std::optional<Attachment> boundary;
  std::vector<Tag> tags;
  bool retain = false;
  bool generated_name = false;
  AccountSetId accounts;
  std::vector<Attachment> attachments;
  std::vector<InlinePolicy> inlines;
  std::optional<LocatedText> merged_name;
  std::vector<Membership> groups;
  // Groups that somebody else makes.
  Texts external_groups;
  // Signs in to the console; the password is asked for, never written.
  bool console = false;
  diag::Span key_span;
  diag::Span span;

  friend bool operator==(const User&, const User&) = default;
};

using UserId = support::Id<User>;

struct InstanceProfile {
  std::string key;
  LocatedText name;
  LocatedText path;
  RoleId role;
  AccountSetId accounts;
  diag::Span span;

  friend bool operator==(const InstanceProfile&,
                         const InstanceProfile&) = default;
};

}  // namespace iamgen::model
