// What counts of a run's findings.
#pragma once

#include <string>
#include <vector>

#include "diag/sink.h"
#include "driver/options.h"
#include "support/result.h"

namespace iamgen::driver {

struct Findings {
  // At the severities that the user wants.
  std::vector<diag::Diagnostic> shown;
  // What to say of those that are not.
  std::vector<std::string> notes;
};

// Leaves out what the options ignore and what is in the baseline, and writes a
// baseline if one is to be written. What is found to be an error always counts:
// nothing can be built with it.
support::Result<Findings> ChooseFindings(const Options& options,
                                         const diag::Sink& sink);

}  // namespace iamgen::driver
