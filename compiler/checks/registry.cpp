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
  const auto run = [&](std::span<const Check> family,
                       const model::Topology& topology) {
    for (const Check& check : family) {
      if (!subject.settings.Asks(check.rule)) {
        continue;
      }
      const Reporter report(check.rule, sink);
      if (check.run != nullptr) {
        check.run(topology, report);
      } else {
        check.judge(subject, report);
      }
    }
  };
  run(DeploymentChecks(), subject.topology);
  run(JobChecks(), subject.topology);
  run(NameChecks(), subject.topology);
  run(SizeChecks(),
      subject.built != nullptr ? *subject.built : subject.topology);
  run(StatementChecks(), subject.topology);
  run(TrustChecks(), subject.topology);
  CheckWrittenPolicies(subject, sink);
}

}  // namespace iamgen::checks
