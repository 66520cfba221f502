// What the commands on a topology share: compiling it and showing findings.
#pragma once

#include "driver/compile.h"
#include "driver/options.h"

namespace iamgen::driver {

// Compiles the topology of the options, shows its findings, and gives the exit
// code they call for: 0, 1, or 2 where the topology could not be read.
int CompileAndReport(const Options& options, const support::FileSystem& files,
                     Compilation& compilation);

}  // namespace iamgen::driver
