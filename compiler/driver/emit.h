// Runs the backends over the accounts, on as many threads as are asked for.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "driver/compile.h"
#include "driver/options.h"
#include "support/result.h"

namespace iamgen::driver {

// What became of the files of a build, in the order of targets and accounts
// whatever the number of threads.
struct Tally {
  std::vector<std::string> written;
  // With `--check`: files that are missing or differ.
  std::vector<std::string> stale;
  std::size_t unchanged = 0;
};

// Writes every target's files of the accounts, or compares them with
// `--check`, or prints them with `--stdout`. Fails where the world does.
//
// Accounts do not depend on each other, so each thread takes a run of them.
// Below some megabytes of output a thread costs more than it gives, and there
// is one.
support::Result<Tally> EmitAll(
    const Options& options, const Compilation& compilation,
    std::span<const backends::Backend* const> targets,
    std::span<const model::AccountId> accounts);

}  // namespace iamgen::driver
