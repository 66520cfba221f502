// From the lines of schemas/catalog/ to what a catalogue is written from.
#pragma once

#include <filesystem>

#include "catalog/contents.h"

namespace iamgen::catalog::embed {

// Throws where a record is not what it should be.
Contents ReadRecords(const std::filesystem::path& data);

}  // namespace iamgen::catalog::embed
