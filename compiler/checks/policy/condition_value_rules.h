// The rules about the values of conditions.
#pragma once

#include "checks/policy/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

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

inline constexpr diag::Rule kNotAnIpRange{
    .id = "IAM456",
    .name = "not-an-ip-range",
    .severity = diag::Severity::kError,
    .summary = "a value for IpAddress that is no address and no range",
    .explanation =
        R"(The operator takes an IPv4 or IPv6 address, alone or with the length of a
prefix behind a slash. IAM refuses anything else.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/33"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}})"),
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

inline constexpr diag::Rule kIpHostBitsSet{
    .id = "IAM458",
    .name = "ip-host-bits-set",
    .severity = diag::Severity::kSuggestion,
    .summary = "an address range with bits behind its prefix",
    .explanation =
        R"(The bits behind the prefix are not compared. Readers take the address for
one that counts.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.7/24"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}})"),
                .also = {}}};

inline constexpr diag::Rule kOnlyPrivateSourceIp{
    .id = "IAM459",
    .name = "only-private-source-ip",
    .severity = diag::Severity::kError,
    .summary = "private addresses alone in a test of aws:SourceIp",
    .explanation =
        R"(AWS sees the public address of the caller; private addresses never arrive
there. The test never holds. Inside a VPC the key is aws:VpcSourceIp.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}})"),
                .also = {}}};

inline constexpr diag::Rule kOnlyPrivateNotSourceIp{
    .id = "IAM460",
    .name = "only-private-not-source-ip",
    .severity = diag::Severity::kError,
    .summary = "private addresses alone in a negated test of aws:SourceIp",
    .explanation =
        R"(AWS sees the public address of the caller; private addresses never arrive
there. The test always holds.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}})"),
                .also = {}}};

inline constexpr diag::Rule kSomePrivateSourceIp{
    .id = "IAM461",
    .name = "some-private-source-ip",
    .severity = diag::Severity::kSuggestion,
    .summary = "private addresses among those of aws:SourceIp",
    .explanation =
        R"(AWS sees the public address of the caller; the private ones in the list
never match.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8",
 "203.0.113.0/24"]}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}})"),
                .also = {}}};

inline constexpr diag::Rule kSomePrivateNotSourceIp{
    .id = "IAM462",
    .name = "some-private-not-source-ip",
    .severity = diag::Severity::kSuggestion,
    .summary = "private addresses among those that aws:SourceIp must not be",
    .explanation =
        R"(AWS sees the public address of the caller; the private ones in the list
exclude nobody.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8",
 "203.0.113.0/24"]}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}})"),
                .also = {}}};

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
