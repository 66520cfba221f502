// The rules that find what a project's settings name.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kSensitiveAccess{
    .id = "IAM623",
    .name = "sensitive-resource-access",
    .severity = diag::Severity::kSecurity,
    .summary = "access to what the project calls sensitive",
    .explanation =
        R"(The project names actions and resources that it keeps an eye on, a line
for each: `s3:GetObject on arn:aws:s3:::payroll/*`. Found is every Allow that
reaches one of them, also by a wildcard or by what it does not except. The
example fires where that very line is set.)",
    .aws = "Validate policies with IAM Access Analyzer custom policy checks",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::payroll/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}},
    .off = true};

inline constexpr diag::Rule kProjectCondition{
    .id = "IAM631",
    .name = "condition-of-project-rule-absent",
    .severity = diag::Severity::kWarning,
    .summary = "a condition that is not what the project asks for",
    .explanation =
        R"(The project says which condition keys an Allow of some actions tests, or
never tests, a line for each: `s3:PutObject requires aws:SecureTransport`,
`sts:AssumeRole requires aws:SourceIp or aws:SourceVpce`, `iam:* forbids
aws:UserAgent`. Found is every Allow of such an action that lacks a key or has a
forbidden one. The example fires where the first of these lines is set.)",
    .aws = "IAM JSON policy elements: Condition",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Bool": {"aws:SecureTransport": "true"}}})"),
                .also = {}},
    .off = true};

}  // namespace iamgen::checks
