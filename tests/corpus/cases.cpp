// Looks for cases on the disk.
#include "corpus/cases.h"

#include <algorithm>
#include <cctype>
#include <ostream>

#include "corpus/building.h"

namespace iamgen::testing {

namespace fs = std::filesystem;

std::vector<Case> FindCases() {
  std::vector<Case> cases;
  const auto look_in = [&](const fs::path& parent, const std::string& prefix) {
    for (const auto& entry : fs::directory_iterator(parent)) {
      if (!entry.is_directory()) {
        continue;
      }
      std::string name = prefix + entry.path().filename().string();
      std::replace_if(
          name.begin(), name.end(),
          [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
      for (const char* file : {"topology.yaml", "topology.json"}) {
        if (fs::exists(entry.path() / file)) {
          cases.push_back({name, entry.path(), file});
        }
      }
    }
  };
  look_in(SourceFolder() / "tests/corpus", "");
  look_in(SourceFolder() / "examples", "example_");
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return a.name < b.name; });
  return cases;
}

void SeedCase(const Case& one, support::MemoryFileSystem& files) {
  Seed(SourceFolder() / "tests/fixtures", "../../fixtures/", files);
  Seed(one.folder, "", files);
}

void PrintTo(const Case& one, std::ostream* stream) {
  *stream << one.folder.lexically_relative(SourceFolder()).string();
}

}  // namespace iamgen::testing
