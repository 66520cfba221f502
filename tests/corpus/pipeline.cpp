// Runs the stages of every command and looks at what they leave behind.
#include "corpus/pipeline.h"

#include <set>
#include <vector>

#include "backends/backend.h"
#include "diag/render.h"
#include "driver/compile.h"
#include "syntax/reader.h"

namespace iamgen::testing {
namespace {

bool Within(diag::Span span, const diag::SourceMap& sources) {
  return span.file.index < sources.size() && span.begin <= span.end &&
         span.end <= sources[span.file].text().size();
}

std::string FaultInFindings(const driver::Compilation& compilation) {
  const auto findings = compilation.sink.Sorted();
  if (!compilation.model && findings.empty()) {
    return "no model and no finding";
  }
  for (const diag::Diagnostic* finding : findings) {
    const std::string name =
        std::string(finding->rule->id) + " \"" + finding->message + "\"";
    if (finding->message.empty()) {
      return name + " has no message";
    }
    if (!Within(finding->span, compilation.sources)) {
      return name + " lies outside its file";
    }
    for (const diag::Related& related : finding->related) {
      if (related.span.valid() && !Within(related.span, compilation.sources)) {
        return name + " points outside a file";
      }
    }
  }
  const auto& sources = compilation.sources;
  const std::string shown = diag::RenderHuman(findings, sources, {true, 40}) +
                            diag::RenderHuman(findings, sources, {}) +
                            diag::RenderGnu(findings, sources) +
                            diag::Summary(findings, sources);
  if (shown.empty() != findings.empty()) {
    return "findings that are not shown";
  }
  diag::SourceMap json;
  diag::Sink mistakes;
  syntax::Read(json,
               json.Add("findings.json", diag::RenderJson(findings, sources)),
               mistakes);
  return mistakes.empty()
             ? ""
             : "findings as JSON: " + mistakes.Sorted()[0]->message;
}

bool Escapes(std::string_view path) {
  return path.starts_with('/') || path.find("//") != std::string_view::npos ||
         ("/" + std::string(path) + "/").find("/../") != std::string::npos ||
         path.find('\0') != std::string_view::npos;
}

std::string FaultInOutput(const backends::Backend& backend,
                          const backends::Request& request) {
  std::set<std::string, std::less<>> written;
  std::string fault;
  const backends::Writer check = [&](const backends::File& file) {
    const std::string name(file.path);
    if (!written.insert(name).second) {
      fault = "written twice: " + name;
    }
    if (Escapes(file.path)) {
      fault = "written outside the output folder: " + name;
    }
    if (file.path.ends_with(".json")) {
      diag::SourceMap sources;
      diag::Sink mistakes;
      syntax::Read(sources, sources.Add(name, std::string(file.bytes)),
                   mistakes);
      if (!mistakes.empty()) {
        fault = name + ": " + mistakes.Sorted().front()->message;
      }
    }
    return support::Status(support::Done{});
  };
  auto done = backend.emit(request, check);
  if (done && backend.emit_shared != nullptr) {
    done = backend.emit_shared(request, check);
  }
  return done ? fault : done.message();
}

}  // namespace

std::string BrokenPromise(const std::string& path,
                          const support::FileSystem& files) {
  driver::Compilation compilation;
  const auto done =
      driver::Compile({path, std::nullopt, {}}, files, "expanded", compilation);
  if (!done) {
    return done.message();
  }
  std::string fault = FaultInFindings(compilation);
  if (!fault.empty() || !compilation.model || compilation.sink.HasErrors()) {
    return fault;
  }
  const model::Topology& topology = *compilation.model;
  std::vector<model::AccountId> accounts;
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const model::AccountId id = topology.accounts.IdAt(i);
    if (topology.accounts[id].built()) {
      accounts.push_back(id);
    }
  }
  for (const auto format : {backends::Format::kYaml, backends::Format::kJson}) {
    const bool json = format == backends::Format::kJson;
    const backends::Request request{
        topology,
        compilation.sources,
        accounts,
        {.format = format, .tf_json = json, .adopt = json}};
    for (const backends::Backend* backend : backends::All()) {
      fault = FaultInOutput(*backend, request);
      if (!fault.empty()) {
        return std::string(backend->name) + ": " + fault;
      }
    }
  }
  return {};
}

}  // namespace iamgen::testing
