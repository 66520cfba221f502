// The rules about tests that only ask whether a key is there.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kPresenceTestByWildcard{
    .id = "IAM471",
    .name = "presence-test-by-wildcard",
    .severity = diag::Severity::kSuggestion,
    .summary = "a pattern that only asks whether the key is there",
    .explanation =
        R"(`*` matches every value, so that the test asks whether there is one. Null
with false says so.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "ec2:StartInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*",
 "Condition": {"StringLike": {"aws:ResourceTag/app": "*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "ec2:StartInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*",
 "Condition": {"Null": {"aws:ResourceTag/app": "false"}}})"),
                .also = {}}};

inline constexpr diag::Rule kAbsenceTestByWildcard{
    .id = "IAM472",
    .name = "absence-test-by-wildcard",
    .severity = diag::Severity::kSuggestion,
    .summary = "a pattern that only asks whether the key is missing",
    .explanation =
        R"(No value escapes `*`, so that the negated test asks whether there is none.
Null with true says so.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "ec2:StartInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*",
 "Condition": {"StringNotLike": {"aws:ResourceTag/app": "*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "ec2:StartInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*",
 "Condition": {"Null": {"aws:ResourceTag/app": "true"}}})"),
                .also = {}}};

inline constexpr diag::Rule kConditionAlwaysTrue{
    .id = "IAM473",
    .name = "condition-always-true",
    .severity = diag::Severity::kSuggestion,
    .summary = "a test that every request passes",
    .explanation =
        R"(The pattern matches every value, and requests without the key pass too.
The test can go.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringLike": {"aws:PrincipalAccount": "*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kConditionNeverTrue{
    .id = "IAM474",
    .name = "condition-never-true",
    .severity = diag::Severity::kSuggestion,
    .summary = "a test that no request passes",
    .explanation =
        R"(Every request carries the key, and the pattern excludes every value: the
statement never applies.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringNotLike": {"aws:PrincipalAccount": "*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringNotLike": {"aws:PrincipalTag/team": "ops-*"}}})"),
                .also = {}}};

inline constexpr diag::Rule kEmptyConditionValues{
    .id = "IAM475",
    .name = "empty-condition-values",
    .severity = diag::Severity::kSuggestion,
    .summary = "a key with an empty list of values",
    .explanation =
        R"(No value matches an empty list, so that the test never holds.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": []}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": ["anna"]}}})"),
                .also = {}}};

inline constexpr diag::Rule kEmptyValuesForAllValues{
    .id = "IAM476",
    .name = "empty-values-forallvalues",
    .severity = diag::Severity::kSuggestion,
    .summary = "ForAllValues with an empty list of values",
    .explanation =
        R"(The test holds only for requests that do not carry the key.)",
    .aws = "Conditions with multiple context keys or values",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": []}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"Null": {"aws:TagKeys": "true"}}})"),
        .also = {}}};

inline constexpr diag::Rule kEmptyValuesForAnyValue{
    .id = "IAM477",
    .name = "empty-values-foranyvalue",
    .severity = diag::Severity::kSuggestion,
    .summary = "ForAnyValue with an empty list of values",
    .explanation =
        R"(No value is in an empty list, so that the test never holds.)",
    .aws = "Conditions with multiple context keys or values",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": []}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["app"]}}})"),
        .also = {}}};

inline constexpr diag::Rule kEmptyValuesIfExists{
    .id = "IAM478",
    .name = "empty-values-ifexists",
    .severity = diag::Severity::kSuggestion,
    .summary = "IfExists with an empty list of values",
    .explanation =
        R"(The test holds only for requests that do not carry the key.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEqualsIfExists": {"aws:username": []}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Null": {"aws:username": "true"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
