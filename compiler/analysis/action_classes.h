// Sets of actions that checks ask for again and again, made once for a
// catalogue.
#pragma once

#include "catalog/action_set.h"
#include "catalog/catalogue.h"

namespace iamgen::analysis {

struct ActionClasses {
  explicit ActionClasses(const catalog::Catalogue& catalogue);

  // Of one catalogue; made at the first question, by whichever thread asks.
  static const ActionClasses& Of(const catalog::Catalogue& catalogue);

  // Work on resources, not on `*` alone.
  catalog::ActionSet on_resources;
  // Change or tag something, and work on resources.
  catalog::ActionSet writes;
  // Of access level "Permissions management", or as bad.
  catalog::ActionSet exposing;
  // Hand out credentials.
  catalog::ActionSet credentials;
  // Read the data of a service in bulk.
  catalog::ActionSet bulk_reads;
};

}  // namespace iamgen::analysis
