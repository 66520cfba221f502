// How long the cases of a file take: read and decided a line at a time, and
// decided alone when what they hold has been compiled.
//
//   decide_cases FILE
//
// Prints microseconds a case: for the first time, after lines with the same
// policies, and decided alone; then the decisions, in order.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "driver/case_reader.h"
#include "driver/simulate_case.h"
#include "evaluation/decide.h"
#include "importers/datum.h"
#include "syntax/reader.h"

namespace iamgen::bench {
namespace {

// A case taken apart, with what it has views into.
struct Compiled {
  explicit Compiled(const std::string& line) {
    diag::Sink sink;
    whole = importers::DatumFrom(
        syntax::ReadJson(sources, sources.Add("case", line), sink), 0);
    reader = std::make_unique<driver::CaseReader>(
        whole, sources, catalog::Catalogue::Embedded(),
        evaluation::Use::kOften);
    reader->Read();
  }

  diag::SourceMap sources;
  importers::Datum whole;
  std::unique_ptr<driver::CaseReader> reader;
};

// Microseconds one call of `work` takes, of as many as half a second holds.
template <typename Work>
double MicrosecondsOf(Work work) {
  using Clock = std::chrono::steady_clock;
  using Microseconds = std::chrono::duration<double, std::micro>;
  constexpr Microseconds kEnough(500'000);
  std::size_t calls = 0;
  const auto began = Clock::now();
  Microseconds passed(0);
  for (std::size_t batch = 1; passed < kEnough; batch *= 2) {
    for (std::size_t i = 0; i < batch; ++i) {
      work();
    }
    calls += batch;
    passed = Clock::now() - began;
  }
  return passed.count() / static_cast<double>(calls);
}

int Run(const char* path) {
  const auto& catalogue = catalog::Catalogue::Embedded();
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    lines.push_back(line);
  }
  std::vector<std::unique_ptr<Compiled>> cases;
  for (const std::string& line : lines) {
    cases.push_back(std::make_unique<Compiled>(line));
    if (!cases.back()->reader->error.empty()) {
      std::fprintf(stderr, "%s\n", cases.back()->reader->error.c_str());
      return 1;
    }
  }
  std::size_t bytes = 0;
  const double answering = MicrosecondsOf([&] {
    for (const std::string& line : lines) {
      bytes += driver::AnswerCase(line, catalogue).size();
    }
  });
  driver::CaseAnswerer answerer(catalogue);
  const double again = MicrosecondsOf([&] {
    for (const std::string& line : lines) {
      bytes += answerer.Answer(line).size();
    }
  });
  std::size_t reasons = 0;
  const double deciding = MicrosecondsOf([&] {
    for (const auto& one : cases) {
      reasons += Decide(one->reader->request, one->reader->policies, catalogue)
                     .reasons.size();
    }
  });
  const auto count = static_cast<double>(lines.size());
  std::printf("%.3f %.3f %.3f\n", answering / count, again / count,
              deciding / count);
  for (const auto& one : cases) {
    const std::string_view name = NameOf(
        Decide(one->reader->request, one->reader->policies, catalogue).answer);
    std::printf("%.*s\n", static_cast<int>(name.size()), name.data());
  }
  return bytes + reasons > 0 ? 0 : 1;
}

}  // namespace
}  // namespace iamgen::bench

int main(int count, char** arguments) {
  return count == 2 ? iamgen::bench::Run(arguments[1]) : 2;
}
