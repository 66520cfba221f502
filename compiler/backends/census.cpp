// Turns "this role lives there" round.
#include "backends/census.h"

namespace iamgen::backends {
namespace {

template <typename T, typename Pick>
void Settle(const model::Topology& topology, const support::Store<T>& entities,
            std::vector<Residents>& residents, Pick pick) {
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const support::Id<T> id = entities.IdAt(i);
    if (!entities[id].accounts.valid()) {
      continue;
    }
    for (const model::AccountId account :
         topology.account_sets[entities[id].accounts].members) {
      pick(residents[account.index]).push_back(id);
    }
  }
}

}  // namespace

std::vector<Residents> TakeCensus(const model::Topology& topology) {
  std::vector<Residents> residents(topology.accounts.size());
  Settle(
      topology, topology.policies, residents,
      [](Residents & one) -> auto& { return one.policies; });
  Settle(
      topology, topology.roles, residents,
      [](Residents & one) -> auto& { return one.roles; });
  Settle(
      topology, topology.profiles, residents,
      [](Residents & one) -> auto& { return one.profiles; });
  Settle(
      topology, topology.jobs, residents,
      [](Residents & one) -> auto& { return one.jobs; });
  Settle(
      topology, topology.groups, residents,
      [](Residents & one) -> auto& { return one.groups; });
  Settle(
      topology, topology.users, residents,
      [](Residents & one) -> auto& { return one.users; });
  Settle(
      topology, topology.oidc_providers, residents,
      [](Residents & one) -> auto& { return one.oidc_providers; });
  Settle(
      topology, topology.saml_providers, residents,
      [](Residents & one) -> auto& { return one.saml_providers; });
  Settle(
      topology, topology.resources, residents,
      [](Residents & one) -> auto& { return one.resources; });
  return residents;
}

}  // namespace iamgen::backends
