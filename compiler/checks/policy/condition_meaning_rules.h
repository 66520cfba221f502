// The rules about what a condition comes to.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kDynamodbAttributesWithoutSelect{
    .id = "IAM430",
    .name = "dynamodb-attributes-without-select",
    .severity = diag::Severity::kSecurity,
    .summary = "attributes of a table restricted, and not what is selected",
    .explanation =
        R"(A query that asks for all attributes names none, so that a test of
dynamodb:Attributes alone lets it pass. dynamodb:Select has to be
SPECIFIC_ATTRIBUTES as well.)",
    .aws = "Using IAM policy conditions for fine-grained access control",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "dynamodb:Query",
 "Resource": "arn:aws:dynamodb:eu-west-1:222222222222:table/orders",
 "Condition": {"ForAllValues:StringEquals": {"dynamodb:Attributes": ["id"]},
 "Null": {"dynamodb:Attributes": "false"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "dynamodb:Query",
 "Resource": "arn:aws:dynamodb:eu-west-1:222222222222:table/orders",
 "Condition": {"ForAllValues:StringEquals": {"dynamodb:Attributes": ["id"]},
 "Null": {"dynamodb:Attributes": "false"},
 "StringEquals": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}}})"),
                .also = {}}};

inline constexpr diag::Rule kS3PrefixInNegativeContext{
    .id = "IAM431",
    .name = "s3-prefix-in-negative-context",
    .severity = diag::Severity::kSecurity,
    .summary = "a prefix of S3 that is denied, or all but a prefix allowed",
    .explanation =
        R"(Who lists a bucket may ask for a shorter prefix, or none, and sees what is
below the denied one all the same.)",
    .aws = "Controlling access to a bucket with user policies",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"StringLike": {"s3:prefix": "private/*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"StringLike": {"s3:prefix": "public/*"}}})"),
                .also = {}}};

inline constexpr diag::Rule kIfExistsOpensAllow{
    .id = "IAM435",
    .name = "ifexists-opens-allow",
    .severity = diag::Severity::kSecurity,
    .summary = "an Allow that IfExists opens to whoever comes without the key",
    .explanation =
        R"(The key is what keeps strangers out, and with IfExists a request that does
not carry it is allowed.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEqualsIfExists": {"aws:SourceVpce": "vpce-12345678"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-12345678"}}})"),
                .also = {}}};

inline constexpr diag::Rule kIfExistsWidensDeny{
    .id = "IAM436",
    .name = "ifexists-widens-deny",
    .severity = diag::Severity::kWarning,
    .summary = "a Deny that IfExists extends to requests without the key",
    .explanation =
        R"(With IfExists the Deny also hits every request that does not carry the
key, for instance on resources that have no tags at all.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "ec2:StartInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*",
 "Condition": {"StringEqualsIfExists": {"aws:ResourceTag/app": "shop"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "ec2:StartInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
                .also = {}}};

inline constexpr diag::Rule kIneffectiveMfaTest{
    .id = "IAM437",
    .name = "ineffective-mfa-test",
    .severity = diag::Severity::kSecurity,
    .summary = "a test for MFA that requests without the key escape",
    .explanation =
        R"(Requests with long-lived keys do not carry aws:MultiFactorAuthPresent at
all. A Deny has to use BoolIfExists with false, an Allow has to use Bool
with true.)",
    .aws =
        "AWS: Allows MFA-authenticated IAM users to manage their own "
        "credentials",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:DeleteObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:DeleteObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}})"),
                .also = {}}};

inline constexpr diag::Rule kIfExistsRedundant{
    .id = "IAM438",
    .name = "ifexists-redundant",
    .severity = diag::Severity::kSuggestion,
    .summary = "IfExists where it changes nothing",
    .explanation =
        R"(Every request carries the key, or the operator is negated and holds
without the key anyway. IfExists makes readers look for a case that is
none.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"BoolIfExists": {"aws:SecureTransport": "true"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"Bool": {"aws:SecureTransport": "true"}}})"),
                .also = {}}};

inline constexpr diag::Rule kKeyNeverPresentHere{
    .id = "IAM440",
    .name = "key-never-present-here",
    .severity = diag::Severity::kWarning,
    .summary = "a key of calls by services, in a policy of a principal",
    .explanation =
        R"(aws:SourceArn and its kin are filled when a service calls for a resource.
Requests of the principal that this policy is attached to do not carry
them.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceAccount": "222222222222"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalAccount": "222222222222"}}})"),
                .also = {}}};

inline constexpr diag::Rule kAllowOnNegatedTestOnly{
    .id = "IAM441",
    .name = "allow-on-negated-test-only",
    .severity = diag::Severity::kSecurity,
    .summary = "an Allow that only says who is not meant",
    .explanation =
        R"(A negated test holds for everybody else, and for requests that do not
carry the key at all. An Allow should name who is meant.)",
    .aws = "IAM JSON policy elements: Condition operators",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-12345678"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-87654321"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
