// Sets of actions that checks ask for again and again, made once for a
// catalogue.
#pragma once

#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"

namespace iamgen::analysis {

struct ActionClasses {
  explicit ActionClasses(const catalog::Catalogue& catalogue);

  // Of one catalogue, which has to stay; made at the first question, by
  // whichever thread asks.
  static const ActionClasses& Of(const catalog::Catalogue& catalogue);

  // Work on resources, not on `*` alone.
  catalog::ActionSet on_resources;
  // Change or tag something, and work on resources.
  catalog::ActionSet writes;
  // Put tags on resources.
  catalog::ActionSet tags;
  // Of access level "Permissions management", or as bad.
  catalog::ActionSet exposing;
  // Hand out credentials.
  catalog::ActionSet credentials;
  // Read data in bulk: what everybody agrees on, and all there is.
  catalog::ActionSet bulk_reads;
  catalog::ActionSet all_bulk_reads;
  // List or read, and neither credentials nor data in bulk.
  catalog::ActionSet harmless;

  // Whether a service has actions that change something or who has access.
  [[nodiscard]] bool Changes(catalog::ServiceId service) const {
    return changing_[service.index];
  }

 private:
  std::vector<bool> changing_;
};

}  // namespace iamgen::analysis
