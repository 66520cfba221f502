// Which day's AWS this executable knows.
#pragma once

#include <string_view>

namespace iamgen::catalog {

// The date of the embedded data, as "2026-09-26".
std::string_view DataDate();

}  // namespace iamgen::catalog
