// The patterns of the API references, said in words.
#include "catalog/names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "catalog/limits.h"
#include "catalog/text_faults.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

// [\w+=,.@-], and with what an external id and a tag take besides.
constexpr CharacterSet kNameCharacters = {.others = "_+=,.@-",
                                          .text = "A-Z a-z 0-9 _ + = , . @ -"};
constexpr CharacterSet kSamlCharacters = {.others = "_.-",
                                          .text = "A-Z a-z 0-9 _ . -"};
constexpr CharacterSet kPolicyPathCharacters = {
    .others = "/_+=,.@-", .text = "A-Z a-z 0-9 / _ + = , . @ -"};
constexpr CharacterSet kExternalIdCharacters = {
    .others = "_+=,.@:/-", .text = "A-Z a-z 0-9 _ + = , . @ : / -"};
constexpr CharacterSet kLowerAndDigits = {
    .capitals = false, .others = {}, .text = "a-z 0-9"};
constexpr CharacterSet kAliasCharacters = {
    .capitals = false, .others = "-", .text = "a-z 0-9 -"};

struct NameRule {
  NameKind kind;
  std::string_view subject;
  std::size_t least;
  std::size_t most;
  const CharacterSet* characters;
};

constexpr std::array<NameRule, 8> kNameRules = {{
    {NameKind::kRole, "a role name", 1, kMostRoleName, &kNameCharacters},
    {NameKind::kUser, "a user name", 1, kMostUserName, &kNameCharacters},
    {NameKind::kGroup, "a group name", 1, kMostGroupName, &kNameCharacters},
    {NameKind::kManagedPolicy, "a policy name", 1, kMostManagedPolicyName,
     &kNameCharacters},
    {NameKind::kInlinePolicy, "an inline policy name", 1, kMostInlinePolicyName,
     &kNameCharacters},
    {NameKind::kInstanceProfile, "an instance profile name", 1,
     kMostInstanceProfileName, &kNameCharacters},
    {NameKind::kRoleSession, "a role session name", kLeastRoleSessionName,
     kMostRoleSessionName, &kNameCharacters},
    {NameKind::kSamlProvider, "a SAML provider name", 1, kMostSamlProviderName,
     &kSamlCharacters},
}};

constexpr const NameRule& RuleOf(NameKind kind) {
  return kNameRules[static_cast<std::size_t>(kind)];
}

// "Create a service-linked role"; the other prefix is IAM Identity Center's.
constexpr std::array<std::string_view, 2> kReservedRolePrefixes = {
    "AWSServiceRoleFor", "AWSReservedSSO_"};
constexpr std::array<std::string_view, 2> kReservedPaths = {
    "/aws-service-role/", "/aws-reserved/"};

constexpr std::string_view kReserved = ", which AWS keeps for itself";

bool StartsWithOneOf(std::string_view text,
                     std::span<const std::string_view> prefixes) {
  return std::any_of(
      prefixes.begin(), prefixes.end(),
      [&](std::string_view prefix) { return text.starts_with(prefix); });
}

}  // namespace

bool IsReservedRoleName(std::string_view name) {
  return StartsWithOneOf(name, kReservedRolePrefixes);
}

bool IsReservedPath(std::string_view path) {
  return StartsWithOneOf(path, kReservedPaths);
}

std::string_view NameOf(NameKind kind) { return RuleOf(kind).subject; }

Fault FaultInName(NameKind kind, std::string_view name) {
  const NameRule& rule = RuleOf(kind);
  if (auto fault = FaultInLength(name, rule.least, rule.most)) {
    return fault;
  }
  if (auto fault = FaultInCharacters(name, *rule.characters)) {
    return fault;
  }
  if (kind == NameKind::kRole) {
    for (const std::string_view prefix : kReservedRolePrefixes) {
      if (name.starts_with(prefix)) {
        return "starts with `" + std::string(prefix) + '`' +
               std::string(kReserved);
      }
    }
  }
  return std::nullopt;
}

