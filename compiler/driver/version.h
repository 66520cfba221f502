// Which iamgen this is.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::driver {

// "0.1.0".
std::string_view Version();

// "iamgen 0.1.0 (catalogue 2026-09-26, language 1)", of the chosen catalogue.
std::string VersionLine();

}  // namespace iamgen::driver
