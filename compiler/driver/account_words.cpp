// Names for the sets that people select most.
#include "driver/account_words.h"

#include <algorithm>
#include <cstddef>

namespace iamgen::driver {

std::string AccountsIn(const model::Topology& topology,
                       const std::vector<model::AccountId>& members) {
  const auto built = static_cast<std::size_t>(
      std::count_if(topology.accounts.begin(), topology.accounts.end(),
                    [](const model::Account& one) { return one.built(); }));
  if (members.size() == built) {
    return built == 1 ? topology.accounts[members.front()].alias : "all";
  }
  if (members.size() == built - 1 && members.size() > 1 &&
      std::none_of(members.begin(), members.end(), [&](model::AccountId id) {
        return topology.accounts[id].role == model::AccountRole::kMaster;
      })) {
    return "children";
  }
  constexpr std::size_t kShown = 4;
  std::string text;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i == kShown) {
      return text + " +" + std::to_string(members.size() - kShown);
    }
    text += (i > 0 ? " " : "") + topology.accounts[members[i]].alias;
  }
  return text;
}

}  // namespace iamgen::driver
