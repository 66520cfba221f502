// The rules about what the statements of a document come to together.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kBucketPolicyEscalation{
    .id = "IAM636",
    .name = "bucket-policy-escalation",
    .severity = diag::Severity::kWarning,
    .summary = "who may not read a bucket may let himself",
    .explanation =
        R"(Whoever may change the policy of a bucket can allow himself what he is not
allowed here.)",
    .aws = "Policies and permissions in Amazon S3",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutBucketPolicy",
 "Resource": "arn:aws:s3:::example-bucket"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutBucketPolicy",
 "Resource": "arn:aws:s3:::example-bucket"},
 {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject",
 "s3:DeleteObject"], "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kPrivilegeEscalation{
    .id = "IAM701",
    .name = "privilege-escalation",
    .severity = diag::Severity::kSecurity,
    .summary = "rights that suffice to come by more",
    .explanation =
        R"(The actions together let their holder act with rights that the policy does
not give: as another user or role, or by changing his own policies.)",
    .aws = "Security best practices in IAM",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["iam:PassRole", "lambda:CreateFunction",
 "lambda:InvokeFunction"],
 "Resource": ["arn:aws:iam::222222222222:role/job",
 "arn:aws:lambda:eu-west-1:222222222222:function:jobs-*"]})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "lambda:InvokeFunction",
 "Resource": "arn:aws:lambda:eu-west-1:222222222222:function:jobs-*"})"),
        .also = "IAM630 IAM213"}};

inline constexpr diag::Rule kDenyShadowsAllow{
    .id = "IAM713",
    .name = "deny-shadows-allow",
    .severity = diag::Severity::kWarning,
    .summary = "an Allow that a Deny beside it takes back",
    .explanation =
        R"(Every action of the statement is denied on all its resources, without a
condition. It allows nothing.)",
    .aws = "Policy evaluation logic",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"},
 {"Effect": "Deny", "Action": "s3:*", "Resource": "*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

}  // namespace iamgen::checks
