// Compiles every folder of tests/corpus and examples and compares findings and
// output with what was blessed. `corpus_test --bless` rewrites what is there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus/building.h"
#include "corpus/cases.h"
#include "driver/rules.h"

namespace iamgen::testing {
namespace {

namespace fs = std::filesystem;

bool bless = false;

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// Where `is` leaves `wanted`, with a little of both; "" where it does not.
std::string Difference(const std::string& name, const std::string& wanted,
                       const std::string& is) {
  if (wanted == is) {
    return {};
  }
  const auto before = Lines(wanted);
  const auto after = Lines(is);
  std::size_t at = 0;
  while (at < before.size() && at < after.size() && before[at] == after[at]) {
    ++at;
  }
  if (at == before.size() && at == after.size()) {
    return name + ": the files differ in their last line end\n";
  }
  constexpr std::size_t kShown = 12;
  std::string text = name + ":" + std::to_string(at + 1) + ": differs here\n";
  const auto show = [&](const char* sign,
                        const std::vector<std::string>& lines) {
    for (std::size_t i = at; i < lines.size() && i < at + kShown; ++i) {
      text += sign + lines[i] + "\n";
    }
  };
  show("- ", before);
  show("+ ", after);
  return text;
}

void WriteFile(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

Built BuildCase(const Case& one) {
  support::MemoryFileSystem files;
  SeedCase(one, files);
  return BuildFrom(one.topology, files);
}

Files FilesBelow(const fs::path& folder) {
  support::MemoryFileSystem found;
  Seed(folder, "", found);
  return {found.files().begin(), found.files().end()};
}

// The folders that are compared: `cfn`, `policy`, `dev/lambda`.
std::vector<std::string> Targets(const fs::path& expected) {
  std::vector<std::string> targets;
  if (!fs::exists(expected)) {
    return targets;
  }
  for (const auto& entry : fs::directory_iterator(expected)) {
    std::string name = entry.path().filename().string();
    if (fs::exists(entry.path() / "lambda")) {
      name += "/lambda";
    }
    targets.push_back(name);
  }
  return targets;
}

class CorpusTest : public ::testing::TestWithParam<Case> {};

TEST_P(CorpusTest, IsAsBlessed) {
  const Case& one = GetParam();
  const Built built = BuildCase(one);
  ASSERT_EQ(built.failure, "");
  const bool bad = one.name.find("bad_") != std::string::npos;
  EXPECT_EQ(built.has_errors, bad) << built.diagnostics;

  const fs::path diagnostics = one.folder / "expected.diagnostics";
  const fs::path expected = one.folder / "expected";
  const auto targets = Targets(expected);
  EXPECT_FALSE(bad && !targets.empty())
      << "a bad case has no output to compare with";
  if (bless) {
    fs::remove(diagnostics);
    if (!built.diagnostics.empty()) {
      WriteFile(diagnostics, built.diagnostics);
    }
  }
  const Files beside = FilesBelow(one.folder);
  const auto blessed = beside.find("expected.diagnostics");
  EXPECT_EQ(Difference("expected.diagnostics",
                       blessed == beside.end() ? "" : blessed->second,
                       built.diagnostics),
            "");

  for (const std::string& target : targets) {
    Files now;
    for (const auto& [path, bytes] : built.files) {
      if (path.starts_with(target + "/")) {
        now.emplace(path, bytes);
      }
    }
    if (bless) {
      fs::remove_all(expected / target);
      fs::create_directories(expected / target);
      for (const auto& [path, bytes] : now) {
        WriteFile(expected / path, bytes);
      }
    }
    Files then;
    for (const auto& [path, bytes] : FilesBelow(expected / target)) {
      then.emplace(target + "/" + path, bytes);
    }
    EXPECT_FALSE(now.empty()) << "nothing is built for expected/" << target;
    for (const auto& [path, bytes] : then) {
      const auto found = now.find(path);
      if (found == now.end()) {
        ADD_FAILURE() << "no longer written: " << path;
        continue;
      }
      EXPECT_EQ(Difference("expected/" + path, bytes, found->second), "");
    }
    for (const auto& [path, bytes] : now) {
      EXPECT_TRUE(then.contains(path)) << "newly written: " << path;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, CorpusTest, ::testing::ValuesIn(FindCases()),
                         [](const auto& made) { return made.param.name; });

// The point of a case is said where it is read first. JSON has no comments.
TEST(Corpus, FirstCommentSaysThePoint) {
  for (const Case& one : FindCases()) {
    const std::string text = FilesBelow(one.folder)[one.topology];
    EXPECT_TRUE(text.starts_with("#") || one.topology == "topology.json")
        << one.folder;
  }
}

// Rules that no topology of the corpus fires, and why.
const std::map<std::string, std::string> kNotInTheCorpus = {
    {"SPEC017", "needs a file of more than 16 MiB; in syntax' own tests"},
    {"SPEC060", "cases may name files outside of their folder; in CU_15"},
};

TEST(Corpus, EveryRuleIsFiredByACase) {
  std::set<std::string, std::less<>> fired;
  for (const Case& one : FindCases()) {
    fired.merge(BuildCase(one).rules);
  }
  for (const diag::Rule* rule : driver::AllRules()) {
    // Examples are executed by tests of their own, and so is what only files
    // of others can break: sizes, and templates.
    if (!rule->example.fires.empty() || rule->name.ends_with("-too-large") ||
        rule->id.starts_with("TPL")) {
      continue;
    }
    const std::string id(rule->id);
    EXPECT_NE(fired.contains(id), kNotInTheCorpus.contains(id))
        << id << " " << rule->name
        << (fired.contains(id) ? " is fired: take it off the list"
                               : " is fired by no case");
  }
}

TEST(Corpus, RulesAreTheirOwnAndExplained) {
  std::set<std::string_view> ids;
  std::set<std::string_view> names;
  for (const diag::Rule* rule : driver::AllRules()) {
    EXPECT_TRUE(ids.insert(rule->id).second) << rule->id << " is there twice";
    EXPECT_TRUE(names.insert(rule->name).second)
        << rule->name << " is there twice";
    EXPECT_FALSE(rule->summary.empty()) << rule->id;
    EXPECT_FALSE(rule->explanation.empty()) << rule->id;
    EXPECT_EQ(driver::FindRule(rule->name), rule) << rule->id;
  }
}

}  // namespace
}  // namespace iamgen::testing

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    iamgen::testing::bless |= std::string_view(argv[i]) == "--bless";
  }
  return RUN_ALL_TESTS();
}
