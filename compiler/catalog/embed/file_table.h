// From files to a table of their paths and bytes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace iamgen::catalog::embed {

// Writes `function`, which embedded_file.h declares, to `out`. `files` are
// relative to `root`.
void WriteFileTable(const std::string& function,
                    const std::filesystem::path& root,
                    const std::filesystem::path& out,
                    std::vector<std::string> files);

}  // namespace iamgen::catalog::embed
