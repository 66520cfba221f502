// Reads the file, then asks for the policies and for the mistakes.
#include "importers/cloudformation.h"

#include <utility>

#include "importers/cfn/policy_finder.h"
#include "importers/cfn/template.h"
#include "importers/cfn_checks/template_checks.h"
#include "importers/policy_json.h"
#include "syntax/reader.h"

namespace iamgen::importers {

Imported ReadCloudFormation(const diag::SourceMap& sources, diag::FileId file,
                            diag::Sink& sink) {
  diag::Sink found;
  const bool is_json = syntax::IsJson(sources[file]);
  syntax::Tree tree = is_json ? syntax::ReadJson(sources, file, found)
                              : syntax::ReadYaml(sources, file, found,
                                                 syntax::YamlProducer::kAuto,
                                                 syntax::YamlTags::kFunctions);
  ReportAsPolicy(found, sources, nullptr, is_json, sink);
  return ReadCloudFormation(sources, std::move(tree), sink);
}

Imported ReadCloudFormation(const diag::SourceMap& sources, syntax::Tree tree,
                            diag::Sink& sink) {
  if (tree.empty()) {
    return {};
  }
  const cfn::Template from(sources, std::move(tree));
  cfn::CheckTemplate(from, sink);
  return cfn::FindPolicies(from, sink);
}

}  // namespace iamgen::importers
