// The rules about whether resources and actions belong together.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kActionUnsupportedInResourcePolicy{
    .id = "IAM208",
    .name = "action-unsupported-in-resource-policy",
    .severity = diag::Severity::kError,
    .summary = "a resource policy that names an action of another service",
    .explanation =
        R"(The policy of a resource governs calls to the service of that resource.
Actions of other services in it never match, and most services refuse the
policy.)",
    .aws = "Identity-based policies and resource-based policies",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": ["s3:GetObject", "kms:Decrypt"],
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kResourceUnsupportedInResourcePolicy{
    .id = "IAM313",
    .name = "resource-unsupported-in-resource-policy",
    .severity = diag::Severity::kError,
    .summary = "a resource policy that names a resource of another service",
    .explanation =
        R"(The policy of a resource governs that resource alone. What it says of a
resource of another service never matches, and most services refuse the
policy.)",
    .aws = "Identity-based policies and resource-based policies",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::example-bucket/*",
 "arn:aws:kms:eu-west-1:222222222222:key/example"]})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kNoResourceMatchesAction{
    .id = "IAM314",
    .name = "no-resource-matches-action",
    .severity = diag::Severity::kWarning,
    .summary = "an action for which none of the resources can be meant",
    .explanation =
        R"(The action works on kinds of resources of which the statement names none,
so that it allows nothing. The commonest case: an action on objects and
the ARN of the bucket, or the reverse.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kActionNeedsStarResource{
    .id = "IAM315",
    .name = "action-needs-star-resource",
    .severity = diag::Severity::kWarning,
    .summary = "an action that takes no resource, on resources",
    .explanation =
        R"(The action works on no particular resource, and IAM compares it with `*`
alone. With ARNs the statement never allows it.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:DescribeInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:DescribeInstances", "Resource": "*"})"),
        .also = {}}};

inline constexpr diag::Rule kRequiredResourceTypeMissing{
    .id = "IAM316",
    .name = "required-resource-type-missing",
    .severity = diag::Severity::kSuggestion,
    .summary = "an action that needs resources of more kinds than are allowed",
    .explanation =
        R"(One call of this action is checked against several resources, each of
another kind. At least one kind is allowed nowhere in the document, and
without it the call fails.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "ec2:RunInstances",
 "Resource": "arn:aws:ec2:*:*:instance/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "ec2:RunInstances",
 "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*::image/*",
 "arn:aws:ec2:*:*:network-interface/*",
 "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:subnet/*",
 "arn:aws:ec2:*:*:volume/*"]})"),
                .also = "IAM213"}};

inline constexpr diag::Rule kResourceEffectivelyStar{
    .id = "IAM317",
    .name = "resource-effectively-star",
    .severity = diag::Severity::kWarning,
    .summary = "resources that come to the same as `*`",
    .explanation =
        R"(The patterns cover every resource on which the actions work, so that the
statement is as wide as with `*` and only looks narrower.)",
    .aws = "IAM JSON policy elements: Resource",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:*:*:*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:*:222222222222:jobs-*"})"),
                .also = {}}};

inline constexpr diag::Rule kS3PrefixAsBucket{
    .id = "IAM321",
    .name = "s3-prefix-as-bucket",
    .severity = diag::Severity::kWarning,
    .summary = "an action on buckets, with something behind the bucket",
    .explanation =
        R"(Actions on buckets, s3:ListBucket above all, work on the bucket as a
whole; an ARN with a slash names no bucket. What is to be listed is
restricted by the key s3:prefix.)",
    .aws = "Policies and permissions in Amazon S3",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket/reports"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"StringLike": {"s3:prefix": "reports/*"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
