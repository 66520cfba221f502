// `iamgen build`: check, then write every target's files.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "analysis/waves.h"
#include "backends/backend.h"
#include "driver/commands.h"
#include "driver/depfile.h"
#include "driver/emit.h"
#include "driver/run.h"
#include "support/file_system.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

// The targets asked for, each once, in the order of the registry.
std::vector<const backends::Backend*> Targets(const Options& options,
                                              std::string& unknown) {
  std::vector<const backends::Backend*> targets;
  for (const std::string& name : options.targets) {
    if (backends::Find(name) == nullptr) {
      unknown = name;
    }
  }
  for (const backends::Backend* backend : backends::All()) {
    const bool asked = std::find(options.targets.begin(), options.targets.end(),
                                 backend->name) != options.targets.end();
    if (backend->always || asked) {
      targets.push_back(backend);
    }
  }
  return targets;
}

std::string TargetNames() {
  std::vector<std::string> names;
  for (const backends::Backend* backend : backends::All()) {
    if (!backend->always) {
      names.emplace_back(backend->name);
    }
  }
  return support::QuotedList(names, names.size());
}

// The accounts to build; nothing and a complaint for a name that is none.
bool ChooseAccounts(const Options& options, const model::Topology& topology,
                    std::vector<model::AccountId>& chosen) {
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const model::AccountId id = topology.accounts.IdAt(i);
    const model::Account& account = topology.accounts[id];
    if (!account.built()) {
      continue;
    }
    known.push_back(account.alias);
    const auto asks = [&](const std::string& name) {
      return name == account.alias || name == account.id;
    };
    if (options.accounts.empty() ||
        std::any_of(options.accounts.begin(), options.accounts.end(), asks)) {
      chosen.push_back(id);
    }
  }
  for (const std::string& name : options.accounts) {
    const bool found =
        std::any_of(chosen.begin(), chosen.end(), [&](model::AccountId id) {
          return topology.accounts[id].alias == name ||
                 topology.accounts[id].id == name;
        });
    if (!found) {
      const std::string near = support::DidYouMean(name, known);
      Complain("there is no account `" + name + "`" +
               (near.empty() ? "" : "; " + near));
      return false;
    }
  }
  return true;
}

}  // namespace

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
  if (!Print(lines)) {
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
  std::string unknown;
  const auto targets = Targets(options, unknown);
  if (!unknown.empty() || options.targets.empty()) {
    Complain((unknown.empty() ? std::string("build needs a --target")
                              : "there is no target `" + unknown + "`") +
             ": there are " + TargetNames());
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
  return Report(options, *outcome);
}

int Check(const Options& options) {
  const support::DiskFileSystem disk;
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
