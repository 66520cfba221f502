// The pipeline, from a file to a model that can be built.
#pragma once

#include <optional>
#include <string>

#include "catalog/catalogue.h"
#include "checks/policy_settings.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "model/topology.h"
#include "support/file_system.h"
#include "syntax/reader.h"

namespace iamgen::driver {

// What to read, and where templates are looked for besides `templates/` beside
// the topology and the ones that ship.
struct Input {
  // As the user gave it; shown in findings.
  std::string path;
  // The text, where it does not come from `path`: standard input.
  std::optional<std::string> text;
  std::vector<std::string> template_folders;
  // Whether the topology may name files outside its own folder.
  bool allow_outside = false;
  syntax::YamlProducer yaml = syntax::YamlProducer::kAuto;
  // What is asked of policies.
  checks::PolicySettings settings = {};
  // Whether documents are made smaller, and whether lists of actions may become
  // patterns.
  bool minimise = false;
  bool patterns = false;
  const catalog::Catalogue& catalogue = catalog::Catalogue::Embedded();
};

// A topology on its way. `model` is absent when there is nothing to build;
// with errors in the sink it is only for looking at.
struct Compilation {
  diag::SourceMap sources;
  diag::Sink sink;
  std::optional<model::Topology> model;
  // The dump of the stage that was asked for: "tree", "ast", "model",
  // "expanded", "minimised", or "details", which only a topology without errors
  // has.
  std::string dump;
};

// Reads, resolves, derives and checks. Fails only where the world does: a file
// that cannot be read.
support::Status Compile(const Input& input, const support::FileSystem& files,
                        const std::string& dump, Compilation& into);

}  // namespace iamgen::driver