Fault FaultInPath(PathKind kind, std::string_view path) {
  if (auto fault = FaultInLength(path, 1, kMostPath)) {
    return fault;
  }
  if (path.front() != '/') {
    return "does not start with `/`";
  }
  if (path.back() != '/') {
    return "does not end with `/`";
  }
  if (kind == PathKind::kManagedPolicy) {
    if (auto fault = FaultInCharacters(path, kPolicyPathCharacters)) {
      return fault;
    }
  } else if (const std::size_t at = FirstNotGraphic(path);
             at != std::string_view::npos) {
    return "holds " + ShownCharacter(path, at) +
           ", which is no printable ASCII character";
  }
  // The pattern for the other kinds lets `/a//b/` through; "//" alone has
  // nothing between its slashes and fits neither.
  if (path == "//" || (kind == PathKind::kManagedPolicy &&
                       path.find("//") != std::string_view::npos)) {
    return "holds `//`, with no name between the slashes";
  }
  for (const std::string_view reserved : kReservedPaths) {
    if (path.starts_with(reserved)) {
      return "starts with `" + std::string(reserved) + '`' +
             std::string(kReserved);
    }
  }
  return std::nullopt;
}

Fault FaultInDescription(DescriptionKind kind, std::string_view description) {
  if (auto fault = FaultInLength(description, 0, kMostDescription)) {
    return fault;
  }
  if (kind == DescriptionKind::kRole) {
    const std::size_t at = FirstNotLatin1Text(description);
    if (at != std::string_view::npos) {
      return "holds " + ShownCharacter(description, at) +
             ", which is no printable Latin-1 character";
    }
  }
  return std::nullopt;
}

Fault FaultInTagKey(std::string_view key) {
  if (auto fault = FaultInLength(key, 1, kMostTagKey)) {
    return fault;
  }
  if (auto fault = FaultInTagCharacters(key)) {
    return fault;
  }
  if (support::Lower(key.substr(0, 4)) == "aws:") {
    return "starts with `" + std::string(key.substr(0, 4)) + '`' +
           std::string(kReserved);
  }
  return std::nullopt;
}

Fault FaultInTagValue(std::string_view value) {
  if (auto fault = FaultInLength(value, 0, kMostTagValue)) {
    return fault;
  }
  return FaultInTagCharacters(value);
}

Fault FaultInExternalId(std::string_view id) {
  if (auto fault = FaultInLength(id, kLeastExternalId, kMostExternalId)) {
    return fault;
  }
  return FaultInCharacters(id, kExternalIdCharacters);
}

Fault FaultInAccountId(std::string_view id) {
  if (id.empty()) {
    return "is empty";
  }
  for (std::size_t at = 0; at < id.size(); ++at) {
    if (id[at] < '0' || id[at] > '9') {
      return "holds " + ShownCharacter(id, at) + ", which is no digit";
    }
  }
  if (id.size() != kAccountIdDigits) {
    return "has " + support::Count(id.size(), "digit") +
           ", an account id has 12";
  }
  return std::nullopt;
}

Fault FaultInOrganizationId(std::string_view id) {
  if (!id.starts_with("o-")) {
    return "does not start with `o-`";
  }
  id.remove_prefix(2);
  if (auto fault = FaultInCharacters(id, kLowerAndDigits)) {
    return fault;
  }
  if (id.size() < 10 || id.size() > 32) {
    return "has " + support::Count(id.size(), "character") +
           " after `o-`, an organization id has 10 to 32";
  }
  return std::nullopt;
}

Fault FaultInAccountAlias(std::string_view alias) {
  if (auto fault =
          FaultInLength(alias, kLeastAccountAlias, kMostAccountAlias)) {
    return fault;
  }
  if (auto fault = FaultInCharacters(alias, kAliasCharacters)) {
    return fault;
  }
  if (alias.front() == '-' || alias.back() == '-') {
    return alias.front() == '-' ? "starts with `-`" : "ends with `-`";
  }
  if (alias.find("--") != std::string_view::npos) {
    return "holds `--`";
  }
  return std::nullopt;
}

}  // namespace iamgen::catalog
