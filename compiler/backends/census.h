// Which entities each account has.
#pragma once

#include <vector>

#include "model/topology.h"

namespace iamgen::backends {

// Entities of one account, in the order of the model.
struct Residents {
  std::vector<model::PolicyId> policies;
  std::vector<model::RoleId> roles;
  std::vector<support::Id<model::InstanceProfile>> profiles;
  std::vector<support::Id<model::LambdaJob>> jobs;
  std::vector<model::GroupId> groups;
  std::vector<model::UserId> users;
  std::vector<support::Id<model::OidcProvider>> oidc_providers;
  std::vector<support::Id<model::SamlProvider>> saml_providers;
  std::vector<support::Id<model::ResourcePolicy>> resources;

  [[nodiscard]] bool empty() const {
    return policies.empty() && roles.empty() && profiles.empty() &&
           jobs.empty() && groups.empty() && users.empty() &&
           oidc_providers.empty() && saml_providers.empty() &&
           resources.empty();
  }
};

// By account index. One pass over the entities, whatever their number.
std::vector<Residents> TakeCensus(const model::Topology& topology);

}  // namespace iamgen::backends
