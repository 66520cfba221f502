// The stages in their order.
#include "driver/compile.h"

#include "analysis/authorization_details.h"
#include "checks/check.h"
#include "driver/suppressions.h"
#include "passes/derive_halves.h"
#include "passes/expand_grants.h"
#include "passes/merge_inline.h"
#include "passes/minimise.h"
#include "resolve/includes.h"
#include "resolve/resolve.h"
#include "syntax/parse.h"

namespace iamgen::driver {

support::Status Compile(const Input& input, const support::FileSystem& files,
                        const std::string& dump, Compilation& into) {
  std::string text;
  if (input.text) {
    text = *input.text;
  } else {
    auto read = files.Read(input.path, syntax::kMaxTopologyBytes);
    if (!read) {
      return support::Failure{read.message()};
    }
    text = std::move(*read);
  }
  const diag::FileId file = into.sources.Add(input.path, std::move(text));

  const syntax::Tree tree =
      syntax::Read(into.sources, file, into.sink, input.yaml);
  if (dump == "tree") {
    into.dump = syntax::Dump(tree, into.sources);
  }
  auto parsed = syntax::ParseTopology(tree, into.sink);
  if (!parsed) {
    return support::Done{};
  }

  const std::string folder(support::FolderOf(input.path));
  resolve::Inputs inputs{
      into.sources,        files,      folder,         input.template_folders,
      input.allow_outside, input.yaml, input.catalogue};
  inputs.template_folders.push_back(support::JoinPath(folder, "templates"));
  const syntax::Topology ast =
      resolve::WithIncludes(*std::move(parsed), inputs, into.sink);
  if (dump == "ast") {
    into.dump = syntax::Dump(ast);
  }
  auto model = resolve::Resolve(ast, inputs, into.sink);
  if (!model) {
    return support::Done{};
  }
  if (dump == "model") {
    into.dump = model::Dump(*model);
  }

  into.model = passes::MergeInline(passes::DeriveHalves(
      passes::ExpandGrants(*std::move(model), input.catalogue, into.sink)));
  if (dump == "expanded") {
    into.dump = model::Dump(*into.model);
  }
  const catalog::Catalogue& catalogue = input.catalogue;
  std::optional<model::Topology> minimised;
  // Opinions on a model that is not what was meant only add noise.
  if (!into.sink.HasErrors()) {
    if (input.minimise || dump == "minimised") {
      minimised = passes::Minimise(
          *into.model, {.patterns = input.patterns ? &catalogue : nullptr});
      if (dump == "minimised") {
        into.dump = model::Dump(*minimised);
      }
    }
    // What was written is looked at, not what became of it.
    checks::RunAll({.topology = *into.model,
                    .catalogue = catalogue,
                    .settings = input.settings,
                    .built = input.minimise ? &*minimised : nullptr},
                   into.sink);
  }
  if (dump == "details" && !into.sink.HasErrors()) {
    analysis::WriteAuthorizationDetails(
        *into.model, [&](std::string_view part) { into.dump += part; });
  }
  ApplySuppressions(ast, *into.model, into.sources, into.sink);
  if (input.minimise && minimised) {
    into.model = std::move(minimised);
  }
  return support::Done{};
}

}  // namespace iamgen::driver
