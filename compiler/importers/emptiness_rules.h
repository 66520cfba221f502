// The rules about elements of a document that are there and hold nothing.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kEmptySid{
    .id = "IAM120",
    .name = "empty-sid",
    .severity = diag::Severity::kSuggestion,
    .summary = "a Sid without a text",
    .explanation =
        R"(An empty Sid names nothing. IAM stores it as if it were not there,
and it tells a reader no more than its absence.)",
    .aws = "IAM JSON policy elements: Sid",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Sid": "", "Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kEmptyActionList{
    .id = "IAM121",
    .name = "empty-action-list",
    .severity = diag::Severity::kSuggestion,
    .summary = "an Action without an action",
    .explanation =
        R"(A statement with an empty list of actions is about nothing, and with
an empty NotAction about everything. IAM refuses to store either, so it is an
error in templates, and of a document that is said to be attached.)",
    .aws = "IAM JSON policy elements: Action",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": [],
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kEmptyResourceList{
    .id = "IAM122",
    .name = "empty-resource-list",
    .severity = diag::Severity::kSuggestion,
    .summary = "a Resource without a resource",
    .explanation =
        R"(A statement with an empty list of resources holds on nothing, and
with an empty NotResource on everything. IAM refuses to store either, so it is
an error in templates, and of a document that is said to be attached.)",
    .aws = "IAM JSON policy elements: Resource",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": []}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kEmptyPrincipalList{
    .id = "IAM123",
    .name = "empty-principal-list",
    .severity = diag::Severity::kSuggestion,
    .summary = "a kind of principal without a principal",
    .explanation =
        R"(A list of principals that is empty names nobody. What was to be named
is mostly in a list beside it, or was removed.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "resource:s3",
        .fires = R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": []},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kEmptyPrincipalObject{
    .id = "IAM124",
    .name = "empty-principal-object",
    .severity = diag::Severity::kSuggestion,
    .summary = "a Principal without a principal",
    .explanation =
        R"(A Principal that is an empty object names nobody, so the statement
holds for nobody.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "resource:s3",
        .fires = R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kEmptyConditionObject{
    .id = "IAM125",
    .name = "empty-condition-object",
    .severity = diag::Severity::kSuggestion,
    .summary = "a condition without a test",
    .explanation =
        R"(An empty Condition, or an operator with nothing to compare, restricts
nothing: the statement holds as if no condition stood there.)",
    .aws = "IAM JSON policy elements: Condition",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {}}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kEmptyStringElement{
    .id = "IAM126",
    .name = "empty-string-element",
    .severity = diag::Severity::kError,
    .summary = "an action, a resource or a principal that is an empty text",
    .explanation =
        R"(An empty text is no action, no resource and no principal, and IAM
refuses the document.)",
    .aws = "Grammar of the IAM JSON policy language",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": ""}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

}  // namespace iamgen::importers
