// What accounts will hold, in the words of IAM's own answer to that question.
#pragma once

#include <functional>
#include <string_view>

#include "model/topology.h"

namespace iamgen::analysis {

using TextSink = std::function<void(std::string_view)>;

// Writes one JSON object: by the id of every account that is built, what `aws
// iam get-account-authorization-details` says once everything is deployed,
// with documents as objects. What AWS makes up is missing (ids, dates), as are
// policies that the topology does not define, and a name that is generated is
// `<generated:KIND/KEY>`.
//
// There is more than that call gives: a role's `MaxSessionDuration` and
// `Description`, a policy's `Tags`, a user's `Console`, a group's
// `ExternalUsers` (made by somebody else), and the lists `OidcProviders`,
// `SamlProviders`, `LambdaPermissions` and `ResourcePolicies`.
//
// It is made from the model alone and shares nothing with the backends, so
// that their outputs can be held against it. `write` gets an account at a time.
void WriteAuthorizationDetails(const model::Topology& topology,
                               const TextSink& write);

}  // namespace iamgen::analysis
