// The rules about condition keys.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kMalformedConditionKey{
    .id = "IAM404",
    .name = "malformed-condition-key",
    .severity = diag::Severity::kError,
    .summary = "a condition key without a prefix",
    .explanation =
        R"(A condition key is a prefix, a colon and a name, as in aws:username. A key
of another form is in no request.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"username": "anna"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": "anna"}}})"),
                .also = {}}};

inline constexpr diag::Rule kUnknownGlobalKey{
    .id = "IAM405",
    .name = "unknown-global-key",
    .severity = diag::Severity::kError,
    .summary = "a global condition key that does not exist",
    .explanation =
        R"(Keys that begin with `aws:` are the same for all services, and this is
none of them. A test of a key that no request has fails, or with a negated
operator always holds.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:usrname": "anna"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:username": "anna"}}})"),
                .also = {}}};

inline constexpr diag::Rule kUnknownServiceKey{
    .id = "IAM406",
    .name = "unknown-service-key",
    .severity = diag::Severity::kError,
    .summary = "a condition key that its service does not have",
    .explanation =
        R"(The service exists and defines no such key, so that no request carries it.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"StringLike": {"s3:prefixes": "reports/*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"StringLike": {"s3:prefix": "reports/*"}}})"),
                .also = {}}};

inline constexpr diag::Rule kUnknownServiceInKey{
    .id = "IAM407",
    .name = "unknown-service-in-key",
    .severity = diag::Severity::kError,
    .summary = "a condition key of a service that does not exist",
    .explanation =
        R"(What stands before the colon is no service's prefix, no `aws` and no
identity provider, so that no request carries the key.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"StringLike": {"s33:prefix": "reports/*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"StringLike": {"s3:prefix": "reports/*"}}})"),
                .also = {}}};

inline constexpr diag::Rule kUnsupportedGlobalKey{
    .id = "IAM408",
    .name = "unsupported-global-key",
    .severity = diag::Severity::kError,
    .summary = "a global condition key that AWS has removed",
    .explanation =
        R"(aws:ARN is no longer filled for resource and control policies, so that its
test never holds. aws:PrincipalArn has taken its place.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnEquals": {"aws:ARN": "arn:aws:iam::222222222222:role/reader"}},
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/reader"}},
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"}})"),
                .also = {}}};

inline constexpr diag::Rule kDeprecatedGlobalKey{
    .id = "IAM409",
    .name = "deprecated-global-key",
    .severity = diag::Severity::kWarning,
    .summary = "a global condition key that another has replaced",
    .explanation =
        R"(aws:ARN is an old name that AWS no longer documents for identity policies.
aws:PrincipalArn has taken its place.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnEquals": {"aws:ARN": "arn:aws:iam::222222222222:role/reader"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/reader"}}})"),
                .also = {}}};

inline constexpr diag::Rule kMissingTagKey{
    .id = "IAM410",
    .name = "missing-tag-key",
    .severity = diag::Severity::kError,
    .summary = "a condition key for a tag, without the tag",
    .explanation =
        R"(aws:ResourceTag and its kin are families: the name of the tag stands
behind a slash. Without it the key is in no request.)",
    .aws = "Controlling access to AWS resources using tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "ec2:StartInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*",
 "Condition": {"StringEquals": {"aws:ResourceTag": "shop"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "ec2:StartInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
                .also = {}}};

inline constexpr diag::Rule kActionMissingForKey{
    .id = "IAM420",
    .name = "action-missing-for-key",
    .severity = diag::Severity::kError,
    .summary =
        "a condition key that only has a value if another action is asked for "
        "too",
    .explanation =
        R"(Session tags and source identities come with sts:TagSession and
sts:SetSourceIdentity. A statement that tests them and does not name the
action is never met.)",
    .aws = "Pass session tags in AWS STS",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/ops"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringLike": {"sts:SourceIdentity": "ops-*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/ops"},
 "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
 "Condition": {"StringLike": {"sts:SourceIdentity": "ops-*"}}})"),
                .also = "IAM528"}};

inline constexpr diag::Rule kKeyIrrelevantInResourcePolicy{
    .id = "IAM421",
    .name = "key-irrelevant-in-resource-policy",
    .severity = diag::Severity::kSuggestion,
    .summary = "a condition key that says nothing in a policy of the resource",
    .explanation =
        R"(s3:ResourceAccount is the account of the bucket. In the bucket's own
policy it is always the same, and the test restricts nothing.)",
    .aws = "Actions, resources, and condition keys for Amazon S3",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"s3:ResourceAccount": "222222222222"}},
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"}})"),
                .also = {}}};

inline constexpr diag::Rule kKeyNeedsSupportedServices{
    .id = "IAM422",
    .name = "key-needs-supported-services",
    .severity = diag::Severity::kWarning,
    .summary = "a condition key that not all of the services fill",
    .explanation =
        R"(Only some services fill the keys of the owner of a VPC endpoint. For all
others the key is missing, and a Deny with a negated operator locks them
out.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "*", "Resource": "*",
 "Condition": {"StringNotEquals": {"aws:VpceOrgID": "o-a1b2c3d4e5"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Deny", "Action": "s3:*", "Resource": "*",
 "Condition": {"StringNotEquals": {"aws:VpceOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}}};

inline constexpr diag::Rule kKeyUnsupportedForServicePrincipal{
    .id = "IAM423",
    .name = "key-unsupported-for-service-principal",
    .severity = diag::Severity::kError,
    .summary = "a condition key that calls of a service never carry",
    .explanation =
        R"(A service principal belongs to no organization and has no tags. A
statement for it that tests them is never met.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5",
 "aws:SourceAccount": "222222222222"}},
 "Principal": {"Service": "cloudfront.amazonaws.com"}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5",
 "aws:SourceAccount": "222222222222"}},
 "Principal": {"Service": "cloudfront.amazonaws.com"}})"),
                .also = {}}};

inline constexpr diag::Rule kSpoofableKey{
    .id = "IAM424",
    .name = "spoofable-key",
    .severity = diag::Severity::kSecurity,
    .summary = "a condition key whose value the caller chooses",
    .explanation =
        R"(aws:UserAgent and aws:Referer are headers of the request: whoever knows
what is asked for can send it. They protect nothing.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:UserAgent": "example"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-12345678"}}})"),
                .also = {}}};

inline constexpr diag::Rule kMissingPairedKey{
    .id = "IAM425",
    .name = "missing-paired-key",
    .severity = diag::Severity::kSecurity,
    .summary = "a private address without the network that it is of",
    .explanation =
        R"(Every VPC may use the same private addresses. aws:VpcSourceIp only means
something together with aws:SourceVpc, aws:SourceVpcArn or aws:SourceVpce.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"},
 "StringEquals": {"aws:SourceVpc": "vpc-12345678"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
