// Which catalogue a run looks things up in: the one in the executable, or a
// file that `catalog update` wrote.
#pragma once

#include <cstdint>
#include <string>

#include "catalog/catalogue.h"
#include "support/file_system.h"
#include "support/result.h"

namespace iamgen::driver {

// Nothing larger is read as one.
inline constexpr std::uint64_t kMaxCatalogueBytes = 64ULL << 20U;

// That of the executable until another one is chosen.
const catalog::Catalogue& CurrentCatalogue();

// Takes the catalogue in `path`; empty: that of the executable. Before anything
// is looked up, and not while threads do. A catalogue that was chosen once
// stays where it is.
support::Status ChooseCatalogue(const std::string& path,
                                const support::FileSystem& files);

}  // namespace iamgen::driver
