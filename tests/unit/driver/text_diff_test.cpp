// Unified diffs, held to what applying them gives.
#include "driver/text_diff.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <vector>

namespace iamgen::driver {
namespace {

// Applies a diff as `patch` does, and refuses what does not fit.
std::string Applied(const std::string& text, const std::string& diff) {
  std::vector<std::string> before;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    before.push_back(line);
  }
  std::string after;
  std::size_t next = 0;
  std::istringstream hunks(diff);
  for (std::string line; std::getline(hunks, line);) {
    if (line.starts_with("---") || line.starts_with("+++")) {
      continue;
    }
    if (line.starts_with("@@ -")) {
      std::size_t first = std::stoul(line.substr(4));
      const bool none = line.find(",0 +") != std::string::npos;
      first -= none ? 0 : 1;
      while (next < first) {
        after += before.at(next++) + "\n";
      }
    } else if (line[0] == '+') {
      after += line.substr(1) + "\n";
    } else {
      EXPECT_EQ(before.at(next), line.substr(1));
      after += line[0] == ' ' ? before.at(next) + "\n" : "";
      ++next;
    }
  }
  while (next < before.size()) {
    after += before.at(next++) + "\n";
  }
  return after;
}

TEST(UnifiedDiff, IsWhatPatchTakes) {
  EXPECT_EQ(UnifiedDiff("a", "1\n", "b", "1\n"), "");
  EXPECT_EQ(UnifiedDiff("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "b",
                        "1\n2\n3\n4\nx\n6\n7\n8\n9\n"),
            "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  EXPECT_EQ(UnifiedDiff("/dev/null", "", "b", "1\n2\n"),
            "--- /dev/null\n+++ b\n@@ -0,0 +1,2 @@\n+1\n+2\n");
  EXPECT_EQ(UnifiedDiff("a", "1", "b", "1\n"),
            "--- a\n+++ b\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n"
            "+1\n");
}

TEST(UnifiedDiff, TurnsOneIntoTheOther) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const auto text = [&] {
      std::string lines;
      for (auto left = random() % 40; left > 0; --left) {
        lines += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
      }
      return lines;
    };
    const std::string before = text();
    const std::string after = text();
    const std::string diff = UnifiedDiff("a", before, "b", after);
    ASSERT_EQ(Applied(before, diff), after) << before << "---\n" << diff;
  }
}

// Texts that share nothing cost no more than their size.
TEST(UnifiedDiff, OfLargeTextsThatShareNothing) {
  std::string before;
  std::string after;
  for (int i = 0; i < 20000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  EXPECT_EQ(Applied(before, UnifiedDiff("a", before, "b", after)), after);
}

}  // namespace
}  // namespace iamgen::driver
