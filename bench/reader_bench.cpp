// The two readers of YAML side by side, on the same topologies.
#include <benchmark/benchmark.h>

#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

#include "diag/sink.h"
#include "diag/source.h"
#include "generate_topology.h"
#include "syntax/reader.h"

namespace iamgen::bench {
namespace {

using syntax::YamlProducer;

constexpr std::size_t kRoles = 40;

// Of that many accounts; of none, the example.
std::string TopologyFor(const benchmark::State& state) {
  if (state.range(0) > 0) {
    return GenerateTopology(
        {static_cast<std::size_t>(state.range(0)), kRoles,
         state.range(1) == 0 ? Spelling::kCompact : Spelling::kExpanded});
  }
  std::ifstream file(IAMGEN_SOURCE_DIR
                     "/examples/environment-manager/topology.yaml");
  std::stringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// False if there is anything wrong with the text.
bool ReadBy(YamlProducer producer, const diag::SourceMap& sources,
            diag::FileId file) {
  diag::Sink sink;
  const syntax::Tree tree = syntax::ReadYaml(sources, file, sink, producer);
  benchmark::DoNotOptimize(tree.nodes.data());
  return !tree.empty() && sink.empty();
}

void ReadYaml(benchmark::State& state, YamlProducer producer) {
  diag::SourceMap sources;
  const diag::FileId file = sources.Add("t.yaml", TopologyFor(state));
  for (auto unused : state) {
    if (!ReadBy(producer, sources, file)) {
      state.SkipWithError("the topology does not read");
      return;
    }
  }
  const std::size_t bytes = sources[file].text().size();
  state.SetBytesProcessed(
      static_cast<std::int64_t>(bytes * state.iterations()));
  state.counters["bytes"] = static_cast<double>(bytes);
}

// Both in turn, so that neither has the caches to itself, and in processor
// time, which a busy machine changes less. The rows above give more: each
// reader in a loop of its own.
void Ratio(benchmark::State& state) {
  diag::SourceMap sources;
  const diag::FileId file = sources.Add("t.yaml", TopologyFor(state));
  std::clock_t fast = 0;
  std::clock_t yaml_cpp = 0;
  for (auto unused : state) {
    const std::clock_t begin = std::clock();
    const bool good = ReadBy(YamlProducer::kAuto, sources, file);
    const std::clock_t middle = std::clock();
    if (!ReadBy(YamlProducer::kYamlCpp, sources, file) || !good) {
      state.SkipWithError("the topology does not read");
      return;
    }
    fast += middle - begin;
    yaml_cpp += std::clock() - middle;
  }
  state.counters["ratio"] =
      static_cast<double>(yaml_cpp) / static_cast<double>(fast);
}

void Sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"accounts", "expanded"})
      ->Args({0, 0})
      ->Args({4, 0})
      ->Args({100, 0})
      ->Args({1000, 0})
      ->Args({100, 1})
      ->Unit(benchmark::kMicrosecond);
}

BENCHMARK_CAPTURE(ReadYaml, auto, YamlProducer::kAuto) -> Apply(Sizes);
BENCHMARK_CAPTURE(ReadYaml, yaml_cpp, YamlProducer::kYamlCpp)->Apply(Sizes);
BENCHMARK(Ratio)->Apply(Sizes);

}  // namespace
}  // namespace iamgen::bench
