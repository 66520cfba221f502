// Rows of path and bytes.
#include "catalog/embed/file_table.h"

#include <algorithm>

#include "catalog/embed/source_text.h"

namespace iamgen::catalog::embed {

void WriteFileTable(const std::string& function,
                    const std::filesystem::path& root,
                    const std::filesystem::path& out,
                    std::vector<std::string> files) {
  std::sort(files.begin(), files.end());
  Table table("EmbeddedFile", function);
  for (const std::string& file : files) {
    table.Add(Literal(file) + ",\n    " + Literal(ReadFile(root / file)));
  }
  WriteFile(out, SourceFile("catalog/embedded_file.h", table.Text()));
}

}  // namespace iamgen::catalog::embed
