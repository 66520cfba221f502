// Looks through the catalogue's lists.
#include "policy/key_support.h"

#include <algorithm>

namespace iamgen::policy {

bool KeySupport::Has(catalog::ActionId action, catalog::KeyId key) {
  ++looks_;
  const auto holds = [&](const catalog::KeyList& keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  if (holds(catalogue_.KeysOf(action))) {
    return true;
  }
  const auto uses = catalogue_.ResourcesOf(action);
  for (std::size_t use = 0; use < uses.size(); ++use) {
    if (holds(catalogue_.KeysOf(action, use)) ||
        holds(catalogue_.KeysOf(uses[use].type))) {
      return true;
    }
  }
  return false;
}

bool KeySupport::HasAny(catalog::ServiceId service, catalog::KeyId key) {
  const auto [known, is_new] =
      services_.try_emplace({service.index, key.index}, false);
  if (is_new) {
    const auto actions = catalogue_.ActionsOf(service);
    known->second =
        std::any_of(actions.begin(), actions.end(),
                    [&](catalog::ActionId one) { return Has(one, key); });
  }
  return known->second;
}

}  // namespace iamgen::policy
