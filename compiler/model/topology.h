// The whole model: every entity once, with the set of accounts it lives in.
#pragma once

#include <string>
#include <vector>

#include "diag/span.h"
#include "model/account.h"
#include "model/claim.h"
#include "model/identity.h"
#include "model/lambda_job.h"
#include "model/managed_policy.h"
#include "model/policy.h"
#include "model/provider.h"
#include "model/trust_edge.h"
#include "support/store.h"

namespace iamgen::model {

struct Topology {
  std::string name;
  std::string description;
  // Master first, then children, then external accounts, each as written.
  support::Store<Account> accounts;
  support::Store<AccountSet> account_sets;
  support::Store<Variable> variables;
  support::Store<ManagedPolicy> policies;
  support::Store<Role> roles;
  support::Store<InstanceProfile> profiles;
  support::Store<LambdaJob> jobs;
  support::Store<Group> groups;
  support::Store<User> users;
  support::Store<OidcProvider> oidc_providers;
  support::Store<SamlProvider> saml_providers;
  support::Store<ResourcePolicy> resources;
  // "o-...", or empty.
  std::string organization_id;
  std::vector<ControlPolicy> control_policies;
  std::vector<TrustEdge> edges;
  std::vector<Claim> claims;

  friend bool operator==(const Topology&, const Topology&) = default;
};

// Indented text of the model, for tests and for the curious.
std::string Dump(const Topology& topology);

}  // namespace iamgen::model
