// From the AST to the model: names become references, variables values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/catalogue.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "model/topology.h"
#include "support/file_system.h"
#include "syntax/ast.h"
#include "syntax/reader.h"

namespace iamgen::resolve {

// Where templates and policy files come from.
struct Inputs {
  // Files read on the way are added.
  diag::SourceMap& sources;
  const support::FileSystem& files;
  // The folder of the topology: `file:` is relative to it.
  std::string folder;
  // Searched for `template:` before the ones that ship, in this order.
  std::vector<std::string> template_folders;
  // Whether paths may lead out of `folder`.
  bool allow_outside = false;
  syntax::YamlProducer yaml = syntax::YamlProducer::kAuto;
  const catalog::Catalogue& catalogue = catalog::Catalogue::Embedded();
};

// Everything that can be said about names is reported; nothing comes back only
// where no account is left to build. With errors in the sink the model is for
// looking at, not for building.
std::optional<model::Topology> Resolve(const syntax::Topology& ast,
                                       const Inputs& inputs, diag::Sink& sink);

}  // namespace iamgen::resolve
