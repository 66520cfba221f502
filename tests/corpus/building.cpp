// Runs the stages that `iamgen build` runs.
#include "corpus/building.h"

#include <fstream>
#include <iterator>
#include <vector>

#include "backends/backend.h"
#include "diag/render.h"
#include "driver/compile.h"

namespace iamgen::testing {
namespace {

std::string ReadAll(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void Emit(const backends::Backend& backend, const backends::Request& request,
          const std::string& from, const std::string& to, Built& built) {
  const backends::Writer keep = [&](const backends::File& file) {
    std::string name(file.path);
    if (!from.empty() && name.starts_with(from)) {
      name.replace(0, from.size(), to);
    }
    if (!built.files.emplace(name, file.bytes).second) {
      built.failure = "written twice: " + name;
    }
    return support::Status(support::Done{});
  };
  auto done = backend.emit(request, keep);
  if (done && backend.emit_shared != nullptr) {
    done = backend.emit_shared(request, keep);
  }
  if (!done) {
    built.failure = done.message();
  }
}

}  // namespace

std::filesystem::path SourceFolder() { return IAMGEN_SOURCE_DIR; }

void Seed(const std::filesystem::path& folder, const std::string& prefix,
          support::MemoryFileSystem& files) {
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files.Add(prefix + entry.path().lexically_relative(folder).string(),
                ReadAll(entry.path()));
    }
  }
}

Built BuildFrom(const std::string& path, const support::MemoryFileSystem& files,
                Outside outside) {
  Built built;
  driver::Compilation compilation;
  const auto done =
      driver::Compile({path, std::nullopt, {}, outside == Outside::kAllowed},
                      files, "", compilation);
  if (!done) {
    built.failure = done.message();
    return built;
  }
  const auto findings = compilation.sink.Sorted();
  for (const diag::Diagnostic* finding : findings) {
    built.rules.emplace(finding->rule->id);
  }
  built.diagnostics = diag::RenderHuman(findings, compilation.sources, {});
  built.has_errors = compilation.sink.HasErrors();
  if (built.has_errors || !compilation.model) {
    return built;
  }
  std::vector<model::AccountId> accounts;
  const model::Topology& topology = *compilation.model;
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const model::AccountId id = topology.accounts.IdAt(i);
    if (topology.accounts[id].built()) {
      accounts.push_back(id);
    }
  }
  backends::Request request{topology, compilation.sources, accounts, {}};
  for (const backends::Backend* backend : backends::All()) {
    Emit(*backend, request, "", "", built);
  }
  request.style.format = backends::Format::kJson;
  Emit(*backends::Find("cfn"), request, "cfn/", "cfn-json/", built);
  request.style.tf_json = true;
  request.style.adopt = true;
  Emit(*backends::Find("terraform"), request, "terraform/", "terraform-json/",
       built);
  return built;
}

Built BuildText(std::string_view yaml) {
  support::MemoryFileSystem files;
  Seed(SourceFolder() / "tests/fixtures", "fixtures/", files);
  files.Add("topology.yaml", std::string(yaml));
  return BuildFrom("topology.yaml", files);
}

}  // namespace iamgen::testing
