// The table in the executable.
#pragma once

#include <string_view>

namespace iamgen::catalog {

// Written while iamgen is built, and sound.
std::string_view EmbeddedTable();

}  // namespace iamgen::catalog
