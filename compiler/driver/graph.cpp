// `iamgen graph`: the trust of a topology, for programs that draw.
#include "driver/graph.h"

#include <string>
#include <vector>

#include "driver/commands.h"
#include "driver/graph_html.h"
#include "driver/graph_svg.h"
#include "driver/run.h"
#include "driver/selection.h"

namespace iamgen::driver {

namespace {

std::string Drawn(const Compilation& compilation,
                  const std::vector<model::AccountId>& accounts,
                  const std::string& format) {
  const model::Topology& topology = *compilation.model;
  if (format == "html") {
    return AsHtml(analysis::TrustGraphOf(topology, accounts,
                                         analysis::WithStatements::kYes),
                  topology, compilation.sources);
  }
  const analysis::TrustGraph graph = analysis::TrustGraphOf(topology, accounts);
  return format == "mermaid" ? AsMermaid(graph, topology)
         : format == "svg"   ? AsSvg(graph, topology)
                             : AsDot(graph, topology);
}

}  // namespace

int Graph(const Options& options, const std::string& format) {
  // Statements are shown as edges made them.
  Options plain = options;
  plain.minimise = false;
  plain.patterns = false;
  const support::DiskFileSystem files;
  Compilation compilation;
  if (!CompileForResult(plain, files, compilation)) {
    return kCannotRun;
  }
  std::vector<model::AccountId> accounts;
  if (!ChooseAccounts(options, *compilation.model, accounts)) {
    return kCannotRun;
  }
  return Print(Drawn(compilation, accounts, format)) ? kGood : kCannotRun;
}

}  // namespace iamgen::driver
