// Bytes through the whole pipeline. The seeds are the topologies of the corpus
// and of the examples; `tests/fuzz/run` collects them and starts this.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "corpus/pipeline.h"

namespace {

namespace fs = std::filesystem;
using iamgen::support::MemoryFileSystem;

void Add(const fs::path& folder, const std::string& prefix,
         MemoryFileSystem& files) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      std::ifstream stream(entry.path(), std::ios::binary);
      files.Add(prefix + entry.path().lexically_relative(folder).string(),
                {std::istreambuf_iterator<char>(stream), {}});
    }
  }
}

// What a topology of the corpus can name: the files beside it and the fixtures.
MemoryFileSystem& Files() {
  static auto* const files = [] {
    auto* made = new MemoryFileSystem;
    const fs::path root = IAMGEN_SOURCE_DIR;
    Add(root / "templates", "templates/", *made);
    Add(root / "tests/fixtures", "../../fixtures/", *made);
    for (const auto& one : fs::directory_iterator(root / "tests/corpus")) {
      if (fs::exists(one.path() / "templates")) {
        Add(one.path() / "templates", "templates/", *made);
      }
    }
    return made;
  }();
  return *files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  const char* path = text.starts_with('{') ? "topology.json" : "topology.yaml";
  Files().Add(path, std::move(text));
  const std::string broken = iamgen::testing::BrokenPromise(path, Files());
  if (!broken.empty()) {
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
