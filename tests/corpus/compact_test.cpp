// `--compact` changes how files look, never what they say.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "backends/backend.h"
#include "corpus/building.h"
#include "corpus/cases.h"
#include "driver/compile.h"

namespace iamgen::testing {
namespace {

using backends::Format;

Files Emit(const driver::Compilation& compilation,
           const std::vector<model::AccountId>& accounts,
           backends::Style style) {
  Files written;
  const backends::Request request{*compilation.model, compilation.sources,
                                  accounts, style};
  const backends::Writer keep = [&](const backends::File& file) {
    EXPECT_TRUE(written.emplace(file.path, file.bytes).second) << file.path;
    return support::Status(support::Done{});
  };
  for (const char* name : {"cfn", "policy"}) {
    EXPECT_TRUE(backends::Find(name)->emit(request, keep).ok());
  }
  for (const backends::Backend* backend : backends::All()) {
    if (backend->always) {
      EXPECT_TRUE(backend->emit(request, keep).ok());
    }
  }
  return written;
}

std::string WithoutComments(const std::string& yaml) {
  std::string without;
  for (std::size_t at = 0; at < yaml.size();) {
    const std::size_t end = yaml.find('\n', at) + 1;
    const std::string line = yaml.substr(at, end - at);
    if (!line.starts_with("  # ")) {
      without += line;
    }
    at = end;
  }
  return without;
}

class CompactTest : public ::testing::TestWithParam<Case> {};

TEST_P(CompactTest, SaysTheSame) {
  support::MemoryFileSystem files;
  SeedCase(GetParam(), files);
  driver::Compilation compilation;
  ASSERT_TRUE(driver::Compile({GetParam().topology, std::nullopt, {}}, files,
                              "", compilation)
                  .ok());
  if (!compilation.model || compilation.sink.HasErrors()) {
    return;
  }
  const auto& known = compilation.model->accounts;
  std::vector<model::AccountId> accounts;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[known.IdAt(i)].built()) {
      accounts.push_back(known.IdAt(i));
    }
  }
  const Files wide = Emit(compilation, accounts, {.format = Format::kJson});
  const Files narrow =
      Emit(compilation, accounts, {.format = Format::kJson, .compact = true});
  ASSERT_EQ(wide.size(), narrow.size());
  for (const auto& [path, bytes] : narrow) {
    const auto meant = nlohmann::ordered_json::parse(wide.at(path));
    EXPECT_EQ(bytes, meant.dump() + "\n") << path;
  }
  const Files wide_yaml = Emit(compilation, accounts, {});
  for (const auto& [path, bytes] :
       Emit(compilation, accounts, {.compact = true})) {
    if (path.ends_with(".yaml")) {
      EXPECT_EQ(bytes, WithoutComments(wide_yaml.at(path))) << path;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, CompactTest, ::testing::ValuesIn(FindCases()),
                         [](const auto& made) { return made.param.name; });

}  // namespace
}  // namespace iamgen::testing
