// Quotes what has to be quoted.
#include "driver/csv.h"

namespace iamgen::driver {

void AppendCsvLine(std::span<const std::string> fields, std::string& out) {
  bool first = true;
  for (const std::string& field : fields) {
    out += first ? "" : ",";
    first = false;
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      out += field;
      continue;
    }
    out += '"';
    for (const char c : field) {
      out.append(c == '"' ? 2 : 1, c);
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace iamgen::driver
