// `iamgen build`: check, then write every target's files.
#include <algorithm>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "analysis/waves.h"
#include "backends/backend.h"
#include "backends/cfn_stackset/sharing.h"
#include "driver/commands.h"
#include "driver/depfile.h"
#include "driver/emit.h"
#include "driver/fixing.h"
#include "driver/run.h"
#include "driver/selection.h"
#include "support/file_system.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

// The files of the topology, in the order of reading.
std::vector<support::FileRead> ReadsOf(
    const support::RecordingFileSystem& files, const Options& options,
    const Compilation& compilation) {
  std::vector<support::FileRead> reads;
  // Standard input is read by nobody's file system.
  if (options.spec == "-" && compilation.sources.size() > 0) {
    reads.push_back(
        {"", support::Sha256Of(compilation.sources.begin()->text())});
  }
  reads.insert(reads.end(), files.reads().begin(), files.reads().end());
  return reads;
}

bool WriteDepfile(const Options& options, const std::string& target,
                  std::span<const support::FileRead> reads) {
  if (options.depfile.empty()) {
    return true;
  }
  std::vector<support::FileRead> named;
  std::copy_if(
      reads.begin(), reads.end(), std::back_inserter(named),
      [](const support::FileRead& read) { return !read.path.empty(); });
  support::DiskFileSystem files;
  const auto written = files.Write(options.depfile, DepfileText(target, named));
  if (!written) {
    Complain(written.message());
  }
  return written.ok();
}

std::string ListOf(const Options& options, const Outcome& outcome) {
  std::string lines;
  for (const Change& change : outcome.changes) {
    lines += (options.check_only                    ? ""
              : change.kind == ChangeKind::kRemoved ? "removed "
                                                    : "wrote ") +
             change.path + "\n";
  }
  for (const Change& change : outcome.changes) {
    lines += change.diff;
  }
  return lines;
}

// Says what a stack set could not take, to people.
void ReportApart(const Options& options, const model::Topology& topology) {
  const bool wanted = !options.quiet && options.diagnostics == "human" &&
                      std::find(options.targets.begin(), options.targets.end(),
                                "cfn-stackset") != options.targets.end();
  if (!wanted) {
    return;
  }
  constexpr std::size_t kShown = 10;
  const auto apart = backends::cfn_stackset::NotShared(topology);
  for (std::size_t i = 0; i < std::min(apart.size(), kShown); ++i) {
    Complain("not in the template of all children: " + apart[i].entity + " " +
             apart[i].reason);
  }
  if (apart.size() > kShown) {
    Complain("and " + std::to_string(apart.size() - kShown) +
             " more; `iamgen plan --target cfn-stackset` names them all");
  }
}

// Standard output holds a document of the findings already.
bool WriteAside(const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stderr) == text.size();
}

// Says what became of the folder.
int Report(const Options& options, const Outcome& outcome) {
  const bool human = !options.quiet && options.diagnostics == "human";
  if (!outcome.edited.empty() && !options.check_only) {
    std::string files;
    for (const std::string& path : outcome.edited) {
      files += "\n  " + path;
    }
    Complain(
        "not built, since these files were edited by hand, or were never "
        "iamgen's:" +
        files +
        "\nPut what was changed into the topology, or lose it with "
        "--force.");
    return kFindings;
  }
  std::string lines;
  if (options.check_only || human) {
    lines = ListOf(options, outcome);
  }
  if (human && !options.check_only && outcome.unchanged > 0) {
    lines += support::Count(outcome.unchanged, "file") + " unchanged in " +
             options.output + "\n";
  }
  if (options.diagnostics == "human" ? !Print(lines) : !WriteAside(lines)) {
    return kCannotRun;
  }
  if (!options.check_only || outcome.changes.empty()) {
    return kGood;
  }
  if (human) {
    Complain(support::Count(outcome.changes.size(), "file") +
             (outcome.changes.size() == 1 ? " differs" : " differ") +
             " from what the topology gives; build without --check writes " +
             (outcome.changes.size() == 1 ? "it" : "them") +
             (options.diff ? "" : ", --diff shows how"));
  }
  return kFindings;
}

}  // namespace

int Build(const Options& options) {
  std::vector<const backends::Backend*> targets;
  if (!ChooseTargets(options, targets)) {
    return kCannotRun;
  }
  if (options.output.empty() && !options.to_stdout) {
    Complain("the folder to write to has no name: give it with --output");
    return kCannotRun;
  }
  if (options.diff && !options.check_only) {
    Complain("--diff shows what --check finds: give both");
    return kCannotRun;
  }
  const support::DiskFileSystem disk;
  const support::RecordingFileSystem files(disk);
  Compilation compilation;
  const int code = CompileAndReport(options, files, compilation);
  const auto reads = ReadsOf(files, options, compilation);
  if (!WriteDepfile(options, options.output + "/" + std::string(kManifestName),
                    reads) ||
      !Print(compilation.dump)) {
    return kCannotRun;
  }
  if (code != kGood || !compilation.model) {
    return code == kGood ? kFindings : code;
  }
  std::vector<model::AccountId> accounts;
  if (!ChooseAccounts(options, *compilation.model, accounts)) {
    return kCannotRun;
  }
  const Emission emission{options, compilation, std::span(targets), accounts};
  if (options.to_stdout) {
    const auto done = EmitToStream(emission);
    if (!done) {
      Complain(done.message());
    }
    return done ? kGood : kCannotRun;
  }
  const auto outcome = EmitToFolder(
      emission, {DigestOf(reads), analysis::WavesOf(*compilation.model).waves});
  if (!outcome) {
    Complain(outcome.message());
    return kCannotRun;
  }
  const int reported = Report(options, *outcome);
  if (reported == kGood) {
    ReportApart(options, *compilation.model);
  }
  return reported;
}

int Check(const Options& options) {
  const support::DiskFileSystem disk;
  if (options.fix || options.diff) {
    const int code = FixFiles(
        options, disk,
        [&](const support::FileSystem& files, const TakeFindings& take) {
          Compilation compilation;
          auto done = CompileAsAsked(options, files, compilation);
          take(compilation.sink, compilation.sources);
          return done;
        });
    if (code != kGood) {
      return code;
    }
  }
  const support::RecordingFileSystem files(disk);
  Compilation compilation;
  const int code = CompileAndReport(options, files, compilation);
  if (!WriteDepfile(options, options.depfile,
                    ReadsOf(files, options, compilation)) ||
      !Print(compilation.dump)) {
    return kCannotRun;
  }
  return code == kGood && !compilation.model ? kFindings : code;
}

}  // namespace iamgen::driver
