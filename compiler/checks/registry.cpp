// Runs the families in order.
#include "checks/check.h"
#include "checks/written_policies.h"

namespace iamgen::checks {

std::vector<const Check*> All() {
  std::vector<const Check*> all;
  for (const auto family : {DeploymentChecks(), JobChecks(), NameChecks(),
                            SizeChecks(), StatementChecks(), TrustChecks()}) {
    for (const Check& check : family) {
      all.push_back(&check);
    }
  }
  return all;
}

void RunAll(const Subject& subject, diag::Sink& sink) {
  for (const Check* check : All()) {
    if (!subject.settings.Asks(check->rule)) {
      continue;
    }
    const Reporter report(check->rule, sink);
    if (check->run != nullptr) {
      check->run(subject.topology, report);
    } else {
      check->judge(subject, report);
    }
  }
  CheckWrittenPolicies(subject, sink);
}

}  // namespace iamgen::checks
