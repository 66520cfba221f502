// What the commands share: compiling a topology and showing findings.
#pragma once

#include <string>

#include "diag/sink.h"
#include "diag/source.h"
#include "driver/compile.h"
#include "driver/options.h"
#include "support/result.h"

namespace iamgen::driver {

// Compiles the topology of the options. Fails where it cannot be read.
support::Status CompileAsAsked(const Options& options,
                               const support::FileSystem& files,
                               Compilation& compilation);

// Compiles the topology of the options, shows its findings, and gives the exit
// code they call for: 0, 1, or 2 where the topology could not be read.
int CompileAndReport(const Options& options, const support::FileSystem& files,
                     Compilation& compilation);

// For commands that print what they make of the topology: its findings are
// shown to people, whatever the options say. False where there is nothing to go
// on with; whoever asked has been told.
bool CompileForResult(const Options& options, const support::FileSystem& files,
                      Compilation& compilation);

// Shows the findings that the options choose, and gives their exit code: 0, 1,
// or 2 where they cannot be shown.
int ReportFindings(const Options& options, const diag::Sink& sink,
                   const diag::SourceMap& sources);

// Fails on more bytes than a topology may have.
support::Result<std::string> ReadStandardInput();

}  // namespace iamgen::driver
