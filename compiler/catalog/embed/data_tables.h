// From the JSON of schemas/catalog/ to the tables of the catalogue.
#pragma once

#include <filesystem>

namespace iamgen::catalog::embed {

// Writes one .cpp into `out` for each header of the catalogue that has data.
// Throws when a record is not what the catalogue's types can hold, so that
// newer data with surprises stops the build.
void WriteDataTables(const std::filesystem::path& data,
                     const std::filesystem::path& out);

}  // namespace iamgen::catalog::embed
