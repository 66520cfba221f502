// Policies that nobody generated here: found in files of whatever kind, and
// checked one by one.
#pragma once

#include <string>

#include "catalog/catalogue.h"
#include "checks/policy_settings.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "driver/lint_as.h"

namespace iamgen::driver {

// What all files of a run are checked with.
struct Linting {
  LintAs as;
  const catalog::Catalogue& catalogue;
  const checks::PolicySettings& settings;
};

// Checks every policy of a file: a document of its own, or what a template
// holds. False where the file is neither; nothing is reported then.
bool LintSource(const Linting& linting, const diag::SourceMap& sources,
                diag::FileId file, diag::Sink& sink);

}  // namespace iamgen::driver
