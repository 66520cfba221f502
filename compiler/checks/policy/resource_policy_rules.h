// The rules about whom the policy of a resource lets in, and to what.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kPublicResourcePolicy{
    .id = "IAM632",
    .name = "public-resource-policy",
    .severity = diag::Severity::kSecurity,
    .summary = "a resource open to everybody",
    .explanation =
        R"(The statement is for everybody, and no condition says who is meant: people
without an AWS account included.)",
    .aws = "Identity-based policies and resource-based policies",
    .example = {
        .as = "resource:s3",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
        .also = {}}};

inline constexpr diag::Rule kStarActionInResourcePolicy{
    .id = "IAM634",
    .name = "star-action-in-resource-policy",
    .severity = diag::Severity::kSecurity,
    .summary = "every action of a resource allowed",
    .explanation =
        R"(The principal may also change the policy of the resource, delete it, or
give it to others.)",
    .aws = "Identity-based policies and resource-based policies",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:*", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kPolicyLockout{
    .id = "IAM635",
    .name = "policy-lockout",
    .severity = diag::Severity::kSecurity,
    .summary = "a Deny that keeps everybody from changing it",
    .explanation =
        R"(The Deny also hits the action that changes this very policy. Only the root
user of the account can take it away.)",
    .aws = "Identity-based policies and resource-based policies",
    .example = {
        .as = "resource:s3",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:*",
 "Resource": ["arn:aws:s3:::example-bucket",
 "arn:aws:s3:::example-bucket/*"]})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .also = {}}};

inline constexpr diag::Rule kPublicAccess{
    .id = "IAM732",
    .name = "public-access",
    .severity = diag::Severity::kError,
    .summary = "access for everybody, where a project wants none",
    .explanation =
        R"(As the rules about public trust policies and resource policies, but an
error: for projects in which nothing is public.)",
    .aws = "Validate policies with IAM Access Analyzer custom policy checks",
    .example =
        {.as = "resource:s3",
         .fires = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
         .repaired = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
         .also = {}},
    .off = true};

}  // namespace iamgen::checks
