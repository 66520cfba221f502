// Widths and quotes.
#include "driver/table.h"

#include <algorithm>
#include <cstddef>

#include "diag/render.h"

namespace iamgen::driver {

std::string Aligned(const std::vector<TableLine>& lines) {
  std::vector<std::size_t> widths(lines.front().size(), 0);
  for (const TableLine& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], diag::DisplayWidth(line[i]));
    }
  }
  std::string table;
  for (const TableLine& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += line[i];
      text.append(widths[i] - diag::DisplayWidth(line[i]) + 2, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    table += text + "\n";
  }
  return table;
}

std::string CsvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') {
      quoted += c;
    }
  }
  return quoted + "\"";
}

}  // namespace iamgen::driver
