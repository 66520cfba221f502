// The stages of a build, each for itself and all together, in memory.
#include <benchmark/benchmark.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allocations.h"
#include "backends/backend.h"
#include "catalog/catalogue.h"
#include "checks/check.h"
#include "checks/policy_settings.h"
#include "driver/compile.h"
#include "generate_topology.h"
#include "passes/derive_halves.h"
#include "resolve/resolve.h"
#include "support/file_system.h"
#include "syntax/parse.h"
#include "syntax/reader.h"

namespace iamgen::bench {
namespace {

constexpr std::size_t kRoles = 40;

std::string TopologyFor(const benchmark::State& state) {
  return GenerateTopology(
      {static_cast<std::size_t>(state.range(0)), kRoles,
       state.range(1) == 0 ? Spelling::kCompact : Spelling::kExpanded});
}

// Turns what one iteration did into the columns of the table.
void Report(benchmark::State& state, std::size_t bytes,
            std::uint64_t allocations) {
  const auto iterations = static_cast<double>(state.iterations());
  state.SetBytesProcessed(
      static_cast<std::int64_t>(bytes * state.iterations()));
  state.counters["allocations"] = static_cast<double>(allocations) / iterations;
  state.counters["bytes"] = static_cast<double>(bytes);
}

// Bytes to tree to AST.
void Parse(benchmark::State& state) {
  const std::string text = TopologyFor(state);
  diag::SourceMap sources;
  const diag::FileId file = sources.Add("topology.yaml", text);
  const std::uint64_t before = Allocations();
  for (auto unused : state) {
    diag::Sink sink;
    const auto ast =
        syntax::ParseTopology(syntax::Read(sources, file, sink), sink);
    if (!ast || sink.HasErrors()) {
      state.SkipWithError("the topology does not parse");
      return;
    }
    benchmark::DoNotOptimize(&*ast);
  }
  Report(state, text.size(), Allocations() - before);
}

// AST to a model that has both halves of every edge and was checked.
void Resolve(benchmark::State& state) {
  const std::string text = TopologyFor(state);
  const support::MemoryFileSystem files;
  diag::SourceMap sources;
  const diag::FileId file = sources.Add("topology.yaml", text);
  diag::Sink sink;
  const auto ast =
      syntax::ParseTopology(syntax::Read(sources, file, sink), sink);
  if (!ast) {
    state.SkipWithError("the topology does not parse");
    return;
  }
  const checks::PolicySettings settings;
  const std::uint64_t before = Allocations();
  for (auto unused : state) {
    diag::Sink findings;
    auto model = resolve::Resolve(*ast, {sources, files, "", {}}, findings);
    if (!model) {
      state.SkipWithError("the topology does not resolve");
      return;
    }
    const model::Topology whole = passes::DeriveHalves(*std::move(model));
    checks::RunAll({.topology = whole,
                    .catalogue = catalog::Catalogue::Embedded(),
                    .settings = settings},
                   findings);
    if (findings.HasErrors()) {
      state.SkipWithError("the topology has errors");
      return;
    }
    benchmark::DoNotOptimize(&whole);
  }
  Report(state, text.size(), Allocations() - before);
}

std::size_t EmitAll(const backends::Backend& backend,
                    const driver::Compilation& compilation,
                    backends::Format format) {
  std::vector<model::AccountId> accounts;
  for (std::size_t i = 0; i < compilation.model->accounts.size(); ++i) {
    accounts.push_back(compilation.model->accounts.IdAt(i));
  }
  std::size_t bytes = 0;
  const auto done = backend.emit(
      {*compilation.model, compilation.sources, accounts, {.format = format}},
      [&](const backends::File& file) {
        bytes += file.bytes.size();
        return support::Status(support::Done{});
      });
  return done ? bytes : 0;
}

bool CompileText(const std::string& text, driver::Compilation& compilation) {
  const support::MemoryFileSystem files;
  const auto done =
      driver::Compile({"topology.yaml", text, {}}, files, "", compilation);
  return done && compilation.model && compilation.sink.empty();
}

// Model to bytes.
void EmitTo(benchmark::State& state, const char* target,
            backends::Format format) {
  driver::Compilation compilation;
  if (!CompileText(TopologyFor(state), compilation)) {
    state.SkipWithError("the topology does not compile");
    return;
  }
  std::size_t bytes = 0;
  const std::uint64_t before = Allocations();
  for (auto unused : state) {
    bytes = EmitAll(*backends::Find(target), compilation, format);
  }
  Report(state, bytes, Allocations() - before);
}

// Topology to CloudFormation; the bytes are those of the output.
void Build(benchmark::State& state) {
  const std::string text = TopologyFor(state);
  std::size_t bytes = 0;
  const std::uint64_t before = Allocations();
  for (auto unused : state) {
    driver::Compilation compilation;
    if (!CompileText(text, compilation)) {
      state.SkipWithError("the topology does not compile");
      return;
    }
    bytes =
        EmitAll(*backends::Find("cfn"), compilation, backends::Format::kYaml);
  }
  Report(state, bytes, Allocations() - before);
}

void Sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"accounts", "expanded"})
      ->Args({4, 0})
      ->Args({100, 0})
      ->Args({1000, 0})
      ->Args({100, 1})
      ->Unit(benchmark::kMillisecond);
}

BENCHMARK(Parse)->Apply(Sizes);
BENCHMARK(Resolve)->Apply(Sizes);
BENCHMARK_CAPTURE(EmitTo, cfn_yaml, "cfn", backends::Format::kYaml)
    ->Apply(Sizes);
BENCHMARK_CAPTURE(EmitTo, cfn_json, "cfn", backends::Format::kJson)
    ->Apply(Sizes);
BENCHMARK_CAPTURE(EmitTo, policy, "policy", backends::Format::kYaml)
    ->Apply(Sizes);
BENCHMARK(Build)->Apply(Sizes);

}  // namespace
}  // namespace iamgen::bench
