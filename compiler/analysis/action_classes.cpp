// Sorts the actions of a catalogue into the classes.
#include "analysis/action_classes.h"

#include <algorithm>
#include <string_view>

#include "analysis/escalation_data.h"
#include "catalog/kept.h"

namespace iamgen::analysis {
namespace {

void AddList(const catalog::Catalogue& catalogue, std::string_view list,
             catalog::ActionSet& into) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    const auto action = catalogue.FindAction(list.substr(0, end));
    // A catalogue of another day may lack it.
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
      tags(catalogue),
      exposing(catalogue),
      credentials(catalogue),
      bulk_reads(catalogue),
      all_bulk_reads(catalogue),
      harmless(catalogue),
      changing_(catalogue.Services().size(), false) {
  using enum catalog::AccessLevel;
  for (const catalog::ActionId action : catalogue.Actions()) {
    const bool takes = !catalogue.ResourcesOf(action).empty();
    const catalog::AccessLevel level = catalogue.LevelOf(action);
    if (takes) {
      on_resources.Add(action);
    }
    if (takes && (level == kWrite || level == kTagging)) {
      writes.Add(action);
    }
    if (level == kTagging) {
      tags.Add(action);
    }
    if (level == kList || level == kRead) {
      harmless.Add(action);
    }
    if (level == kPermissionsManagement) {
      exposing.Add(action);
    }
    if (level == kWrite || level == kPermissionsManagement) {
      changing_[catalogue.ServiceOf(action).index] = true;
    }
  }
  const ActionLists& lists = ListsOfActions();
  AddList(catalogue, lists.exposing, exposing);
  AddList(catalogue, lists.credentials, credentials);
  AddList(catalogue, lists.bulk_reads, bulk_reads);
  AddList(catalogue, lists.more_bulk_reads, all_bulk_reads);
  all_bulk_reads |= bulk_reads;
  harmless -= credentials;
  harmless -= all_bulk_reads;
  harmless -= exposing;
}

const ActionClasses& ActionClasses::Of(const catalog::Catalogue& catalogue) {
  return catalog::Kept<ActionClasses>(
      catalogue,
      [](const catalog::Catalogue& one) { return ActionClasses(one); });
}

}  // namespace iamgen::analysis
