// What `catalog update` reads: AWS's service reference, and managed policies as
// the AWS CLI prints them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/contents.h"
#include "importers/datum.h"
#include "support/result.h"

namespace iamgen::driver {

// A service as its reference has it: all of its actions, types and keys.
struct ServiceReference {
  std::string prefix;
  std::vector<catalog::ActionRecord> actions;
  // Of each action whether its access level is said.
  std::vector<bool> has_level;
  std::vector<catalog::ResourceTypeRecord> types;
  std::vector<catalog::KeyRecord> keys;
  std::vector<catalog::OperationRecord> operations;
};

struct CatalogSources {
  std::vector<ServiceReference> services;
  // What they do not say is empty.
  std::vector<catalog::PolicyRecord> policies;
};

// Adds what a file of JSON holds; `stem` is its name without folder and ending,
// for documents that have no other. Fails where nothing in it is of use; the
// message goes on after the file's name.
support::Status AddSource(const importers::Datum& file, std::string_view stem,
                          CatalogSources& into);

// For sources.

// The text of a member; empty where there is none.
std::string TextOf(const importers::Datum& object, std::string_view key);

// Adds the policies of a file; false where it holds none.
support::Result<bool> AddPolicies(const importers::Datum& file,
                                  std::string_view stem, CatalogSources& into);

}  // namespace iamgen::driver
