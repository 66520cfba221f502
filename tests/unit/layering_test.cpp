// Knows which layer may include which, and which layers see which library.
// The links in compiler/CMakeLists.txt say the same; this test also catches
// headers, which need no link.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string, std::less<>>;

// What a layer may include besides itself and the standard library.
const std::map<std::string, Names, std::less<>>& Layers() {
  static const std::map<std::string, Names, std::less<>> layers = {
      {"support", {"nettle"}},
      {"diag", {"support"}},
      {"model", {"support", "diag"}},
      {"catalog", {"support", "diag"}},
      // The generator that runs at build time, not part of the layer's library.
      {"catalog/embed", {"support", "diag", "catalog", "nlohmann"}},
      {"policy", {"support", "diag", "catalog"}},
      {"syntax", {"support", "diag", "yaml-cpp"}},
      {"resolve", {"support", "diag", "syntax", "model", "catalog"}},
      {"passes", {"support", "diag", "model", "catalog", "policy", "analysis"}},
      {"analysis", {"support", "diag", "model", "catalog", "policy"}},
      {"evaluation", {"support", "diag", "catalog", "policy"}},
      {"simulation",
       {"support", "diag", "model", "catalog", "policy", "analysis",
        "evaluation"}},
      {"analysis/embed", {"nlohmann"}},
      {"checks",
       {"support", "diag", "model", "catalog", "policy", "analysis",
        "evaluation", "simulation"}},
      {"writers", {"support", "diag", "nlohmann"}},
      {"backends",
       {"support", "diag", "model", "catalog", "analysis", "writers"}},
      {"importers",
       {"support", "diag", "syntax", "catalog", "policy", "writers"}},
      {"driver",
       {"support", "diag", "model", "catalog", "policy", "syntax", "resolve",
        "passes", "analysis", "evaluation", "simulation", "checks", "writers",
        "backends", "importers", "CLI", "boost", "nlohmann"}},
  };
  return layers;
}

const Names kLibraries = {"yaml-cpp", "nlohmann", "CLI",   "boost",
                          "nettle",   "gtest",    "gmock", "benchmark"};

struct Include {
  std::string path;
  bool quoted = false;
};

std::optional<Include> ParseInclude(std::string_view line) {
  auto skip_blanks = [&line] {
    const auto word = line.find_first_not_of(" \t");
    line.remove_prefix(std::min(word, line.size()));
  };
  for (const std::string_view expected : {"#", "include"}) {
    skip_blanks();
    if (!line.starts_with(expected)) {
      return std::nullopt;
    }
    line.remove_prefix(expected.size());
  }
  skip_blanks();
  if (line.empty() || (line.front() != '"' && line.front() != '<')) {
    return std::nullopt;
  }
  const bool quoted = line.front() == '"';
  line.remove_prefix(1);
  return Include{
      .path = std::string(line.substr(0, line.find(quoted ? '"' : '>'))),
      .quoted = quoted};
}

std::string_view FirstFolder(std::string_view path) {
  const auto slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view()
                                         : path.substr(0, slash);
}

// `file` is relative to compiler/.
std::string_view LayerOf(std::string_view file) {
  for (const std::string_view generator : {"analysis/embed", "catalog/embed"}) {
    if (file.starts_with(generator)) {
      return generator;
    }
  }
  return FirstFolder(file);
}

// What is wrong with this include in this layer; empty when nothing is.
std::string Objection(std::string_view layer, const Include& include) {
  const std::string folder(FirstFolder(include.path));
  const bool known = Layers().contains(folder) || kLibraries.contains(folder);
  if (!known) {
    return include.quoted ? "`" + include.path +
                                "` does not start with a layer of compiler/"
                          : "";
  }
  const auto row = Layers().find(layer);
  if (row == Layers().end()) {
    return "`" + std::string(layer) + "` is not a layer";
  }
  if (folder == layer || row->second.contains(folder)) {
    return "";
  }
  return "`" + std::string(layer) + "` may not include `" + include.path + "`";
}

