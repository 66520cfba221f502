// The rules about condition operators.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kUnknownOperator{
    .id = "IAM401",
    .name = "unknown-operator",
    .severity = diag::Severity::kError,
    .summary = "a condition operator that IAM does not have",
    .explanation =
        R"(IAM has 27 operators, each of them also with IfExists at its end and with
ForAllValues: or ForAnyValue: before it. A document with any other is
refused.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEqualz": {"aws:username": "anna"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": "anna"}}})"),
                .also = {}}};

inline constexpr diag::Rule kNullWithIfExists{
    .id = "IAM402",
    .name = "null-with-ifexists",
    .severity = diag::Severity::kError,
    .summary = "the operator Null with IfExists",
    .explanation =
        R"(Null asks whether a key is there. To ask it only if the key is there makes
no sense, and IAM has no such operator.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NullIfExists": {"aws:username": "true"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Null": {"aws:username": "true"}}})"),
                .also = {}}};

inline constexpr diag::Rule kNullWithSetOperator{
    .id = "IAM403",
    .name = "null-with-set-operator",
    .severity = diag::Severity::kSuggestion,
    .summary = "the operator Null with ForAllValues or ForAnyValue",
    .explanation =
        R"(Null looks at the key and at none of its values. With ForAllValues it
always holds, with ForAnyValue never.)",
    .aws = "Conditions with multiple context keys or values",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAnyValue:Null": {"aws:TagKeys": "true"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"Null": {"aws:TagKeys": "true"}}})"),
        .also = {}}};

inline constexpr diag::Rule kKeyRepeatedInOtherCase{
    .id = "IAM411",
    .name = "key-repeated-in-other-case",
    .severity = diag::Severity::kError,
    .summary =
        "one condition key twice under one operator, in different letters",
    .explanation =
        R"(Keys are compared regardless of case, so that the two are one key. Which
of the two lists counts is nowhere said.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": "anna",
 "aws:UserName": "bert"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": ["anna", "bert"]}}})"),
                .also = {}}};

}  // namespace iamgen::checks
