// Runs the families in order.
#include "checks/check.h"

namespace iamgen::checks {

std::vector<const Check*> All() {
  std::vector<const Check*> all;
  for (const auto family :
       {DeploymentChecks(), FederationChecks(), JobChecks(), NameChecks(),
        SizeChecks(), StatementChecks(), TrustChecks()}) {
    for (const Check& check : family) {
      all.push_back(&check);
    }
  }
  return all;
}

void RunAll(const model::Topology& topology, diag::Sink& sink) {
  for (const Check* check : All()) {
    check->run(topology, Reporter(check->rule, sink));
  }
}

}  // namespace iamgen::checks
