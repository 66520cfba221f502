// `iamgen catalog`: looking things up, and bringing them up to date.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "driver/options.h"
#include "support/file_system.h"

namespace iamgen::driver {

struct CatalogRequest {
  // "service", "action", ..., or "update".
  std::string what;
  std::string name;
  // "text" or "json".
  std::string format = "text";
  // Of a managed policy, prints its document.
  bool document = false;
  // Of an update: files and folders of what is newer, where the catalogue goes,
  // and its date; both empty: as the older one has it.
  std::vector<std::string> from;
  std::string output;
  std::string date;
};

// Adds the command with its options.
CLI::App* AddCatalogCommand(CLI::App& app, Options& options,
                            CatalogRequest& request);

// Looks up in `CurrentCatalogue()`, or updates the one that the options name.
int RunCatalog(const Options& options, const CatalogRequest& request);

// What `RunCatalog` does for "update".
int UpdateCatalog(const Options& options, const CatalogRequest& request,
                  support::FileSystem& files);

}  // namespace iamgen::driver
