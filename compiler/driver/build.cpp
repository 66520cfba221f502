// `iamgen build`: check, then write every target's files.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "driver/commands.h"
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
  const support::DiskFileSystem files;
  Compilation compilation;
  const int code = CompileAndReport(options, files, compilation);
  if (!Print(compilation.dump)) {
    return kCannotRun;
  }
  if (code != kGood || !compilation.model) {
    return code == kGood ? kFindings : code;
  }
  std::vector<model::AccountId> accounts;
  if (!ChooseAccounts(options, *compilation.model, accounts)) {
    return kCannotRun;
  }
  const auto tally =
      EmitAll(options, compilation, std::span(targets), accounts);
  if (!tally) {
    Complain(tally.message());
    return kCannotRun;
  }
  if (options.to_stdout) {
    return kGood;
  }
  const bool listing = !options.quiet && options.diagnostics == "human";
  std::string lines;
  for (const std::string& path : tally->stale) {
    lines += path + "\n";
  }
  if (listing) {
    for (const std::string& path : tally->written) {
      lines += "wrote " + path + "\n";
    }
    if (tally->unchanged > 0) {
      lines += support::Count(tally->unchanged, "file") + " unchanged in " +
               options.output + "\n";
    }
  }
  if (!Print(lines)) {
    return kCannotRun;
  }
  return tally->stale.empty() ? kGood : kFindings;
}

int Check(const Options& options) {
  const support::DiskFileSystem files;
  Compilation compilation;
  const int code = CompileAndReport(options, files, compilation);
  if (!Print(compilation.dump)) {
    return kCannotRun;
  }
  return code == kGood && !compilation.model ? kFindings : code;
}

}  // namespace iamgen::driver
