// Where the fast reader of YAML takes a text, yaml-cpp takes it too and says
// the same: for every short text, and for files with random changes.
//
// IAMGEN_MUTANTS and IAMGEN_SEED run more of them, or others.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "unit/syntax/both_producers.h"
#include "unit/syntax/yaml_files.h"

namespace iamgen::syntax {
namespace {

// Reports the first few differences; the rest would say the same.
class Judge {
 public:
  void See(std::string_view text, std::string_view origin = "") {
    const BothProducers both(text);
    fast_ += both.fast ? 1 : 0;
    if (!both.difference.empty() && ++different_ <= 5) {
      ADD_FAILURE() << origin << "\n" << both.difference;
    }
  }

  [[nodiscard]] std::size_t fast() const { return fast_; }

 private:
  std::size_t fast_ = 0;
  std::size_t different_ = 0;
};

// Every text of up to `most` parts.
void SeeAll(const std::vector<std::string>& parts, std::size_t most,
            const std::string& before, Judge& judge) {
  judge.See(before);
  if (most > 0) {
    for (const std::string& part : parts) {
      SeeAll(parts, most - 1, before + part, judge);
    }
  }
}

TEST(EverydayMutants, SameForEveryShortText) {
  Judge judge;
  SeeAll({"a", " ", "\n", ":", "-", "#", "[", "]", "{", "}", ",", "'", "\""}, 5,
         "", judge);
  SeeAll({"a", "null", "k: ", "- ", ":", "\n", "  ", " #", "[", "]", "{", "}",
          ",", "'x'", "\r\n"},
         4, "", judge);
  SeeAll({"k:\n", "k: v\n", "- ", "-\n", "  ", "# c\n", "\n", "v\n", "[v]\n",
          "null: 1\n"},
         4, "k:\n  ", judge);
  EXPECT_GT(judge.fast(), 20'000U);
}

// Numbers that are the same everywhere, unlike those of a distribution.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}

  // Less than `count`, which is not 0.
  std::size_t Below(std::size_t count) {
    return static_cast<std::size_t>(engine_() % count);
  }

 private:
  std::mt19937_64 engine_;
};

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line;
  }
  return text;
}

void ChangeLines(std::vector<std::string>& lines, Chance& chance) {
  const std::size_t at = chance.Below(lines.size());
  const std::size_t other = chance.Below(lines.size());
  const auto place = lines.begin() + static_cast<std::ptrdiff_t>(at);
  std::string& line = lines[at];
  switch (chance.Below(6)) {
    case 0:
      lines.erase(place);
      break;
    case 1:
      lines.insert(place, std::string(lines[other]));
      break;
    case 2:
      std::swap(line, lines[other]);
      break;
    case 3:
      line.insert(0, chance.Below(4) + 1, ' ');
      break;
    case 4:
      line.erase(0, std::min(line.find_first_not_of(' '), chance.Below(4) + 1));
      break;
    default:
      line = line.substr(0, line.find('\n')) + "\r\n";
      break;
  }
}

void ChangeBytes(std::string& text, Chance& chance) {
  static const std::vector<std::string> kParts = {" ",
                                                  "  ",
                                                  "\n",
                                                  ":",
                                                  ": ",
                                                  "-",
                                                  "- ",
                                                  "#",
                                                  " #",
                                                  ",",
                                                  "[",
                                                  "]",
                                                  "{",
                                                  "}",
                                                  "'",
                                                  "\"",
                                                  "\\",
                                                  "?",
                                                  "&",
                                                  "*",
                                                  "!",
                                                  "|",
                                                  ">",
                                                  "%",
                                                  "@",
                                                  "`",
                                                  "~",
                                                  "null",
                                                  "\t",
                                                  "\r\n",
                                                  "---",
                                                  ".",
                                                  "...\n",
                                                  "\xC3\xA9",
                                                  "\xC2\x85",
                                                  "<<: ",
                                                  "{{",
                                                  "}}",
                                                  "a",
                                                  "a: b",
                                                  "\xEF\xBB\xBF",
                                                  "\\x41",
                                                  "\n\n",
                                                  "\n- ",
                                                  "\n  a",
                                                  ", ",
                                                  "[a, b]",
                                                  "{a: b}",
                                                  "# c\n"};
  const std::size_t at = chance.Below(text.size() + 1);
  const std::string& part = kParts[chance.Below(kParts.size())];
  switch (chance.Below(4)) {
    case 0:
      text.erase(at, 1);
      break;
    case 1:
      text.insert(at, part);
      break;
    case 2:
      text.replace(at, 1, part);
      break;
    default:
      if (chance.Below(8) == 0) {
        text.resize(at);
      } else {
        text.insert(at, part);
      }
      break;
  }
}

// A stretch of a file, changed in one to four places.
std::string Mutant(std::string_view text, Chance& chance) {
  constexpr std::size_t kMostLines = 30;
  std::vector<std::string> lines = LinesOf(text);
  if (lines.size() > kMostLines) {
    const std::size_t first = chance.Below(lines.size() - kMostLines + 1);
    lines.erase(lines.begin(),
                lines.begin() + static_cast<std::ptrdiff_t>(first));
    lines.resize(kMostLines);
  }
  const std::size_t changes = chance.Below(4) + 1;
  const std::size_t of_lines = chance.Below(changes + 1);
  for (std::size_t i = 0; i < of_lines && !lines.empty(); ++i) {
    ChangeLines(lines, chance);
  }
  std::string mutant = Joined(lines);
  for (std::size_t i = of_lines; i < changes; ++i) {
    ChangeBytes(mutant, chance);
  }
  return mutant;
}

std::uint64_t FromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

TEST(EverydayMutants, SameForChangedFiles) {
  const std::vector<YamlFile> files = YamlFiles();
  ASSERT_FALSE(files.empty());
  const std::uint64_t mutants = FromEnvironment("IAMGEN_MUTANTS", 60'000);
  Chance chance(FromEnvironment("IAMGEN_SEED", 1));
  Judge judge;
  for (std::uint64_t i = 0; i < mutants; ++i) {
    const YamlFile& file = files[chance.Below(files.size())];
    judge.See(Mutant(file.text, chance), file.name);
  }
  // So many are taken by the fast reader that agreement means something; how
  // many exactly is up to what the files hold.
  EXPECT_GT(judge.fast(), mutants / 6);
  RecordProperty("taken", static_cast<int>(judge.fast()));
}

}  // namespace
}  // namespace iamgen::syntax
