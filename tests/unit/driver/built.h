// A topology compiled and built in memory, for tests that look at output.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "backends/backend.h"
#include "diag/render.h"
#include "driver/compile.h"

namespace iamgen::testing {

struct Built {
  // The rule ids found, in the order they are shown.
  std::vector<std::string> rules;
  // One line a finding: "topology.yaml:3:5: error: message [ID]".
  std::string findings;
  bool good = false;
  // By path below the output folder; empty unless good.
  std::map<std::string, std::string> files;

  [[nodiscard]] bool Has(std::string_view path) const {
    return files.contains(std::string(path));
  }

  // A file of the policy target or an environment, parsed.
  [[nodiscard]] nlohmann::json Json(const std::string& path) const {
    const auto file = files.find(path);
    return file == files.end() ? nlohmann::json()
                               : nlohmann::json::parse(file->second);
  }

  [[nodiscard]] bool Found(std::string_view rule) const {
    return std::find(rules.begin(), rules.end(), rule) != rules.end();
  }
};

// Compiles `topology`, with `others` beside it, and builds every target.
inline Built Build(const std::string& topology,
                   const std::map<std::string, std::string>& others = {},
                   backends::Format format = backends::Format::kYaml) {
  support::MemoryFileSystem files;
  files.Add("topology.yaml", topology);
  for (const auto& [path, bytes] : others) {
    files.Add(path, bytes);
  }
  driver::Compilation compilation;
  Built built;
  const auto done =
      driver::Compile({"topology.yaml", {}, {}}, files, "", compilation);
  if (!done) {
    built.findings = done.message();
    return built;
  }
  const auto sorted = compilation.sink.Sorted();
  built.findings = diag::RenderGnu(sorted, compilation.sources);
  bool failed = false;
  for (const diag::Diagnostic* finding : sorted) {
    built.rules.emplace_back(finding->rule->id);
    failed = failed || finding->severity == diag::Severity::kError;
  }
  built.good = compilation.model.has_value() && !failed;
  if (!built.good) {
    return built;
  }
  std::vector<model::AccountId> accounts;
  for (std::size_t i = 0; i < compilation.model->accounts.size(); ++i) {
    const auto id = compilation.model->accounts.IdAt(i);
    if (compilation.model->accounts[id].built()) {
      accounts.push_back(id);
    }
  }
  const backends::Request request{*compilation.model, compilation.sources,
                                  accounts, format};
  for (const backends::Backend* backend : backends::All()) {
    const auto emitted = backend->emit(
        request,
        [&](std::string_view path, std::string_view bytes) -> support::Status {
          // A path that is written twice loses the first.
          if (!built.files.emplace(path, bytes).second) {
            return support::Failure{"written twice: " + std::string(path)};
          }
          return support::Done{};
        });
    if (!emitted) {
      built.findings += emitted.message();
      built.good = false;
    }
  }
  return built;
}

// One value or a list of them, as IAM takes both.
inline std::vector<std::string> AsList(const nlohmann::json& value) {
  if (value.is_string()) {
    return {value.get<std::string>()};
  }
  return value.get<std::vector<std::string>>();
}

}  // namespace iamgen::testing
