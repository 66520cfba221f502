// The findings of passes: access levels that come to nothing.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::passes {

inline constexpr diag::Rule kUnclearGrant = {
    .id = "SPEC071",
    .name = "unclear-grant",
    .severity = diag::Severity::kError,
    .summary = "access levels for something whose type nobody can tell",
    .explanation =
        R"(`grant` takes the actions of some levels that act on resources of the
types that `on` names. So each of these has to be an ARN of a form that the
service's reference has, or `*` with `service` beside it.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(policies:
  Reader: [ { grant: [list, read], on: "*" } ]
roles:
  Web: { in: master, trusted_by: [ { service: ec2 } ], policies: [Reader] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Reader:
    - { grant: [list, read], on: "arn:aws:sqs:eu-west-1:222222222222:orders" }
roles:
  Web: { in: master, trusted_by: [ { service: ec2 } ], policies: [Reader] }
)"),
                .also = {}}};

inline constexpr diag::Rule kEmptyGrant = {
    .id = "SPEC072",
    .name = "empty-grant",
    .severity = diag::Severity::kError,
    .summary = "an access level without an action for such resources",
    .explanation =
        R"(No action of that level acts on a resource of the types that `on`
names. Where other levels of the statement have some, it is a warning.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(policies:
  Sharer:
    - grant: permissions-management
      on: arn:aws:dynamodb:eu-west-1:222222222222:table/Orders/index/ByDate
roles:
  Web: { in: master, trusted_by: [ { service: ec2 } ], policies: [Sharer] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Reader:
    - grant: read
      on: arn:aws:dynamodb:eu-west-1:222222222222:table/Orders/index/ByDate
roles:
  Web: { in: master, trusted_by: [ { service: ec2 } ], policies: [Reader] }
)"),
                .also = {}}};

inline constexpr const diag::Rule* kPassRules[] = {&kUnclearGrant,
                                                   &kEmptyGrant};

}  // namespace iamgen::passes
