// The numbers AWS holds people to. Lengths are in characters, sizes of policies
// in characters without the white space between tokens, times in seconds,
// unless the name says otherwise. A `Most...` without "Default" cannot be
// raised. The title in quotes is the AWS page that has the number.
#pragma once

#include <cstddef>
#include <cstdint>

namespace iamgen::catalog {

// Names. "IAM and AWS STS quotas"; patterns in the IAM API Reference.
inline constexpr std::size_t kMostRoleName = 64;
inline constexpr std::size_t kMostUserName = 64;
inline constexpr std::size_t kMostGroupName = 128;
inline constexpr std::size_t kMostInstanceProfileName = 128;
inline constexpr std::size_t kMostManagedPolicyName = 128;
inline constexpr std::size_t kMostInlinePolicyName = 128;
inline constexpr std::size_t kMostSamlProviderName = 128;
inline constexpr std::size_t kLeastAccountAlias = 3;
inline constexpr std::size_t kMostAccountAlias = 63;
inline constexpr std::size_t kAccountIdDigits = 12;
inline constexpr std::size_t kMostPath = 512;
// Path and name together, for a role the console is to switch to: "Switch
// from a user to an IAM role (console)".
inline constexpr std::size_t kMostSwitchRolePathAndName = 64;
inline constexpr std::size_t kMostDescription = 1000;
inline constexpr std::size_t kLeastRoleSessionName = 2;
inline constexpr std::size_t kMostRoleSessionName = 64;
inline constexpr std::size_t kLeastExternalId = 2;
inline constexpr std::size_t kMostExternalId = 1224;
inline constexpr std::size_t kLeastArn = 20;
inline constexpr std::size_t kMostArn = 2048;
inline constexpr std::size_t kMostOidcUrl = 255;
inline constexpr std::size_t kMostOidcClientId = 255;
inline constexpr std::size_t kThumbprintDigits = 40;

// Tags. "Tags for AWS Identity and Access Management resources".
inline constexpr std::size_t kMostTags = 50;
inline constexpr std::size_t kMostTagKey = 128;
inline constexpr std::size_t kMostTagValue = 256;

// Sizes of policies. "IAM and AWS STS quotas". The three inline numbers are
// for the sum over all inline policies of one entity.
inline constexpr std::size_t kMostManagedPolicySize = 6144;
inline constexpr std::size_t kMostUserInlineSize = 2048;
inline constexpr std::size_t kMostGroupInlineSize = 5120;
inline constexpr std::size_t kMostRoleInlineSize = 10240;
inline constexpr std::size_t kDefaultMostTrustSize = 2048;
// Sources tell 4,096 or 8,192; above the larger no request can help.
inline constexpr std::size_t kMostTrustSize = 8192;
// White space counts here.
inline constexpr std::size_t kMostSessionPolicySize = 2048;
inline constexpr std::size_t kMostSessionPolicyArns = 10;
inline constexpr std::size_t kMostDocumentArgument = 131072;
// "Quotas and service limits for AWS Organizations"; the API counts white
// space. SCPs had 5,120 until 2025.
inline constexpr std::size_t kMostScpSize = 10240;
inline constexpr std::size_t kMostRcpSize = 5120;
// Attached to one root, unit or account, with the policy that AWS attaches.
inline constexpr std::size_t kMostScpsOfTarget = 10;
inline constexpr std::size_t kMostRcpsOfTarget = 5;
// Of an organization.
inline constexpr std::size_t kMostScps = 10000;
inline constexpr std::size_t kMostRcps = 2000;

// Sessions. "Methods to assume a role", "IAM and AWS STS quotas".
inline constexpr std::int64_t kLeastMaxSessionSeconds = 3600;
inline constexpr std::int64_t kMostMaxSessionSeconds = 43200;
inline constexpr std::int64_t kDefaultMaxSessionSeconds = 3600;
inline constexpr std::int64_t kLeastSessionSeconds = 900;
// A role session that assumes a further role.
inline constexpr std::int64_t kMostChainedSessionSeconds = 3600;
// GetSessionToken and GetFederationToken.
inline constexpr std::int64_t kMostTokenSeconds = 129600;
inline constexpr std::size_t kMostSessionTags = 50;

// Quotas of one account. "IAM and AWS STS quotas"; the raised numbers are the
// most that AWS grants.
inline constexpr std::size_t kDefaultManagedPolicies = 1500;
inline constexpr std::size_t kDefaultRoles = 1000;
inline constexpr std::size_t kDefaultInstanceProfiles = 1000;
inline constexpr std::size_t kMostUsers = 5000;
inline constexpr std::size_t kDefaultGroups = 300;
inline constexpr std::size_t kRaisedGroups = 500;
inline constexpr std::size_t kDefaultOidcProviders = 100;
inline constexpr std::size_t kRaisedOidcProviders = 700;
inline constexpr std::size_t kMostSamlProviders = 100;

// Quotas of one entity, same page. A permissions boundary does not count as
// attached.
inline constexpr std::size_t kDefaultPoliciesOnRole = 10;
// The page says 25; older ones said 20.
inline constexpr std::size_t kRaisedPoliciesOnRole = 25;
inline constexpr std::size_t kDefaultPoliciesOnUser = 10;
inline constexpr std::size_t kRaisedPoliciesOnUser = 20;
inline constexpr std::size_t kMostPoliciesOnGroup = 10;
inline constexpr std::size_t kMostGroupsOfUser = 10;
inline constexpr std::size_t kMostRolesInInstanceProfile = 1;
inline constexpr std::size_t kMostAccessKeysOfUser = 2;
inline constexpr std::size_t kMostMfaDevicesOfUser = 8;
inline constexpr std::size_t kMostVersionsOfPolicy = 5;
inline constexpr std::size_t kMostThumbprints = 5;

}  // namespace iamgen::catalog
