// The rule about policies that only together give too much.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kEscalationAcrossPolicies{
    .id = "IAM702",
    .name = "escalation-across-policies",
    .severity = diag::Severity::kSecurity,
    .summary = "policies that together suffice to come by more rights",
    .explanation =
        R"(What a role or a user may do is the sum of its policies: inline, attached,
and of its groups, as far as denials, its boundary and control policies let. Here
the sum lets it act with rights that it was not given, and none of the policies
does so by itself. Where one does, that is IAM701.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Runner:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      pass:
        - allow: iam:PassRole
          on: "arn:aws:iam::222222222222:role/jobs-*"
          when: { StringEquals: { "iam:PassedToService": scheduler.amazonaws.com } }
      start:
        - allow: scheduler:CreateSchedule
          on: "arn:aws:scheduler:eu-west-1:222222222222:schedule/jobs/*"
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Runner:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      start:
        - allow: scheduler:CreateSchedule
          on: "arn:aws:scheduler:eu-west-1:222222222222:schedule/jobs/*"
)"),
                .also = {}}};

}  // namespace iamgen::checks
