// Runs the backends over the accounts, on as many threads as are asked for.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "driver/compile.h"
#include "driver/options.h"
#include "driver/output_folder.h"
#include "support/result.h"

namespace iamgen::driver {

// What every command that emits does alike.
struct Emission {
  const Options& options;
  const Compilation& compilation;
  std::span<const backends::Backend* const> targets;
  std::span<const model::AccountId> accounts;
};

// How the options want files written.
backends::Style StyleOf(const Options& options);

// Writes every target's files to the output folder, or compares them with
// `--check`. Fails where the world does. The outcome is the same whatever the
// number of threads.
//
// Accounts do not depend on each other, so each thread takes a run of them.
// Below some megabytes of output a thread costs more than it gives, and there
// is one.
support::Result<Outcome> EmitToFolder(const Emission& emission,
                                      const ManifestHead& head);

// Prints the files as one stream, each after a line `# path`.
support::Status EmitToStream(const Emission& emission);

// Calls `write` for every file, target by target, on this thread.
support::Status EmitTo(const Emission& emission, const backends::Writer& write);

}  // namespace iamgen::driver
