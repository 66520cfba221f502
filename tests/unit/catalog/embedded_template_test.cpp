// The templates in the executable are the files below templates/.
#include "catalog/embedded_template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace iamgen::catalog {
namespace {

namespace fs = std::filesystem;

TEST(Templates, AreSortedAndFound) {
  EXPECT_TRUE(std::ranges::is_sorted(Templates(), {}, &EmbeddedTemplate::name));
  for (const EmbeddedTemplate& one : Templates()) {
    EXPECT_EQ(FindTemplate(one.name), &one);
  }
  EXPECT_EQ(FindTemplate("no/such/template"), nullptr);
  EXPECT_EQ(FindTemplate(""), nullptr);
}

TEST(Templates, AreTheFilesByteForByte) {
  const fs::path root = fs::path(IAMGEN_SOURCE_DIR) / "templates";
  std::size_t files = 0;
  if (fs::is_directory(root)) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const auto name = entry.path().filename().string();
      if (!entry.is_regular_file() || name.starts_with('.') ||
          name.ends_with(".md")) {
        continue;
      }
      ++files;
      fs::path relative = entry.path().lexically_relative(root);
      const EmbeddedTemplate* one =
          FindTemplate(relative.replace_extension().generic_string());
      ASSERT_NE(one, nullptr) << entry.path();
      std::ifstream stream(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
      EXPECT_TRUE(one->bytes == bytes) << entry.path();
      EXPECT_EQ("." + std::string(one->extension),
                entry.path().extension().string());
    }
  }
  EXPECT_EQ(Templates().size(), files);
}

}  // namespace
}  // namespace iamgen::catalog
