// What IAM accepts as a name, a path, a description, a tag, an id. Patterns
// are those of the IAM and STS API references, lengths those of "IAM and AWS
// STS quotas" (limits.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace iamgen::catalog {

// Every function here returns nothing when the text is right, and otherwise the
// rest of a sentence that begins with it: "is 65 characters long, the most is
// 64", "holds ` `, which is none of A-Z a-z 0-9 _ + = , . @ -". Only the first
// fault is told. The text is taken to be well-formed UTF-8.
using Fault = std::optional<std::string>;

enum class NameKind {
  kRole,
  kUser,
  kGroup,
  kManagedPolicy,
  kInlinePolicy,
  kInstanceProfile,
  kRoleSession,
  kSamlProvider,
};

// "a role name", as the subject of a message.
std::string_view NameOf(NameKind kind);

// Length and characters; for a role also the prefixes AWS keeps for itself.
// That names are unique per account regardless of case is not seen here.
Fault FaultInName(NameKind kind, std::string_view name);

// Whether a role's name, or a path, begins as those do that AWS makes.
bool IsReservedRoleName(std::string_view name);
bool IsReservedPath(std::string_view path);

// Managed policies take fewer characters in a path than everything else that
// has one (users, groups, roles, instance profiles).
enum class PathKind { kGeneral, kManagedPolicy };

Fault FaultInPath(PathKind kind, std::string_view path);

// Of a role, printable Latin-1 with tabs and line ends; of a managed policy
// the length alone.
enum class DescriptionKind { kRole, kManagedPolicy };

Fault FaultInDescription(DescriptionKind kind, std::string_view description);

// "Tags for AWS Identity and Access Management resources": letters, digits and
// separators of all scripts and `_ . : / = + - @`. Beyond ASCII, only what is
// certainly something else (controls, punctuation, symbols, emoji) is refused.
Fault FaultInTagKey(std::string_view key);
Fault FaultInTagValue(std::string_view value);

// sts:ExternalId, 2 to 1,224 characters.
Fault FaultInExternalId(std::string_view id);

// Twelve digits; a leading 0 counts.
Fault FaultInAccountId(std::string_view id);

inline bool IsAccountId(std::string_view text) {
  return !FaultInAccountId(text);
}

// "o-" and 10 to 32 small letters or digits.
Fault FaultInOrganizationId(std::string_view id);

// 3 to 63 small letters, digits and single hyphens, none at the ends.
Fault FaultInAccountAlias(std::string_view alias);

}  // namespace iamgen::catalog
