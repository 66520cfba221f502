// Lines of comma-separated values, for spreadsheets. RFC 4180, but for the ends
// of lines.
#pragma once

#include <span>
#include <string>

namespace iamgen::driver {

void AppendCsvLine(std::span<const std::string> fields, std::string& out);

}  // namespace iamgen::driver
