// The bytes of the catalogue, made from the files of schemas/catalog/.
#pragma once

#include <filesystem>
#include <string>

namespace iamgen::catalog::embed {

// As blob.h lays them out. Throws std::runtime_error on files that are not as
// schemas/catalog/README.md says.
std::string CatalogueBlob(const std::filesystem::path& data);

// Writes the C++ source that embeds them.
void WriteCatalogue(const std::filesystem::path& data,
                    const std::filesystem::path& out);

}  // namespace iamgen::catalog::embed
