// Policies that nobody generated here: found in files of whatever kind, and
// checked one by one.
#pragma once

#include <optional>

#include "catalog/catalogue.h"
#include "checks/policy_settings.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "importers/policy_document.h"

namespace iamgen::driver {

// What all files of a run are checked with.
struct Linting {
  // What a document of its own is; nullopt: what it looks like.
  std::optional<importers::Purpose> as;
  const catalog::Catalogue& catalogue;
  const checks::PolicySettings& settings;
};

// Checks every policy of a file: a document of its own, or what a template
// holds. A file that the user named is what `as` says, whatever it looks like.
// False where the file is neither; nothing is reported then.
bool LintSource(const Linting& linting, const diag::SourceMap& sources,
                diag::FileId file, bool named, diag::Sink& sink);

}  // namespace iamgen::driver
