// The rules about access to resources whose policies the topology knows.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kConfusedDeputyResource{
    .id = "IAM724",
    .name = "confused-deputy-resource",
    .severity = diag::Severity::kWarning,
    .summary = "a resource that a service uses for the sake of strangers",
    .explanation =
        R"(A resource's policy lets a service in, and what it tests of the source
fits accounts that are none of the topology's: an ARN whose account is a wildcard,
or an account nobody has declared. Whoever has such a resource can have the service
write here. A service that is let in without any test of the source is IAM516.)",
    .aws = "The confused deputy problem",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(resources:
  Orders:
    type: sqs_queue
    arn: arn:aws:sqs:eu-west-1:222222222222:orders
    in: master
    statements:
      - allow: sqs:SendMessage
        principal: { Service: sns.amazonaws.com }
        when:
          ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-west-1:*:orders" }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(resources:
  Orders:
    type: sqs_queue
    arn: arn:aws:sqs:eu-west-1:222222222222:orders
    in: master
    statements:
      - allow: sqs:SendMessage
        principal: { Service: sns.amazonaws.com }
        when:
          ArnLike:
            "aws:SourceArn": arn:aws:sns:eu-west-1:222222222222:orders
)"),
                .also = {}}};

inline constexpr diag::Rule kDeniedByMissingHalf{
    .id = "IAM725",
    .name = "denied-by-missing-half",
    .severity = diag::Severity::kWarning,
    .summary = "access between accounts of which only one half is there",
    .explanation =
        R"(Between accounts the policy of whoever calls and the policy of the
resource both have to allow. The topology knows both, and one of them does not.)",
    .aws = "Cross-account policy evaluation logic",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(resources:
  Orders:
    type: sqs_queue
    arn: arn:aws:sqs:eu-west-1:333333333333:orders
    in: dev
    statements:
      - allow: sqs:SendMessage
        principal: { AWS: "{{role:Reader@master}}" }
roles:
  Reader: { in: master, trusted_by: [ { service: ec2 } ] }
  Sender:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      send:
        - allow: sqs:SendMessage
          on: arn:aws:sqs:eu-west-1:333333333333:orders
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(resources:
  Orders:
    type: sqs_queue
    arn: arn:aws:sqs:eu-west-1:333333333333:orders
    in: dev
    statements:
      - allow: sqs:SendMessage
        principal: { AWS: "{{role:Sender@master}}" }
roles:
  Sender:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      send:
        - allow: sqs:SendMessage
          on: arn:aws:sqs:eu-west-1:333333333333:orders
)"),
                .also = {}}};

}  // namespace iamgen::checks
