// The YAML of this repository: topologies, templates, examples in the pages.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace iamgen::syntax {

struct YamlFile {
  // From the root of the repository; in a page, with the block's line.
  std::string name;
  std::string text;
};

// The blocks between "```yaml" and "```".
inline std::vector<YamlFile> BlocksOf(const std::string& page,
                                      std::istream& lines) {
  std::vector<YamlFile> blocks;
  bool inside = false;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (inside && line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      blocks.back().text += line + "\n";
    } else if (line.starts_with("```yaml")) {
      inside = true;
      blocks.push_back({page + ":" + std::to_string(number), ""});
    }
  }
  return blocks;
}

// In the order of their names.
inline std::vector<YamlFile> YamlFiles() {
  namespace fs = std::filesystem;
  const fs::path root = IAMGEN_SOURCE_DIR;
  std::vector<YamlFile> files;
  for (const char* folder :
       {"docs", "examples", "templates", "tests/corpus", "tests/fixtures"}) {
    if (!fs::exists(root / folder)) {
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string name = fs::relative(entry.path(), root).string();
      std::ifstream stream(entry.path(), std::ios::binary);
      if (name.ends_with(".yaml") || name.ends_with(".yml")) {
        std::stringstream text;
        text << stream.rdbuf();
        files.push_back({name, std::move(text).str()});
      } else if (name.ends_with(".md")) {
        const auto blocks = BlocksOf(name, stream);
        files.insert(files.end(), blocks.begin(), blocks.end());
      }
    }
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

}  // namespace iamgen::syntax
