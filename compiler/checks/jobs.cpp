// Lambda jobs and their roles.
#include <algorithm>

#include "checks/check.h"

namespace iamgen::checks {
namespace {

void IncompleteJob(const model::Topology& topology, const Reporter& report) {
  for (const model::LambdaJob& job : topology.jobs) {
    if (job.incomplete) {
      report(job.span, "Lambda job `" + job.key +
                           "` is incomplete: nothing says what it may do")
          .Help(
              "give it `policies`, `inline`, `triggers` or `assumes`; until "
              "then it can only write its own logs")
          .About("lambda_job/" + job.key);
    }
  }
}

// A role that Lambda may assume and that no job runs as.
void UnusedLambdaRole(const model::Topology& topology, const Reporter& report) {
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.source != model::SourceKind::kService || !edge.target.valid() ||
        !edge.source_name.value.IsLiteral() ||
        edge.source_name.value.literal() != "lambda.amazonaws.com") {
      continue;
    }
    const model::Role& role = topology.roles[edge.target];
    const bool used = std::any_of(
        topology.jobs.begin(), topology.jobs.end(),
        [&](const model::LambdaJob& job) { return job.role == edge.target; });
    if (role.origin == model::Origin::kRole && !used) {
      report(edge.source_name.span,
             "role `" + role.key +
                 "` trusts `lambda`, and no Lambda job of "
                 "the topology runs as it")
          .Help("declare the job under `lambda_jobs`; it brings its own role")
          .About("role/" + role.key);
    }
  }
}

constexpr Check kChecks[] = {
    {.rule =
         {.id = "IAM726",
          .name = "unused-role",
          .severity = diag::Severity::kSuggestion,
          .summary = "a role for Lambda that no job runs as",
          .explanation =
              R"(A role trusts Lambda and is none of a job's. Either the job is missing
from the topology, or the role is left over; a role without a purpose is one
that somebody finds another purpose for.

Fires:    roles: { R: { in: master, trusted_by: [ { service: lambda } ] } }
Repaired: lambda_jobs: { Job: { in: master, role: R } }
)"},
     .run = UnusedLambdaRole},
    {.rule =
         {.id = "IAM727",
          .name = "job-without-permissions",
          .severity = diag::Severity::kSuggestion,
          .summary = "a Lambda job without any permission of its own",
          .explanation =
              R"(A job is declared, and nothing says what it may do. iamgen invents
nothing: its role is made, trusts Lambda, and may write its own log group.

Fires:    lambda_jobs: { Backup: { in: master } }
Repaired: lambda_jobs: { Backup: { in: master, policies: [BackupTables] } }
)"},
     .run = IncompleteJob},
};

}  // namespace

std::span<const Check> JobChecks() { return kChecks; }

}  // namespace iamgen::checks
