// Rows as people and spreadsheets read them.
#pragma once

#include <string>
#include <vector>

namespace iamgen::driver {

using TableLine = std::vector<std::string>;

// Columns side by side, each as wide as its widest cell. INVARIANT: not empty,
// and all lines have as many cells as the first.
std::string Aligned(const std::vector<TableLine>& lines);

// One cell, in quotes where it needs them. RFC 4180.
std::string CsvField(const std::string& text);

}  // namespace iamgen::driver
