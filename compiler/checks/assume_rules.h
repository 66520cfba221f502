// The rules about who may assume which role: both halves, and circles.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kGrantWithoutTrust{
    .id = "IAM704",
    .name = "grant-without-trust",
    .severity = diag::Severity::kWarning,
    .summary = "a role may be assumed by a policy and not by its trust",
    .explanation =
        R"(A policy allows sts:AssumeRole on a role of the topology, and the role's
trust lets its holder in neither by name nor by account. The call is refused. An
edge, written once, makes both halves; here one was written by hand, or
`derive: false` leaves one out.)",
    .aws = "Policy evaluation logic",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Runner:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      assume: [ { allow: sts:AssumeRole, on: "{{role:Target@dev}}" } ]
  Target: { in: dev, trusted_by: [ { service: ec2 } ] }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Runner:
    in: master
    trusted_by: [ { service: ec2 } ]
    assumes: [ { role: Target, in: dev } ]
  Target: { in: dev, trusted_by: [ { service: ec2 } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kTrustWithoutGrant{
    .id = "IAM705",
    .name = "trust-without-grant",
    .severity = diag::Severity::kSuggestion,
    .summary =
        "a role trusts somebody of another account who may not assume it",
    .explanation =
        R"(Between accounts both halves are needed: the role's trust, and a policy
of whoever assumes it. The trust names a role or a user of the topology, or an
account of it, and nobody there is allowed sts:AssumeRole on the role.)",
    .aws = "Cross-account policy evaluation logic",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Runner: { in: master, trusted_by: [ { service: ec2 } ] }
  Target:
    in: dev
    trusted_by: [ { role: Runner, in: master, derive: false } ]
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Runner: { in: master, trusted_by: [ { service: ec2 } ] }
  Target:
    in: dev
    trusted_by: [ { role: Runner, in: master } ]
)"),
                .also = {}}};

inline constexpr diag::Rule kCircularAccess{
    .id = "IAM709",
    .name = "circular-access",
    .severity = diag::Severity::kWarning,
    .summary = "roles that can assume each other in a circle",
    .explanation =
        R"(Whoever is one of these roles is all of them, for as long as it likes:
every hop starts a new session. The roles separate nothing.)",
    .aws = "IAM roles",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Runner:
    in: master
    trusted_by: [ { service: ec2 }, { role: Target, in: dev } ]
  Target: { in: dev, trusted_by: [ { role: Runner, in: master } ] }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Runner: { in: master, trusted_by: [ { service: ec2 } ] }
  Target: { in: dev, trusted_by: [ { role: Runner, in: master } ] }
)"),
                .also = {}}};

}  // namespace iamgen::checks
