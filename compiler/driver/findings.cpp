// Rules to ignore, findings to live with, and levels that the user has set.
#include "driver/findings.h"

#include <cstdint>

#include "driver/baseline.h"
#include "driver/rule_filter.h"
#include "driver/rule_levels.h"
#include "support/file_system.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

bool IsFinal(const Options& options, const diag::Diagnostic& finding) {
  return options.errors_are_final && finding.severity == diag::Severity::kError;
}

support::Result<Baseline> ReadBaseline(const std::string& path) {
  constexpr std::uint64_t kMostBytes = 64U << 20U;
  // Not one of the files that the output is made of.
  const support::DiskFileSystem files;
  const auto text = files.Read(path, kMostBytes);
  return text ? Baseline::Parse(path, *text)
              : support::Result<Baseline>(support::Failure{text.message()});
}

// Moves the findings to a baseline.
support::Status WriteBaseline(const std::string& path, Findings& findings) {
  Baseline baseline;
  for (const diag::Diagnostic& finding : findings.shown) {
    baseline.Add(finding);
  }
  support::DiskFileSystem files;
  const auto written = files.Write(path, baseline.Text());
  if (!written) {
    return support::Failure{written.message()};
  }
  findings.shown.clear();
  findings.notes.push_back(path + ": holds " +
                           support::Count(baseline.size(), "finding"));
  return support::Done{};
}

}  // namespace

support::Result<Findings> ChooseFindings(const Options& options,
                                         const diag::Sink& sink) {
  const auto filter = RuleFilter::Of(options.select, options.ignore);
  if (!filter) {
    return support::Failure{filter.message()};
  }
  const auto levels = RuleLevels::Of(options);
  if (!levels) {
    return support::Failure{levels.message()};
  }
  Baseline old;
  // What is to be written does not depend on what was there.
  if (!options.baseline.empty() && options.write_baseline.empty()) {
    auto read = ReadBaseline(options.baseline);
    if (!read) {
      return support::Failure{read.message()};
    }
    old = *std::move(read);
  }
  Findings findings;
  for (const diag::Diagnostic* finding : sink.Sorted()) {
    // Taken before it may be ignored, or its entry would look outdated.
    if (IsFinal(options, *finding) ||
        (!old.Take(*finding) && filter->Shows(*finding->rule))) {
      findings.shown.push_back(*finding);
    }
  }
  levels->Apply(options, findings.shown);
  // With errors about, much was not looked at.
  if (options.errors_are_final && sink.HasErrors()) {
    if (!options.write_baseline.empty()) {
      findings.notes.push_back(options.write_baseline +
                               ": not written, since there are errors, which "
                               "no baseline holds");
    }
    return findings;
  }
  if (old.size() > 0) {
    findings.notes.push_back(options.baseline + ": " +
                             support::Count(old.size(), "finding") + " in it " +
                             (old.size() == 1 ? "is" : "are") +
                             " outdated; --write-baseline writes it anew");
  }
  if (!options.write_baseline.empty()) {
    const auto written = WriteBaseline(options.write_baseline, findings);
    if (!written) {
      return support::Failure{written.message()};
    }
  }
  return findings;
}

}  // namespace iamgen::driver
