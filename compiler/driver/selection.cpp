// Looks names up, and says what there is.
#include "driver/selection.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "driver/commands.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

std::string TargetNames() {
  std::vector<std::string> names;
  for (const backends::Backend* backend : backends::All()) {
    if (!backend->always) {
      names.emplace_back(backend->name);
    }
  }
  return support::QuotedList(names, names.size());
}

}  // namespace

bool ChooseTargets(const Options& options,
                   std::vector<const backends::Backend*>& targets) {
  for (const std::string& name : options.targets) {
    if (backends::Find(name) == nullptr) {
      Complain("there is no target `" + name + "`: there are " + TargetNames());
      return false;
    }
  }
  if (options.targets.empty()) {
    Complain("build needs a --target: there are " + TargetNames());
    return false;
  }
  for (const backends::Backend* backend : backends::All()) {
    if (backend->always ||
        std::find(options.targets.begin(), options.targets.end(),
                  backend->name) != options.targets.end()) {
      targets.push_back(backend);
    }
  }
  return true;
}

bool ChooseAccounts(const Options& options, const model::Topology& topology,
                    std::vector<model::AccountId>& chosen) {
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const model::AccountId id = topology.accounts.IdAt(i);
    const model::Account& account = topology.accounts[id];
    if (!account.built()) {
      continue;
    }
    known.push_back(account.alias);
    const auto asks = [&](const std::string& name) {
      return name == account.alias || name == account.id;
    };
    if (options.accounts.empty() ||
        std::any_of(options.accounts.begin(), options.accounts.end(), asks)) {
      chosen.push_back(id);
    }
  }
  for (const std::string& name : options.accounts) {
    const bool found =
        std::any_of(chosen.begin(), chosen.end(), [&](model::AccountId id) {
          return topology.accounts[id].alias == name ||
                 topology.accounts[id].id == name;
        });
    if (!found) {
      const std::string near = support::DidYouMean(name, known);
      Complain("there is no account `" + name + "`" +
               (near.empty() ? "" : "; " + near));
      return false;
    }
  }
  return true;
}

}  // namespace iamgen::driver
