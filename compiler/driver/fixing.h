// `--fix`: repairs what was read, look by look.
#pragma once

#include <functional>

#include "diag/sink.h"
#include "diag/source.h"
#include "driver/options.h"
#include "support/file_system.h"
#include "support/result.h"

namespace iamgen::driver {

// Takes what a look has found.
using TakeFindings =
    std::function<void(const diag::Sink& sink, const diag::SourceMap& sources)>;

// Reads files and hands over what it finds in them.
using Look = std::function<support::Status(const support::FileSystem& files,
                                           const TakeFindings& take)>;

// Applies the fixes of the findings that count, looks again, and so on until
// there are none or a few rounds are over; then writes the files that were read
// and have changed. With `--diff` it prints how they would change instead. A
// round after which a file cannot be read any more is taken back. Gives
// the exit code: 0, 1 where `--diff` has something to show, or 2.
int FixFiles(const Options& options, const support::FileSystem& files,
             const Look& look);

}  // namespace iamgen::driver