// One "file:line: objection" per include that the table does not allow.
std::vector<std::string> Violations(const std::string& file,
                                    const std::string& text) {
  std::vector<std::string> violations;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const auto include = ParseInclude(line);
    if (!include) {
      continue;
    }
    const auto objection = Objection(LayerOf(file), *include);
    if (!objection.empty()) {
      violations.push_back(file + ":" + std::to_string(number) + ": " +
                           objection);
    }
  }
  return violations;
}

std::vector<fs::path> SourceFiles(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".h" || extension == ".cpp" || extension == ".def") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Layering, NoLayerIncludesWhatComesAfterIt) {
  const fs::path compiler = fs::path(IAMGEN_SOURCE_DIR) / "compiler";
  const auto files = SourceFiles(compiler);
  EXPECT_FALSE(files.empty());
  for (const auto& path : files) {
    std::ifstream stream(path);
    std::ostringstream text;
    text << stream.rdbuf();
    const auto file = path.lexically_relative(compiler).generic_string();
    for (const auto& violation : Violations(file, text.str())) {
      ADD_FAILURE() << "compiler/" << violation;
    }
  }
}

TEST(Layering, EveryFolderIsALayer) {
  for (const auto& entry :
       fs::directory_iterator(fs::path(IAMGEN_SOURCE_DIR) / "compiler")) {
    if (entry.is_directory()) {
      EXPECT_TRUE(Layers().contains(entry.path().filename().string()))
          << entry.path().filename() << " is not in the table";
    }
  }
}

struct Case {
  std::string file;
  std::string line;
  std::string expected;
};

const Case kCases[] = {
    {"model/role.h", "#include \"support/store.h\"", ""},
    {"model/role.h", "#include \"model/arn.h\"", ""},
    {"model/role.h", "#include <string>", ""},
    {"model/role.h", "// #include \"driver/options.h\"", ""},
    {"support/text.h", "#include \"diag/span.h\"",
     "`support` may not include `diag/span.h`"},
    {"model/role.cpp", "  #  include \"catalog/actions.h\"",
     "`model` may not include `catalog/actions.h`"},
    {"resolve/names.cpp", "#include <checks/check.h>",
     "`resolve` may not include `checks/check.h`"},
    {"model/role.cpp", "#include \"role.h\"",
     "`role.h` does not start with a layer of compiler/"},
    {"model/role.cpp", "#include \"../diag/span.h\"",
     "`../diag/span.h` does not start with a layer of compiler/"},
    {"syntax/yaml.cpp", "#include <yaml-cpp/yaml.h>", ""},
    {"writers/yaml.cpp", "#include <yaml-cpp/yaml.h>",
     "`writers` may not include `yaml-cpp/yaml.h`"},
    {"writers/json.cpp", "#include <nlohmann/json.hpp>", ""},
    {"catalog/embed/main.cpp", "#include <nlohmann/json.hpp>", ""},
    {"catalog/service.cpp", "#include <nlohmann/json.hpp>",
     "`catalog` may not include `nlohmann/json.hpp`"},
    {"driver/main.cpp", "#include <CLI/CLI.hpp>", ""},
    {"driver/settings.cpp", "#include <boost/program_options.hpp>", ""},
    {"passes/expand.cpp", "#include <boost/algorithm/string.hpp>",
     "`passes` may not include `boost/algorithm/string.hpp`"},
    {"checks/trust.cpp", "#include <gtest/gtest.h>",
     "`checks` may not include `gtest/gtest.h`"},
    {"misc/things.h", "#include \"model/role.h\"", "`misc` is not a layer"},
};

TEST(Layering, ReadsTheTable) {
  for (const auto& [file, line, expected] : kCases) {
    std::vector<std::string> wanted;
    if (!expected.empty()) {
      wanted.push_back(file + ":2: " + expected);
    }
    EXPECT_EQ(Violations(file, "\n" + line + "\n"), wanted) << line;
  }
}

}  // namespace
