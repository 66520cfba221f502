// An account's files are the same whether it is built alone or with all others:
// sharing what is rendered between accounts is never seen.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "backends/backend.h"
#include "corpus/building.h"
#include "corpus/cases.h"
#include "driver/compile.h"

namespace iamgen::testing {
namespace {

using backends::Format;

Files Emit(const driver::Compilation& compilation,
           const std::vector<model::AccountId>& accounts, Format format) {
  Files written;
  const backends::Request request{
      *compilation.model, compilation.sources, accounts, {.format = format}};
  for (const backends::Backend* backend : backends::All()) {
    const auto done = backend->emit(request, [&](const backends::File& file) {
      EXPECT_TRUE(written.emplace(file.path, file.bytes).second) << file.path;
      return support::Status(support::Done{});
    });
    EXPECT_TRUE(done.ok());
  }
  return written;
}

class AccountsTest : public ::testing::TestWithParam<Case> {};

TEST_P(AccountsTest, AloneAsTogether) {
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
  for (const Format format : {Format::kYaml, Format::kJson}) {
    const Files together = Emit(compilation, accounts, format);
    Files alone;
    for (const model::AccountId account : accounts) {
      alone.merge(Emit(compilation, {account}, format));
    }
    EXPECT_EQ(alone, together);
    // Nor does it matter who comes first.
    const std::vector<model::AccountId> backwards(accounts.rbegin(),
                                                  accounts.rend());
    EXPECT_EQ(Emit(compilation, backwards, format), together);
  }
}

// A template of several accounts is the same whichever of them are built, and
// what is an account's own is built with it.
TEST_P(AccountsTest, SharedFilesDoNotDependOnWhichAreBuilt) {
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
  // By path: bytes, and whose it is.
  using Shared = std::map<std::string, std::pair<std::string, std::uint32_t>>;
  const auto emit = [&](const std::vector<model::AccountId>& some) {
    Shared written;
    const backends::Request request{
        *compilation.model, compilation.sources, some, {}};
    for (const backends::Backend* backend : backends::All()) {
      if (backend->emit_shared == nullptr) {
        continue;
      }
      const auto done =
          backend->emit_shared(request, [&](const backends::File& file) {
            EXPECT_TRUE(
                written
                    .emplace(file.path, std::pair(std::string(file.bytes),
                                                  file.account.index))
                    .second)
                << file.path;
            return support::Status(support::Done{});
          });
      EXPECT_TRUE(done.ok());
    }
    return written;
  };
  const Shared all = emit(accounts);
  Shared together;
  for (const model::AccountId account : accounts) {
    for (const auto& [path, file] : emit({account})) {
      EXPECT_TRUE(file.second == account.index ||
                  file.second == model::AccountId{}.index)
          << path;
      const auto [first, is_new] = together.emplace(path, file);
      EXPECT_EQ(first->second, file) << path;
    }
  }
  EXPECT_EQ(together, all);
}

INSTANTIATE_TEST_SUITE_P(Cases, AccountsTest, ::testing::ValuesIn(FindCases()),
                         [](const auto& made) { return made.param.name; });

}  // namespace
}  // namespace iamgen::testing
