// Classes of condition keys that the catalogue does not tell apart: what a
// request always has, what its caller chooses, what only services fill.
// "AWS global condition context keys". All keys are in small letters.
#pragma once

#include <string_view>

namespace iamgen::policy {

// Every request carries it.
bool IsAlwaysPresent(std::string_view key);

// Only calls that a service makes for a resource carry it.
bool IsSourceKey(std::string_view key);

// What keeps strangers out: accounts, organizations, networks.
bool IsBoundaryKey(std::string_view key);

// Says who calls, or from where.
bool IsCallerKey(std::string_view key);

// The caller writes its value.
bool IsSpoofable(std::string_view key);

// Calls of a service never carry it.
bool IsOfPrincipalsAlone(std::string_view key);

// Its values are names of regions.
bool IsRegionKey(std::string_view key);

// Its values are service principals.
bool IsServicePrincipalKey(std::string_view key);

// Its values are ARNs of KMS keys.
bool IsKmsKeyKey(std::string_view key);

// Whether its prefix is that of an identity provider: "saml", or a host with or
// without a path.
bool IsProviderKey(std::string_view key);

// Whether the provider speaks OpenID Connect: all but "saml".
bool IsOidcKey(std::string_view key);

// A claim that identifies somebody at one of the four providers that IAM knows
// by name: "www.amazon.com:user_id".
bool IsWebIdentityKey(std::string_view key);

// Keys that a service fills in policies which it reads itself, and that its
// guide has and the reference has not: "transfer:HomeFolder".
bool IsOfAnotherEvaluator(std::string_view key);

// Whose owner the endpoint of a request has: "aws:vpceorgid".
bool IsEndpointOwnerKey(std::string_view key);

// Whether requests of the service carry those. "AWS global condition context
// keys", aws:VpceOrgID; the list of late 2025.
bool FillsEndpointOwnerKeys(std::string_view service);

// What stands after the last colon of a provider's key: "aud".
std::string_view ClaimOf(std::string_view key);

}  // namespace iamgen::policy
