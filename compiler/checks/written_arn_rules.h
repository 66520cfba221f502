// The rules about ARNs that are written out where a topology could name what
// they name.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kHardCodedPartition{
    .id = "IAM318",
    .name = "hard-coded-partition",
    .severity = diag::Severity::kSuggestion,
    .summary = "an ARN with its partition, region or account written out",
    .explanation =
        R"(Written as `{{partition}}`, `{{region}}` and `{{account.id}}`, a policy
is the same text in every account, and backends write it with the parameters that
their language has for them. Only asked for where output is to be portable:
`--portable`.)",
    .aws = "Pseudo parameters reference",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read:
        - allow: s3:GetObject
          on: "arn:{{partition}}:s3:::example-bucket/*"
)"),
                .also = {}},
    .off = true};

inline constexpr diag::Rule kDanglingReference{
    .id = "IAM706",
    .name = "dangling-reference",
    .severity = diag::Severity::kError,
    .summary = "an ARN of something that its account does not have",
    .explanation =
        R"(An ARN names a role, a user or a policy in an account of the topology.
Where the topology makes one of that name, with another path or in other letters,
the ARN names nothing: names are unique in an account whatever their path and case.
Where it makes none at all somebody else may, so that is a warning.
`{{role:NAME@ACCOUNT}}` is the right ARN of what the topology makes.)",
    .aws = "IAM identifiers",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Worker: { in: master, path: /batch/, trusted_by: [ { service: ec2 } ] }
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      look:
        - { allow: iam:GetRole, on: "arn:aws:iam::222222222222:role/Worker" }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Worker: { in: master, path: /batch/, trusted_by: [ { service: ec2 } ] }
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      look: [ { allow: iam:GetRole, on: "{{role:Worker}}" } ]
)"),
                .also = {}}};

inline constexpr diag::Rule kPrincipalCreatedLater{
    .id = "IAM707",
    .name = "principal-created-later",
    .severity = diag::Severity::kError,
    .summary = "a trust in something that may not be there yet",
    .explanation =
        R"(IAM refuses a trust policy whose principal does not exist. An ARN that
is written out tells no backend to make that role first; `{ role: NAME }` does, and
so does `{{role:NAME}}`. It is a warning where the other may be made first by
chance, and an error where a role names itself.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Worker: { in: master, trusted_by: [ { service: ec2 } ] }
  Reader:
    in: master
    trusted_by: [ { arn: "arn:aws:iam::222222222222:role/Worker" } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Worker: { in: master, trusted_by: [ { service: ec2 } ] }
  Reader: { in: master, trusted_by: [ { role: Worker } ] }
)"),
                .also = {}}};

}  // namespace iamgen::checks
