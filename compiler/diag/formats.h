// Which formats of findings programs may ask for, by name.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "diag/diagnostic.h"
#include "diag/source.h"

namespace iamgen::diag {

// All are written to standard output, also without findings.
struct Format {
  std::string_view name;
  std::string (*render)(std::span<const Diagnostic* const> diagnostics,
                        const SourceMap& sources, std::string_view version);
};

std::span<const Format> MachineFormats();

// nullptr if there is none, as of "human".
const Format* FindFormat(std::string_view name);

}  // namespace iamgen::diag
