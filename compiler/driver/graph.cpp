// `iamgen graph`: the trust of a topology, for programs that draw.
#include "driver/graph.h"

#include <vector>

#include "driver/commands.h"
#include "driver/graph_svg.h"
#include "driver/run.h"
#include "driver/selection.h"

namespace iamgen::driver {

int Graph(const Options& options, const std::string& format) {
  const support::DiskFileSystem files;
  Compilation compilation;
  if (!CompileForResult(options, files, compilation)) {
    return kCannotRun;
  }
  std::vector<model::AccountId> accounts;
  if (!ChooseAccounts(options, *compilation.model, accounts)) {
    return kCannotRun;
  }
  const analysis::TrustGraph graph =
      analysis::TrustGraphOf(*compilation.model, accounts);
  return Print(format == "mermaid" ? AsMermaid(graph, *compilation.model)
               : format == "svg"   ? AsSvg(graph, *compilation.model)
                                   : AsDot(graph, *compilation.model))
             ? kGood
             : kCannotRun;
}

}  // namespace iamgen::driver
