// Newer data into the contents of a catalogue.
#pragma once

#include <cstddef>
#include <string>

#include "catalog/contents.h"
#include "driver/catalog_sources.h"

namespace iamgen::driver {

// What a merge did.
struct MergeCounts {
  std::size_t services = 0;
  std::size_t new_services = 0;
  std::size_t actions = 0;
  std::size_t new_actions = 0;
  // Of the services: actions that are no more.
  std::size_t retired_actions = 0;
  std::size_t policies = 0;
  std::size_t new_policies = 0;
  // New policies of which nothing says the path.
  std::size_t policies_without_path = 0;
};

// A reference says everything of its service but titles, which types are
// required, dependent actions and support of resource control policies: these
// stay. Actions that it no longer has are retired. Policies are replaced one by
// one; the others stay as they are.
MergeCounts Merge(CatalogSources sources, catalog::Contents& contents);

}  // namespace iamgen::driver
