// Which files a run has read, for build systems.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "support/file_system.h"
#include "support/result.h"

namespace iamgen::driver {

// "out/manifest.json: topology.yaml parts/dev.yaml": a rule of make that has
// `target` depend on every file read, each once, in the order of reading. What
// make takes for its own (blanks, `#`, `$`, `%`, `:` and `\`) is escaped.
std::string DepfileText(std::string_view target,
                        std::span<const support::FileRead> reads);

// One digest for all of them, whatever they are called.
std::string DigestOf(std::span<const support::FileRead> reads);

}  // namespace iamgen::driver
