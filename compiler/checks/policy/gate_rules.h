// The gates that a project asks for.
#pragma once

#include "checks/policy/example_text.h"
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

inline constexpr diag::Rule kPublicAccess{
    .id = "IAM732",
    .name = "public-access",
    .severity = diag::Severity::kError,
    .summary = "access for everybody, as an error",
    .explanation =
        R"(What is otherwise a security finding, a role that anyone may assume
(IAM525, IAM526) or a resource that is public (IAM632), is told under this rule and
fails every run that asks for it.)",
    .aws = "IAM Access Analyzer custom policy checks",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "*"},
 "Action": "sts:AssumeRole"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}},
    .off = true};

}  // namespace iamgen::checks
