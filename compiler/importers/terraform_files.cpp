// Reads a configuration, then asks for its policies and its mistakes.
#include "importers/terraform_files.h"

#include "importers/policy_json.h"
#include "importers/terraform/checks.h"
#include "importers/terraform/configuration_readers.h"
#include "importers/terraform/policy_finder.h"

namespace iamgen::importers {
namespace {

Imported Import(const terraform::Configuration& configuration,
                const diag::SourceMap& sources, diag::Sink& sink) {
  terraform::CheckConfiguration(configuration, sink);
  return terraform::FindPolicies(configuration, sources, sink);
}

}  // namespace

Imported ReadTerraform(const diag::SourceMap& sources, diag::FileId file,
                       diag::Sink& sink) {
  return Import(terraform::ReadHcl(sources, file, sink), sources, sink);
}

Imported ReadTerraformJson(const diag::SourceMap& sources, diag::FileId file,
                           diag::Sink& sink) {
  const syntax::Tree tree = ReadJsonOfPolicy(sources, file, sink);
  if (tree.empty()) {
    return {};
  }
  return Import(terraform::ReadJsonForm(sources, tree), sources, sink);
}

Imported ReadTerraformPlan(const diag::SourceMap& sources, diag::FileId file,
                           diag::Sink& sink) {
  const syntax::Tree tree = ReadJsonOfPolicy(sources, file, sink);
  if (tree.empty()) {
    return {};
  }
  return Import(terraform::ReadPlan(sources, tree), sources, sink);
}

}  // namespace iamgen::importers
