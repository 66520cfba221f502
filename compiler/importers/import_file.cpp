// Sends each kind of file to its importer.
#include "importers/import_file.h"

#include <string>
#include <string_view>
#include <utility>

#include "importers/cloudformation.h"
#include "importers/document_text.h"
#include "importers/policy_json.h"
#include "importers/recognise.h"
#include "importers/terraform_files.h"
#include "syntax/reader.h"

namespace iamgen::importers {
namespace {

// A list is read as JSON: it is no policy, and that is to be said.
bool IsPolicyOfYaml(const diag::Source& source) {
  return !syntax::IsJson(source) && Recognise(source) == FileKind::kPolicyYaml;
}

}  // namespace

policy::Document ReadPolicyFile(const diag::SourceMap& sources,
                                diag::FileId file,
                                const std::optional<Purpose>& purpose,
                                diag::Sink& sink) {
  const bool yaml = IsPolicyOfYaml(sources[file]);
  const syntax::Tree tree = yaml ? syntax::ReadYaml(sources, file, sink)
                                 : ReadJsonOfPolicy(sources, file, sink);
  if (tree.empty()) {
    const auto size = static_cast<std::uint32_t>(sources[file].text().size());
    const Purpose known = purpose.value_or(Purpose{});
    return UnknownPolicy(known.kind, known.service, {file, 0, size});
  }
  const Datum datum = DatumFrom(tree, 0);
  policy::Document document = ReadPolicy(
      datum, sources, purpose ? *purpose : GuessPurpose(datum), sink);
  if (!yaml) {
    const DocumentSize sizes = MeasureJson(sources.TextOf(document.span));
    document.size = sizes.size;
    document.written_size = sizes.written_size;
  }
  return document;
}

std::optional<Imported> ImportPolicy(const diag::SourceMap& sources,
                                     diag::FileId file,
                                     const std::optional<Purpose>& purpose,
                                     diag::Sink& sink) {
  FoundPolicy found;
  found.document = ReadPolicyFile(sources, file, purpose, sink);
  found.attachment =
      purpose ? purpose->attachment : policy::Attachment::kUnknown;
  Imported imported;
  imported.policies.push_back(std::move(found));
  return imported;
}

std::optional<Imported> ImportFile(const diag::SourceMap& sources,
                                   diag::FileId file,
                                   const std::optional<Purpose>& purpose,
                                   diag::Sink& sink) {
  switch (Recognise(sources[file])) {
    case FileKind::kNeither:
      return std::nullopt;
    case FileKind::kPolicyJson:
    case FileKind::kPolicyYaml:
      return ImportPolicy(sources, file, purpose, sink);
    case FileKind::kCloudFormation:
      return ReadCloudFormation(sources, file, sink);
    case FileKind::kTerraform:
      return ReadTerraform(sources, file, sink);
    case FileKind::kTerraformJson:
      return ReadTerraformJson(sources, file, sink);
    case FileKind::kTerraformPlan:
      return ReadTerraformPlan(sources, file, sink);
  }
  return std::nullopt;
}

}  // namespace iamgen::importers
