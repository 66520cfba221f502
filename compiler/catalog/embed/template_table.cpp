// Knows what the name of a template is.
#include "catalog/embed/template_table.h"

#include <map>
#include <stdexcept>

#include "catalog/embed/source_text.h"

namespace iamgen::catalog::embed {

void WriteTemplateTable(const std::filesystem::path& root,
                        const std::filesystem::path& out,
                        const std::vector<std::string>& files) {
  std::map<std::string, std::string> rows;
  for (const std::string& file : files) {
    const std::filesystem::path path(file);
    const std::string name =
        (path.parent_path() / path.stem()).generic_string();
    const std::string extension = path.extension().string();
    const std::string values =
        Literal(name) + ", " +
        Literal(extension.empty() ? "" : extension.substr(1)) + ",\n    " +
        Literal(ReadFile(root / path));
    if (!rows.emplace(name, values).second) {
      throw std::runtime_error("templates: `" + name +
                               "` has two files with different extensions");
    }
  }
  Table table("EmbeddedTemplate", "Templates");
  for (const auto& [name, values] : rows) {
    table.Add(values);
  }
  WriteFile(out / "embedded_template_table.cpp",
            SourceFile("catalog/embedded_template.h", table.Text()));
}

}  // namespace iamgen::catalog::embed
