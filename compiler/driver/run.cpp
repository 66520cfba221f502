// Reads the topology and shows what was found.
#include "driver/run.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <optional>

#include "diag/fix_text.h"
#include "diag/formats.h"
#include "diag/render.h"
#include "driver/catalog.h"
#include "driver/commands.h"
#include "driver/findings.h"
#include "driver/policy_settings.h"
#include "driver/terminal.h"
#include "driver/version.h"
#include "support/text.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

// "; --fix repairs 2 of them", or nothing.
std::string FixableOf(const std::vector<const diag::Diagnostic*>& shown,
                      const diag::SourceMap& sources) {
  const auto fixable = std::count_if(
      shown.begin(), shown.end(), [&](const diag::Diagnostic* one) {
        return !diag::TextEditsOf(*one, sources).empty();
      });
  return fixable == 0 ? std::string()
         : shown.size() == 1
             ? "; --fix repairs it"
             : "; --fix repairs " + std::to_string(fixable) + " of them";
}

bool Show(const Options& options,
          const std::vector<const diag::Diagnostic*>& shown,
          const diag::SourceMap& sources) {
  if (const diag::Format* format = diag::FindFormat(options.diagnostics)) {
    return Print(format->render(shown, sources, Version()));
  }
  if (!shown.empty()) {
    const diag::RenderOptions how{UseColor(options.color, STDERR_FILENO),
                                  TerminalWidth(STDERR_FILENO)};
    const std::string text =
        diag::RenderHuman(shown, sources, how) + "\n" +
        diag::Summary(shown, sources) +
        (options.offers_fixes ? FixableOf(shown, sources) : std::string()) +
        "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
  return true;
}

}  // namespace

support::Result<std::string> ReadStandardInput() {
  std::string text;
  char buffer[65536];
  std::size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, stdin)) > 0) {
    text.append(buffer, got);
    if (text.size() > syntax::kMaxTopologyBytes) {
      return support::Failure{
          "standard input is larger than a topology may be"};
    }
  }
  if (std::ferror(stdin) != 0) {
    return support::Failure{"standard input cannot be read"};
  }
  return text;
}

int ReportFindings(const Options& options, const diag::Sink& sink,
                   const diag::SourceMap& sources) {
  const auto findings = ChooseFindings(options, sink);
  if (!findings) {
    Complain(findings.message());
    return kCannotRun;
  }
  std::vector<const diag::Diagnostic*> shown;
  bool failed = false;
  for (const diag::Diagnostic& finding : findings->shown) {
    shown.push_back(&finding);
    failed |= finding.severity == diag::Severity::kError ||
              finding.severity == diag::Severity::kSecurity || options.strict;
  }
  if (!Show(options, shown, sources)) {
    return kCannotRun;
  }
  for (const std::string& note : findings->notes) {
    Complain(note);
  }
  return failed ? kFindings : kGood;
}

support::Status CompileAsAsked(const Options& options,
                               const support::FileSystem& files,
                               Compilation& compilation) {
  auto settings = PolicySettingsOf(options);
  if (!settings) {
    return support::Failure{settings.message()};
  }
  Input input{options.spec,
              std::nullopt,
              options.templates,
              options.allow_outside,
              options.reader == "yaml-cpp" ? syntax::YamlProducer::kYamlCpp
                                           : syntax::YamlProducer::kAuto,
              *std::move(settings),
              options.minimise || options.patterns,
              options.patterns,
              CurrentCatalogue()};
  if (options.spec == "-") {
    input.path = options.stdin_filename;
    auto text = ReadStandardInput();
    if (!text) {
      return support::Failure{text.message()};
    }
    input.text = *std::move(text);
  }
  return Compile(input, files, options.dump, compilation);
}

int CompileAndReport(const Options& options, const support::FileSystem& files,
                     Compilation& compilation) {
  const auto done = CompileAsAsked(options, files, compilation);
  if (!done) {
    Complain(done.message());
    return kCannotRun;
  }
  return ReportFindings(options, compilation.sink, compilation.sources);
}

bool CompileForResult(const Options& options, const support::FileSystem& files,
                      Compilation& compilation) {
  Options human = options;
  human.diagnostics = "human";
  const int code = CompileAndReport(human, files, compilation);
  return Print(compilation.dump) && code != kCannotRun && compilation.model &&
         !compilation.sink.HasErrors();
}

}  // namespace iamgen::driver
