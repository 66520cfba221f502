// The rules about what boundaries and control policies leave of a permission.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kBoundaryVoidsGrant{
    .id = "IAM711",
    .name = "boundary-voids-grant",
    .severity = diag::Severity::kWarning,
    .summary = "a permission that the boundary never lets through",
    .explanation =
        R"(A permissions boundary is the most that a role or a user can have: what
it does not allow is denied, whatever the policies say. None of the actions that
stand here is allowed by it.)",
    .aws = "Permissions boundaries for IAM entities",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(policies:
  Bounds: [ { allow: "dynamodb:Get*", on: "*" } ]
roles:
  Sender:
    in: master
    trusted_by: [ { service: ec2 } ]
    permissions_boundary: Bounds
    inline:
      send:
        - allow: sqs:SendMessage
          on: "arn:aws:sqs:eu-west-1:222222222222:orders"
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Bounds: [ { allow: ["dynamodb:Get*", "sqs:Send*"], on: "*" } ]
roles:
  Sender:
    in: master
    trusted_by: [ { service: ec2 } ]
    permissions_boundary: Bounds
    inline:
      send:
        - allow: sqs:SendMessage
          on: "arn:aws:sqs:eu-west-1:222222222222:orders"
)"),
                .also = {}}};

inline constexpr diag::Rule kScpVoidsGrant{
    .id = "IAM712",
    .name = "scp-voids-grant",
    .severity = diag::Severity::kWarning,
    .summary = "a permission that a service control policy denies",
    .explanation =
        R"(A service control policy above the account denies these actions on
everything, without a condition, so that nobody in the account can use them. The
management account is exempt.)",
    .aws = "SCP evaluation",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(organization:
  scps:
    NoQueues: { targets: [dev], statements: [ { deny: "sqs:*", on: "*" } ] }
roles:
  Sender:
    in: dev
    trusted_by: [ { service: ec2 } ]
    inline:
      send:
        - allow: sqs:SendMessage
          on: "arn:aws:sqs:eu-west-1:333333333333:orders"
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(organization:
  scps:
    NoQueues: { targets: [dev], statements: [ { deny: "sqs:*", on: "*" } ] }
roles:
  Sender:
    in: dev
    trusted_by: [ { service: ec2 } ]
    inline:
      send:
        - allow: sns:Publish
          on: "arn:aws:sns:eu-west-1:333333333333:orders"
)"),
                .also = {}}};

inline constexpr diag::Rule kBoundaryEscape{
    .id = "IAM716",
    .name = "boundary-escape",
    .severity = diag::Severity::kSecurity,
    .summary = "a way out of a permissions boundary",
    .explanation =
        R"(Somebody who is under a boundary may make roles or users without it,
change what others may do without looking at their boundary, or take boundaries
away. Then the boundary keeps nobody in: what it forbids is done by way of somebody
else. The key iam:PermissionsBoundary, tested for the same boundary, closes the
way; nobody needs to delete one.)",
    .aws = "Permissions boundaries for IAM entities",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(policies:
  Bounds: [ { allow: ["dynamodb:Get*", "iam:CreateRole"], on: "*" } ]
roles:
  Maker:
    in: master
    trusted_by: [ { service: ec2 } ]
    permissions_boundary: Bounds
    inline:
      make:
        - allow: iam:CreateRole
          on: "arn:aws:iam::222222222222:role/apps/*"
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Bounds: [ { allow: ["dynamodb:Get*", "iam:CreateRole"], on: "*" } ]
roles:
  Maker:
    in: master
    trusted_by: [ { service: ec2 } ]
    permissions_boundary: Bounds
    inline:
      make:
        - allow: iam:CreateRole
          on: "arn:aws:iam::222222222222:role/apps/*"
          when:
            StringEquals: { "iam:PermissionsBoundary": "{{policy:Bounds}}" }
)"),
                .also = {}}};

}  // namespace iamgen::checks
