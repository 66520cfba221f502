// The catalogue as the build embeds it.
#pragma once

#include <string_view>

namespace iamgen::catalog {

// Aligned to eight bytes; see blob.h.
std::string_view CatalogueBytes();

}  // namespace iamgen::catalog
