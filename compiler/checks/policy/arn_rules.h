// The rules about the fields of ARNs.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kInvalidArnPrefix{
    .id = "IAM301",
    .name = "invalid-arn-prefix",
    .severity = diag::Severity::kError,
    .summary = "a resource that is no ARN and not `*`",
    .explanation =
        R"(A resource is an ARN, whose first field is `arn`, or `*` alone. IAM
refuses a document with anything else.)",
    .aws = "IAM JSON policy elements: Resource",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kMissingArnField{
    .id = "IAM302",
    .name = "missing-arn-field",
    .severity = diag::Severity::kError,
    .summary = "an ARN of fewer than six fields",
    .explanation =
        R"(An ARN has six fields between colons: arn, partition, service, region,
account and resource. Region and account may be empty, but their colons
stand.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kInvalidPartition{
    .id = "IAM303",
    .name = "invalid-partition",
    .severity = diag::Severity::kError,
    .summary = "an ARN of a partition that does not exist",
    .explanation =
        R"(The second field of an ARN is the partition: aws, aws-cn, aws-us-gov and a
few more. An ARN of another one names nothing.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws-eu:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kUnknownArnService{
    .id = "IAM304",
    .name = "unknown-arn-service",
    .severity = diag::Severity::kError,
    .summary = "an ARN of a service that does not exist",
    .explanation =
        R"(No resource of AWS has this service field in its ARN, so that the resource
matches nothing.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s33:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kArnServiceCase{
    .id = "IAM305",
    .name = "arn-service-case",
    .severity = diag::Severity::kError,
    .summary = "capital letters in the service field of an ARN",
    .explanation =
        R"(ARNs are compared letter by letter, and services are written in small
letters.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:S3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kInvalidArnRegion{
    .id = "IAM306",
    .name = "invalid-arn-region",
    .severity = diag::Severity::kError,
    .summary = "an ARN of a region that its partition does not have",
    .explanation =
        R"(The fourth field of an ARN is a region of its partition. An ARN of another
one names nothing.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-9:222222222222:jobs"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"})"),
                .also = {}}};

inline constexpr diag::Rule kArnRegionNotAllowed{
    .id = "IAM307",
    .name = "arn-region-not-allowed",
    .severity = diag::Severity::kError,
    .summary = "a region in the ARN of something that has none",
    .explanation =
        R"(ARNs of this kind of resource leave the region empty. With one in it, the
ARN matches no resource; for IAM's own resources the document is refused.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:GetRole",
 "Resource": "arn:aws:iam:eu-west-1:222222222222:role/deploy"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:GetRole",
 "Resource": "arn:aws:iam::222222222222:role/deploy"})"),
                .also = {}}};

inline constexpr diag::Rule kMissingArnRegion{
    .id = "IAM308",
    .name = "missing-arn-region",
    .severity = diag::Severity::kError,
    .summary = "no region in the ARN of something that has one",
    .explanation =
        R"(ARNs of this kind of resource name their region. With an empty field the
ARN matches no resource.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs::222222222222:jobs"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"})"),
                .also = {}}};

inline constexpr diag::Rule kInvalidArnAccount{
    .id = "IAM309",
    .name = "invalid-arn-account",
    .severity = diag::Severity::kError,
    .summary = "an account in an ARN that is not twelve digits",
    .explanation =
        R"(The fifth field of an ARN is an account id of twelve digits, leading zeros
included. An ARN with anything else names nothing.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:22222222222:jobs"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"})"),
                .also = {}}};

inline constexpr diag::Rule kArnAccountNotAllowed{
    .id = "IAM310",
    .name = "arn-account-not-allowed",
    .severity = diag::Severity::kError,
    .summary = "an account in the ARN of something that has none",
    .explanation =
        R"(ARNs of this kind of resource leave the account empty. With one in it, the
ARN matches no resource.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3::222222222222:example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kMissingArnAccount{
    .id = "IAM311",
    .name = "missing-arn-account",
    .severity = diag::Severity::kError,
    .summary = "no account in the ARN of something that has one",
    .explanation =
        R"(ARNs of this kind of resource name their account. With an empty field the
ARN matches no resource.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1::jobs"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"})"),
                .also = {}}};

inline constexpr diag::Rule kInvalidArnResource{
    .id = "IAM312",
    .name = "invalid-arn-resource",
    .severity = diag::Severity::kError,
    .summary =
        "an ARN whose resource part no kind of resource of the service has",
    .explanation =
        R"(The last field of an ARN says which resource it is, in a form of its own
for every kind. This one is in the form of none that the service has.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:GetRole",
 "Resource": "arn:aws:iam::222222222222:rolle/deploy"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:GetRole",
 "Resource": "arn:aws:iam::222222222222:role/deploy"})"),
                .also = {}}};

inline constexpr diag::Rule kPlaceholderAccount{
    .id = "IAM319",
    .name = "placeholder-account",
    .severity = diag::Severity::kSuggestion,
    .summary = "an account id from the documentation",
    .explanation =
        R"(Ids such as 123456789012 stand in AWS's examples and belong to nobody who
runs this policy. Mostly it was copied and should have been replaced.)",
    .aws = "Amazon Resource Names (ARNs)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:123456789012:jobs"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"})"),
                .also = {}}};

}  // namespace iamgen::checks
