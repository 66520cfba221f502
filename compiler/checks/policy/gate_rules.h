// The gates that a project asks for.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kAccessGranted{
    .id = "IAM731",
    .name = "access-granted",
    .severity = diag::Severity::kError,
    .summary = "an action that the project lets nobody have",
    .explanation =
        R"(The project names actions that no policy may allow, `--forbid-action
s3:DeleteBucket`, and a statement allows one, by name or by a pattern, on anything
and under whatever conditions. In a topology only what is left counts once
denials, boundaries and service control policies are taken off.)",
    .aws = "IAM Access Analyzer custom policy checks",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:DeleteBucket",
 "Resource": "arn:aws:s3:::example-bucket"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket"})"),
                .also = {}},
    .off = true};

}  // namespace iamgen::checks
