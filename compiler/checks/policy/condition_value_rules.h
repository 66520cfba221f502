// The rules about what the values of known keys look like, and lists of
// values.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kUnknownRegionValue{
    .id = "IAM463",
    .name = "unknown-region-value",
    .severity = diag::Severity::kError,
    .summary = "a region that does not exist, as the value of a key",
    .explanation =
        R"(The key holds the name of a region, and AWS has none of this name.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-9"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}})"),
                .also = {}}};

inline constexpr diag::Rule kInvalidVpcId{
    .id = "IAM464",
    .name = "invalid-vpc-id",
    .severity = diag::Severity::kError,
    .summary = "a value of aws:SourceVpc that is no VPC id",
    .explanation =
        R"(A VPC id is `vpc-` and eight or seventeen letters and digits.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-123"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-12345678"}}})"),
                .also = {}}};

inline constexpr diag::Rule kInvalidVpceId{
    .id = "IAM465",
    .name = "invalid-vpce-id",
    .severity = diag::Severity::kError,
    .summary = "a value of aws:SourceVpce that is no endpoint id",
    .explanation =
        R"(The id of a VPC endpoint is `vpce-` and eight or seventeen letters and
digits.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-123"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-12345678"}}})"),
                .also = {}}};

inline constexpr diag::Rule kInvalidServicePrincipalValue{
    .id = "IAM466",
    .name = "invalid-service-principal-value",
    .severity = diag::Severity::kError,
    .summary = "a value that has not the form of a service principal",
    .explanation =
        R"(The key holds the principal of a service, such as lambda.amazonaws.com;
for kms:ViaService the region stands in it too.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
                .also = {}}};

inline constexpr diag::Rule kInvalidKmsKeyValue{
    .id = "IAM467",
    .name = "invalid-kms-key-value",
    .severity = diag::Severity::kError,
    .summary = "a value that is not the ARN of a KMS key",
    .explanation =
        R"(S3 puts the ARN of the key into the request, whatever the caller wrote. An
alias or a bare id never matches.)",
    .aws = "Specifying server-side encryption with AWS KMS (SSE-KMS)",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "alias/reports"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:eu-west-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}})"),
                .also = {}}};

inline constexpr diag::Rule kWildcardValueTooBroad{
    .id = "IAM468",
    .name = "wildcard-value-too-broad",
    .severity = diag::Severity::kError,
    .summary = "a wildcard in a value that says who is trusted",
    .explanation =
        R"(The key tells accounts, organizations and networks apart by ids that share
no meaningful prefix. A wildcard lets in strangers.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringLike": {"aws:PrincipalOrgID": "o-*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}}};

inline constexpr diag::Rule kVariableValueTooBroad{
    .id = "IAM469",
    .name = "variable-value-too-broad",
    .severity = diag::Severity::kError,
    .summary = "a policy variable in a value that says who is trusted",
    .explanation =
        R"(The key tells accounts, organizations and networks apart. A variable lets
whoever sets its value decide.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpc": "${aws:PrincipalTag/vpc}"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-12345678"}}})"),
                .also = {}}};

inline constexpr diag::Rule kRedundantNumericValues{
    .id = "IAM470",
    .name = "redundant-numeric-values",
    .severity = diag::Severity::kSuggestion,
    .summary = "several bounds where one counts",
    .explanation =
        R"(Of several values of `less than` the greatest counts, of `greater than`
the least; the others say nothing.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": ["2700",
 "3600"]}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}})"),
                .also = {}}};

inline constexpr diag::Rule kDuplicateConditionValue{
    .id = "IAM480",
    .name = "duplicate-condition-value",
    .severity = diag::Severity::kSuggestion,
    .summary = "a value twice in the list of one key",
    .explanation =
        R"(One of the two can go; if something else was meant, it is missing.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringLike": {"aws:PrincipalTag/team": ["ops", "ops"]}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringLike": {"aws:PrincipalTag/team": ["ops", "dev"]}}})"),
                .also = {}}};

}  // namespace iamgen::checks
