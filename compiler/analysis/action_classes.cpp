// Sorts the actions of a catalogue into the classes.
#include "analysis/action_classes.h"

#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "analysis/action_lists.h"

namespace iamgen::analysis {
namespace {

void AddList(const catalog::Catalogue& catalogue, std::string_view list,
             catalog::ActionSet& into) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    const auto action = catalogue.FindAction(list.substr(0, end));
    // A catalogue that is younger than the list may lack it.
    if (action) {
      into.Add(*action);
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

}  // namespace

ActionClasses::ActionClasses(const catalog::Catalogue& catalogue)
    : on_resources(catalogue),
      writes(catalogue),
      exposing(catalogue),
      credentials(catalogue),
      bulk_reads(catalogue) {
  using catalog::AccessLevel;
  for (const catalog::ActionId action : catalogue.Actions()) {
    const bool takes = !catalogue.ResourcesOf(action).empty();
    const AccessLevel level = catalogue.LevelOf(action);
    if (takes) {
      on_resources.Add(action);
    }
    if (takes &&
        (level == AccessLevel::kWrite || level == AccessLevel::kTagging)) {
      writes.Add(action);
    }
    if (level == AccessLevel::kPermissionsManagement) {
      exposing.Add(action);
    }
  }
  AddList(catalogue, kExposingActions, exposing);
  AddList(catalogue, kCredentialActions, credentials);
  AddList(catalogue, kBulkReadActions, bulk_reads);
}

const ActionClasses& ActionClasses::Of(const catalog::Catalogue& catalogue) {
  static std::mutex mutex;
  static std::unordered_map<const catalog::Catalogue*,
                            std::unique_ptr<ActionClasses>>
      known;
  const std::lock_guard lock(mutex);
  auto& classes = known[&catalogue];
  if (!classes) {
    classes = std::make_unique<ActionClasses>(catalogue);
  }
  return *classes;
}

}  // namespace iamgen::analysis
