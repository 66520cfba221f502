// From the files of templates/ to a table of names and bytes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace iamgen::catalog::embed {

// `files` are relative to `root`. Throws when two files differ only in their
// extension: a topology names a template without it.
void WriteTemplateTable(const std::filesystem::path& root,
                        const std::filesystem::path& out,
                        const std::vector<std::string>& files);

}  // namespace iamgen::catalog::embed
