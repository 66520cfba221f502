// What iamgen hands out is what stands in examples/ and schemas/.
#include "catalog/embedded_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "catalog/partition.h"

namespace iamgen::catalog {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = IAMGEN_SOURCE_DIR;

void ExpectTheFiles(std::span<const EmbeddedFile> rows, const fs::path& root) {
  EXPECT_TRUE(std::ranges::is_sorted(rows, {}, &EmbeddedFile::path));
  for (const EmbeddedFile& row : rows) {
    std::ifstream stream(root / row.path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_TRUE(row.bytes == bytes) << row.path;
  }
}

TEST(EmbeddedFiles, AreTheFilesByteForByte) {
  ExpectTheFiles(Examples(), kRoot / "examples");
  ExpectTheFiles(Schemas(), kRoot / "schemas");
}

TEST(EmbeddedFiles, HaveTheSchemasAndEveryExample) {
  std::set<std::string_view> paths;
  for (const EmbeddedFile& row : Schemas()) {
    paths.insert(row.path);
  }
  EXPECT_EQ(paths, (std::set<std::string_view>{"topology-part.schema.json",
                                               "topology.schema.json"}));
  for (const auto& entry : fs::directory_iterator(kRoot / "examples")) {
    const std::string path =
        (entry.path().filename() / "topology.yaml").generic_string();
    EXPECT_TRUE(!fs::exists(entry.path() / "topology.yaml") ||
                std::ranges::count(Examples(), path, &EmbeddedFile::path) == 1)
        << path;
  }
}

TEST(EmbeddedFiles, TheSchemaKnowsThePartitions) {
  const auto row =
      std::ranges::find(Schemas(), "topology.schema.json", &EmbeddedFile::path);
  const auto schema = nlohmann::json::parse(row->bytes);
  std::set<std::string> names;
  for (const Partition& partition : Partitions()) {
    names.emplace(partition.name);
  }
  EXPECT_EQ(schema["definitions"]["partition"]["enum"], nlohmann::json(names));
}

}  // namespace
}  // namespace iamgen::catalog
