// Looking things up in the catalogue, and reading one from a file.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "catalog/embedded_table.h"
#include "support/text.h"

namespace iamgen::bench {
namespace {

using catalog::ActionId;
using catalog::ActionSet;
using catalog::Catalogue;

const Catalogue& Embedded() { return Catalogue::Embedded(); }

// Actions from everywhere, in small letters, so that nothing stays in the
// caches and every letter is folded.
std::vector<std::string> Scattered() {
  constexpr std::uint32_t kStep = 7919;
  std::vector<std::string> names;
  const auto count = static_cast<std::uint32_t>(Embedded().Actions().size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto at =
        static_cast<std::uint32_t>(std::uint64_t{i} * kStep % count);
    names.push_back(support::Lower(Embedded().FullNameOf(ActionId{at})));
  }
  return names;
}

void FindAction(benchmark::State& state) {
  const std::vector<std::string> names = Scattered();
  std::size_t next = 0;
  for (auto unused : state) {
    const auto action = Embedded().FindAction(names[next]);
    if (!action) {
      state.SkipWithError("an action is not found");
      return;
    }
    benchmark::DoNotOptimize(action);
    next = next + 1 == names.size() ? 0 : next + 1;
  }
}

void FindKey(benchmark::State& state, const char* key) {
  for (auto unused : state) {
    benchmark::DoNotOptimize(Embedded().FindKey(key));
  }
}

void Expand(benchmark::State& state, const char* pattern) {
  ActionSet actions(Embedded());
  for (auto unused : state) {
    Embedded().Expand(pattern, actions);
    benchmark::ClobberMemory();
  }
  state.counters["actions"] = static_cast<double>(actions.size());
}

// Everything that is known of every action.
void WalkActions(benchmark::State& state) {
  std::size_t seen = 0;
  for (auto unused : state) {
    for (const ActionId action : Embedded().Actions()) {
      seen += Embedded().KeysOf(action).size();
      for (const catalog::ResourceUse use : Embedded().ResourcesOf(action)) {
        seen += use.required ? 1 : 0;
      }
    }
  }
  benchmark::DoNotOptimize(seen);
}

void Document(benchmark::State& state, const char* name) {
  const auto policy = Embedded().FindPolicy(name);
  std::size_t bytes = 0;
  for (auto unused : state) {
    bytes += Embedded().DocumentOf(*policy).size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

// With all that is checked.
void ReadFile(benchmark::State& state) {
  const std::string_view table = catalog::EmbeddedTable();
  for (auto unused : state) {
    if (!Catalogue::Read(std::string(table))) {
      state.SkipWithError("the table does not read");
      return;
    }
  }
  state.SetBytesProcessed(
      static_cast<std::int64_t>(table.size() * state.iterations()));
  state.counters["bytes"] = static_cast<double>(table.size());
}

BENCHMARK(FindAction);
BENCHMARK_CAPTURE(FindKey, exact, "aws:SourceIp");
BENCHMARK_CAPTURE(FindKey, family, "aws:ResourceTag/team");
BENCHMARK_CAPTURE(Expand, everything, "*");
BENCHMARK_CAPTURE(Expand, service, "ec2:*");
BENCHMARK_CAPTURE(Expand, prefix, "s3:Get*");
BENCHMARK_CAPTURE(Expand, glob, "ec2:*Instance*");
BENCHMARK_CAPTURE(Expand, many_stars, "ec2:*e*e*e*e*b");
BENCHMARK(WalkActions)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Document, large, "ReadOnlyAccess")
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(ReadFile)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace iamgen::bench
