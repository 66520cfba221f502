// Where AWS is silent or says two things: what is chosen here, in one place.
#pragma once

namespace iamgen::evaluation {

// An ARN operator's lone `*` matches any ARN.
inline constexpr bool kLoneStarIsAnyArn = true;

// `ForAnyValue:...IfExists` holds where the key is missing, as every other
// IfExists does.
inline constexpr bool kForAnyValueIfExistsHolds = true;

// A root user of another account needs no identity policy: it has none, and
// may do in its account whatever its organization lets it.
inline constexpr bool kRootGrantsItself = true;

// A request that does not say whose the resource is, and whose ARN does not
// either, is about a resource of the caller's account.
inline constexpr bool kUnownedIsOwn = true;

// Where a request does not say which user asked for the session of a federated
// user, it is the one of the same name, in no path.
inline constexpr bool kFederatedIsOfItsName = true;

// An endpoint policy's statement without a principal reaches everybody.
inline constexpr bool kEndpointReachesAll = true;

}  // namespace iamgen::evaluation
