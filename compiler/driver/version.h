// Which iamgen this is.
#pragma once

#include <string>

namespace iamgen::driver {

// "iamgen 0.1.0 (catalogue 2026-09-26, language 1)".
std::string VersionLine();

}  // namespace iamgen::driver
