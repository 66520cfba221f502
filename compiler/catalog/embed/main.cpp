// Runs while iamgen is built: writes what the catalogue embeds as C++.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "catalog/embed/data_tables.h"
#include "catalog/embed/file_table.h"
#include "catalog/embed/template_table.h"

namespace {

constexpr const char* kUsage =
    "usage: iamgen_catalog_embed data SCHEMAS OUT\n"
    "       iamgen_catalog_embed templates ROOT OUT [FILE...]\n"
    "       iamgen_catalog_embed files FUNCTION ROOT OUT_FILE [FILE...]\n";

}  // namespace

int main(int argc, char** argv) {
  namespace embed = iamgen::catalog::embed;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    if (arguments.size() == 3 && arguments[0] == "data") {
      embed::WriteDataTables(arguments[1], arguments[2]);
      return 0;
    }
    if (arguments.size() >= 3 && arguments[0] == "templates") {
      embed::WriteTemplateTable(arguments[1], arguments[2],
                                {arguments.begin() + 3, arguments.end()});
      return 0;
    }
    if (arguments.size() >= 4 && arguments[0] == "files") {
      embed::WriteFileTable(arguments[1], arguments[2], arguments[3],
                            {arguments.begin() + 4, arguments.end()});
      return 0;
    }
    std::cerr << kUsage;
  } catch (const std::exception& error) {
    std::cerr << "iamgen_catalog_embed: " << error.what() << '\n';
  }
  return 1;
}
