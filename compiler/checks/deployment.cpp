// Whether the accounts can be deployed one after the other.
#include <string>

#include "analysis/waves.h"
#include "checks/check.h"
#include "diag/example_text.h"
#include "model/entity.h"

namespace iamgen::checks {
namespace {

// "role `Deploy` of `dev` names role `Runner` of `master` by its ARN".
std::string Said(const model::Topology& topology, const analysis::Wait& wait) {
  const auto of = [&](model::AccountId account) {
    return "` of `" + topology.accounts[account].alias + "`";
  };
  const std::size_t slash = wait.holder.find('/');
  return wait.holder.substr(0, slash) + " `" + wait.holder.substr(slash + 1) +
         of(wait.account) + " names " +
         std::string(model::NameOf(wait.principal.kind)) + " `" +
         model::KeyOf(topology, wait.principal) + of(wait.for_account) +
         " by its ARN";
}

void CircularDeployment(const model::Topology& topology,
                        const Reporter& report) {
  for (const analysis::Circle& circle : analysis::WavesOf(topology).circles) {
    const analysis::Wait& repair = circle.waits[circle.repair];
    std::string order;
    for (const analysis::Wait& wait : circle.waits) {
      order += (order.empty() ? "`" : ", `") +
               topology.accounts[wait.account].alias + "` waits for `" +
               topology.accounts[wait.for_account].alias + "`";
    }
    auto finding = report(repair.span,
                          "accounts wait for each other, so that none of "
                          "them can be deployed first: " +
                              order + "; " + Said(topology, repair));
    finding
        .Help(std::string("add `pin: account` to this edge; in a policy "
                          "written out, name the account and test "
                          "`aws:PrincipalArn`") +
              (circle.enough ? "" : ". Other edges make circles here, too"))
        .About(repair.holder);
    for (std::size_t i = 0; i < circle.waits.size(); ++i) {
      if (i != circle.repair) {
        finding.Also(circle.waits[i].span, Said(topology, circle.waits[i]));
      }
    }
  }
}

constexpr Check kChecks[] = {
    {.rule =
         {.id = "SPEC067",
          .name = "circular-deployment",
          .severity = diag::Severity::kError,
          .summary = "accounts wait for each other's roles",
          .explanation =
              R"(IAM refuses a policy whose principal does not exist yet. An edge with
`pin: arn` between accounts therefore makes the account of its target wait for the
account of its source, and two accounts that wait for each other cannot be deployed.
By default an edge between accounts names the account, with a test of
aws:PrincipalArn, and nobody waits. `iamgen plan` shows the order there is.)",
          .aws = "AWS JSON policy elements: Principal",
          .example = {.as = "topology",
                      .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  A: { in: dev, trusted_by: [ { role: B, in: master, pin: arn } ] }
  B: { in: master, trusted_by: [ { role: A, in: dev, pin: arn } ] }
)"),
                      .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  A: { in: dev, trusted_by: [ { role: B, in: master, pin: arn } ] }
  B: { in: master, trusted_by: [ { role: A, in: dev, pin: account } ] }
)"),
                      .also = "IAM709"}},
     .run = CircularDeployment},
};

}  // namespace

std::span<const Check> DeploymentChecks() { return kChecks; }

}  // namespace iamgen::checks
