// Runs the families in order.
#include "analysis/access.h"
#include "checks/check.h"
#include "checks/folded_findings.h"
#include "checks/written_policies.h"
#include "model/entity.h"

namespace iamgen::checks {
namespace {

void LookAtPrincipals(const Subject& subject,
                      const std::vector<const Check*>& checks,
                      analysis::Access& access, WrittenPolicies& written,
                      diag::Sink& sink) {
  FoldedFindings folded(subject.topology);
  access.ForEachPrincipal([&](const analysis::Principal& principal) {
    diag::Sink found;
    for (const Check* check : checks) {
      check->look(subject, principal, Reporter(check->rule, found));
    }
    const auto home = model::AccountsOf(subject.topology, principal.entity);
    folded.Take(
        found,
        {.entity = principal.described,
         .accounts = principal.accounts,
         .of_accounts = subject.topology.account_sets[home].members.size()});
    written.Look(principal);
  });
  folded.Report(sink);
}

}  // namespace

std::vector<const Check*> All() {
  std::vector<const Check*> all;
  for (const auto family :
       {AdministratorChecks(), AssumeChecks(), BoundaryChecks(), ClaimChecks(),
        DeploymentChecks(), EscalationChecks(), GateChecks(), IdentityChecks(),
        JobChecks(), NameChecks(), QuotaChecks(), ResourceAccessChecks(),
        SizeChecks(), StatementChecks(), TrustChecks(), WrittenArnChecks()}) {
    for (const Check& check : family) {
      all.push_back(&check);
    }
  }
  return all;
}

void RunAll(const Subject& given, diag::Sink& sink) {
  analysis::EntityArns arns(given.topology);
  Subject subject = given;
  analysis::Access access(given.topology, given.catalogue);
  subject.arns = &arns;
  subject.access = &access;
  const analysis::AdministratorPaths paths(given.topology, given.catalogue,
                                           access);
  subject.paths = &paths;
  std::vector<const Check*> of_principals;
  std::vector<const Check*> of_documents;
  for (const Check* check : All()) {
    if (!subject.settings.Asks(check->rule)) {
      continue;
    }
    const Reporter report(check->rule, sink);
    if (check->run != nullptr) {
      check->run(subject.topology, report);
    } else if (check->weigh != nullptr) {
      check->weigh(subject.built != nullptr ? *subject.built : subject.topology,
                   report);
    } else if (check->judge != nullptr) {
      check->judge(subject, report);
    } else {
      if (check->look != nullptr) {
        of_principals.push_back(check);
      } else if (check->read != nullptr) {
        of_documents.push_back(check);
      }
    }
  }
  WrittenPolicies written(subject, access);
  written.Check(of_documents);
  LookAtPrincipals(subject, of_principals, access, written, sink);
  written.Report(sink);
}

}  // namespace iamgen::checks
