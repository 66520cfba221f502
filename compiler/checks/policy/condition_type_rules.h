// The rules about the types of keys, operators and values.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kStringLikeOnArnKey{
    .id = "IAM432",
    .name = "string-like-on-arn-key",
    .severity = diag::Severity::kSecurity,
    .summary = "StringLike on a key whose values are ARNs",
    .explanation =
        R"(StringLike lets `*` run across colons, so that a pattern can match ARNs of
other accounts. ArnLike compares field by field.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/*"}}})"),
                .also = {}}};

inline constexpr diag::Rule kOperatorTypeMismatch{
    .id = "IAM433",
    .name = "operator-type-mismatch",
    .severity = diag::Severity::kWarning,
    .summary = "an operator for values of another type than the key has",
    .explanation =
        R"(Each key has a type, and operators compare values of theirs. With another
one the test mostly fails for every request.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:ViaAWSService": "true"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Bool": {"aws:ViaAWSService": "true"}}})"),
                .also = {}}};

inline constexpr diag::Rule kWildcardWithoutLike{
    .id = "IAM434",
    .name = "wildcard-without-like",
    .severity = diag::Severity::kWarning,
    .summary = "a wildcard in a value that is compared letter by letter",
    .explanation =
        R"(StringEquals takes `*` and `?` for what they are. Only StringLike takes
them for wildcards.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalTag/team": "adm-*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringLike": {"aws:PrincipalTag/team": "adm-*"}}})"),
                .also = {}}};

inline constexpr diag::Rule kMixedValueTypes{
    .id = "IAM450",
    .name = "mixed-value-types",
    .severity = diag::Severity::kError,
    .summary = "values of different JSON types for one key",
    .explanation =
        R"(The values of one key are all texts, all numbers or all booleans.)",
    .aws = "Grammar of the IAM JSON policy language",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": ["anna", 1]}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": ["anna", "1"]}}})"),
                .also = {}}};

inline constexpr diag::Rule kSeveralBooleans{
    .id = "IAM451",
    .name = "several-booleans",
    .severity = diag::Severity::kError,
    .summary = "more than one value for Bool or Null",
    .explanation =
        R"(A test of true or of false has one value. With both it says nothing.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Bool": {"aws:SecureTransport": ["true", "false"]}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Bool": {"aws:SecureTransport": "true"}}})"),
                .also = {}}};

inline constexpr diag::Rule kNotABoolean{
    .id = "IAM452",
    .name = "not-a-boolean",
    .severity = diag::Severity::kWarning,
    .summary = "a value for Bool or Null that is neither true nor false",
    .explanation =
        R"(The operator compares with `true` and `false`. Any other value never
matches.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Bool": {"aws:SecureTransport": "yes"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Bool": {"aws:SecureTransport": "true"}}})"),
                .also = {}}};

inline constexpr diag::Rule kNotANumber{
    .id = "IAM453",
    .name = "not-a-number",
    .severity = diag::Severity::kWarning,
    .summary = "a value for a numeric operator that is no number",
    .explanation =
        R"(Numeric operators compare whole and decimal numbers, without units.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "1h"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}})"),
                .also = {}}};

inline constexpr diag::Rule kNotADate{
    .id = "IAM454",
    .name = "not-a-date",
    .severity = diag::Severity::kWarning,
    .summary = "a value for a date operator that is no date",
    .explanation =
        R"(Date operators take a date of ISO 8601, such as 2030-01-01T00:00:00Z, or
seconds since 1970.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"DateLessThan": {"aws:CurrentTime": "next week"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}})"),
                .also = {}}};

inline constexpr diag::Rule kEpochDate{
    .id = "IAM455",
    .name = "epoch-date",
    .severity = diag::Severity::kWarning,
    .summary = "a date written as seconds since 1970",
    .explanation =
        R"(Nobody sees at a glance which day that is. Only aws:EpochTime asks for
seconds.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"DateLessThan": {"aws:CurrentTime": "1893456000"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}})"),
                .also = {}}};

inline constexpr diag::Rule kNotBase64{
    .id = "IAM457",
    .name = "not-base64",
    .severity = diag::Severity::kWarning,
    .summary = "a value for BinaryEquals that is not base64",
    .explanation =
        R"(BinaryEquals decodes its value from base64 and compares bytes.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"BinaryEquals": {"aws:username": "%%"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": "anna"}}})"),
                .also = "IAM433"}};

inline constexpr diag::Rule kNotAnArnValue{
    .id = "IAM479",
    .name = "not-an-arn-value",
    .severity = diag::Severity::kWarning,
    .summary = "a value for an ARN operator that is no ARN",
    .explanation =
        R"(ARN operators compare field by field, six of them. A value of another form
never matches.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:PrincipalArn": "role/reader"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/reader"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
