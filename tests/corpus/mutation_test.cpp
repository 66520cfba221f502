// Topologies that are damaged on purpose: whatever is cut off, missing or there
// twice, a run gives findings or a result and keeps its promises.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/cases.h"
#include "corpus/pipeline.h"

namespace iamgen::testing {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

// Small topologies are damaged everywhere, larger ones at every seventh byte
// and at every line end. Under the sanitizers, which take many times as long,
// it is every 41st byte and every fifth line.
constexpr std::size_t kSmall = 400;
constexpr std::size_t kByteStep = kSanitized ? 41 : 7;
constexpr std::size_t kLineStep = kSanitized ? 5 : 1;

// Gives a file system the damaged text in place of the case's topology.
class Damage {
 public:
  explicit Damage(const Case& one) : name_(one.topology) {
    SeedCase(one, files_);
    text_ = files_.files().find(name_)->second;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size() - 1);
      lines_.push_back({at, end + 1 - at});
      at = end + 1;
    }
  }

  struct Line {
    std::size_t begin;
    std::size_t size;
  };

  void Expect(std::string text, const std::string& how) {
    files_.Add(name_, std::move(text));
    EXPECT_EQ(BrokenPromise(name_, files_), "") << how;
  }

  [[nodiscard]] const std::string& text() const { return text_; }

  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }

 private:
  std::string name_;
  support::MemoryFileSystem files_;
  std::string text_;
  std::vector<Line> lines_;
};

class MutationTest : public ::testing::TestWithParam<Case> {};

TEST_P(MutationTest, CutOff) {
  Damage damage(GetParam());
  const std::string& text = damage.text();
  const std::size_t step = !kSanitized && text.size() <= kSmall ? 1 : kByteStep;
  for (std::size_t size = 0; size < text.size(); size += step) {
    damage.Expect(text.substr(0, size),
                  "cut off after " + std::to_string(size) + " bytes");
  }
  for (std::size_t i = 0; i < damage.lines().size(); i += kLineStep) {
    const std::size_t end = damage.lines()[i].begin + damage.lines()[i].size;
    damage.Expect(text.substr(0, end),
                  "cut off after line " + std::to_string(i + 1));
    damage.Expect(text.substr(0, end - 1),
                  "cut off in front of line end " + std::to_string(i + 1));
  }
}

TEST_P(MutationTest, LineMissing) {
  Damage damage(GetParam());
  for (std::size_t i = 0; i < damage.lines().size(); i += kLineStep) {
    std::string text = damage.text();
    text.erase(damage.lines()[i].begin, damage.lines()[i].size);
    damage.Expect(std::move(text), "without line " + std::to_string(i + 1));
  }
}

TEST_P(MutationTest, LineRepeated) {
  Damage damage(GetParam());
  for (std::size_t i = 0; i < damage.lines().size(); i += kLineStep) {
    const Damage::Line line = damage.lines()[i];
    std::string text = damage.text();
    text.insert(line.begin, text.substr(line.begin, line.size));
    damage.Expect(std::move(text),
                  "with line " + std::to_string(i + 1) + " there twice");
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, MutationTest, ::testing::ValuesIn(FindCases()),
                         [](const auto& made) { return made.param.name; });

}  // namespace
}  // namespace iamgen::testing
