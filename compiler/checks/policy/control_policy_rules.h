// The rules about service and resource control policies.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kScpPrincipal{
    .id = "ORG101",
    .name = "scp-principal",
    .severity = diag::Severity::kError,
    .summary = "a service control policy with a principal",
    .explanation =
        R"(A service control policy speaks of every principal of the accounts that it
is attached to. Organizations refuses the element.)",
    .aws = "Service control policies (SCPs)",
    .example = {
        .as = "scp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*",
 "Principal": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"})"),
        .also = {}}};

inline constexpr diag::Rule kScpActionWildcard{
    .id = "ORG102",
    .name = "scp-action-wildcard",
    .severity = diag::Severity::kError,
    .summary = "a wildcard within an action of a service control policy",
    .explanation =
        R"(Until September 2025 service control policies took wildcards at the end of
an action alone. Tools of that time refuse others.)",
    .aws = "Service control policies (SCPs)",
    .example =
        {.as = "scp",
         .fires = IAMGEN_DOCUMENT(
             R"({"Effect": "Deny", "Action": "iam:*Role", "Resource": "*"})"),
         .repaired = IAMGEN_DOCUMENT(
             R"({"Effect": "Deny", "Action": "iam:Delete*", "Resource": "*"})"),
         .also = {}},
    .off = true};

inline constexpr diag::Rule kScpAllowCondition{
    .id = "ORG104",
    .name = "scp-allow-condition",
    .severity = diag::Severity::kError,
    .summary = "an Allow with a condition in a service control policy",
    .explanation =
        R"(Until September 2025 conditions were taken in a Deny alone.)",
    .aws = "Service control policies (SCPs)",
    .example =
        {.as = "scp",
         .fires = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Action": "s3:DeleteBucket", "Resource": "*",
 "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}})"),
         .repaired = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Action": "s3:DeleteBucket", "Resource": "*"})"),
         .also = {}},
    .off = true};

inline constexpr diag::Rule kScpAllowNotAction{
    .id = "ORG105",
    .name = "scp-allow-not-action",
    .severity = diag::Severity::kError,
    .summary = "an Allow with NotAction in a service control policy",
    .explanation =
        R"(Until September 2025 NotAction was taken in a Deny alone.)",
    .aws = "Service control policies (SCPs)",
    .example =
        {.as = "scp",
         .fires = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Resource": "*", "NotAction": "iam:*"})"),
         .repaired = IAMGEN_DOCUMENT(
             R"({"Effect": "Deny", "Resource": "*", "NotAction": "iam:*"})"),
         .also = {}},
    .off = true};

inline constexpr diag::Rule kScpAllowResource{
    .id = "ORG106",
    .name = "scp-allow-resource",
    .severity = diag::Severity::kError,
    .summary = "an Allow of particular resources in a service control policy",
    .explanation =
        R"(Until September 2025 an Allow took `*` alone as its resource.)",
    .aws = "Service control policies (SCPs)",
    .example =
        {.as = "scp",
         .fires = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Action": "s3:DeleteBucket",
 "Resource": "arn:aws:s3:::example-bucket"})"),
         .repaired = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Action": "s3:DeleteBucket", "Resource": "*"})"),
         .also = {}},
    .off = true};

inline constexpr diag::Rule kScpNotResource{
    .id = "ORG107",
    .name = "scp-not-resource",
    .severity = diag::Severity::kError,
    .summary = "NotResource in a service control policy",
    .explanation = R"(Until September 2025 NotResource was not taken at all.)",
    .aws = "Service control policies (SCPs)",
    .example =
        {.as = "scp",
         .fires = IAMGEN_DOCUMENT(
             R"({"Effect": "Deny", "Action": "s3:DeleteBucket",
 "NotResource": "arn:aws:s3:::example-bucket"})"),
         .repaired = IAMGEN_DOCUMENT(
             R"({"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"})"),
         .also = {}},
    .off = true};

inline constexpr diag::Rule kRcpPrincipal{
    .id = "ORG110",
    .name = "rcp-principal",
    .severity = diag::Severity::kError,
    .summary = "a resource control policy for particular principals",
    .explanation =
        R"(A resource control policy speaks of every principal, and its Principal is
`*`; a condition says who is meant.)",
    .aws = "Resource control policies (RCPs)",
    .example = {
        .as = "rcp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": {"AWS": "222222222222"},
 "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
        .also = {}}};

inline constexpr diag::Rule kRcpAllow{
    .id = "ORG111",
    .name = "rcp-allow",
    .severity = diag::Severity::kError,
    .summary = "an Allow in a resource control policy",
    .explanation =
        R"(Customers may write Deny alone; the one Allow there is, is AWS's own
RCPFullAWSAccess.)",
    .aws = "Resource control policies (RCPs)",
    .example = {
        .as = "rcp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
        .also = {}}};

inline constexpr diag::Rule kRcpNotAction{
    .id = "ORG112",
    .name = "rcp-not-action",
    .severity = diag::Severity::kError,
    .summary = "NotAction in a resource control policy",
    .explanation = R"(Resource control policies take Action alone.)",
    .aws = "Resource control policies (RCPs)",
    .example = {
        .as = "rcp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}},
 "NotAction": "s3:GetObject"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
        .also = {}}};

inline constexpr diag::Rule kRcpAction{
    .id = "ORG113",
    .name = "rcp-action",
    .severity = diag::Severity::kError,
    .summary = "an action that resource control policies do not reach",
    .explanation =
        R"(Resource control policies reach some services, and each action has to be
of one of them. `*` alone is AWS's own.)",
    .aws = "Resource control policies (RCPs)",
    .example = {
        .as = "rcp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "ec2:RunInstances",
 "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
        .also = {}}};

inline constexpr diag::Rule kRcpPrincipalKey{
    .id = "ORG115",
    .name = "rcp-principal-key-without-service-exclusion",
    .severity = diag::Severity::kWarning,
    .summary = "a resource control policy that also keeps out services of AWS",
    .explanation =
        R"(Services that call for a resource belong to no organization and have none
of the caller's keys, so that the Deny hits them. A test of
aws:PrincipalIsAWSService leaves them out.)",
    .aws = "Resource control policies (RCPs)",
    .example = {
        .as = "rcp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
 "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}})"),
        .also = "IAM438"}};

inline constexpr diag::Rule kRcpSourceKey{
    .id = "ORG116",
    .name = "rcp-source-key-without-service-inclusion",
    .severity = diag::Severity::kWarning,
    .summary =
        "a resource control policy by source that also hits other callers",
    .explanation =
        R"(Only calls of services carry the keys of a source. A test of
aws:PrincipalIsAWSService says that those are meant.)",
    .aws = "Resource control policies (RCPs)",
    .example = {
        .as = "rcp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"},
 "Null": {"aws:SourceAccount": "false"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"},
 "Null": {"aws:SourceAccount": "false"},
 "BoolIfExists": {"aws:PrincipalIsAWSService": "true"}}})"),
        .also = "IAM438"}};

inline constexpr diag::Rule kRcpSourceNull{
    .id = "ORG117",
    .name = "rcp-source-key-without-null-check",
    .severity = diag::Severity::kWarning,
    .summary =
        "a resource control policy by source that also hits calls without one",
    .explanation =
        R"(Some calls of services have no source. A test with Null of
aws:SourceAccount or aws:SourceArn leaves them out.)",
    .aws = "Resource control policies (RCPs)",
    .example = {
        .as = "rcp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"},
 "BoolIfExists": {"aws:PrincipalIsAWSService": "true"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"},
 "Null": {"aws:SourceAccount": "false"},
 "BoolIfExists": {"aws:PrincipalIsAWSService": "true"}}})"),
        .also = "IAM438"}};

inline constexpr diag::Rule kBlanketDeny{
    .id = "ORG118",
    .name = "blanket-deny",
    .severity = diag::Severity::kWarning,
    .summary = "a control policy that denies without any condition",
    .explanation =
        R"(Nobody in the accounts below it can do this any more, services of AWS and
administrators included.)",
    .aws = "Resource control policies (RCPs)",
    .example = {
        .as = "rcp",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "*",
 "Condition": {"Bool": {"aws:SecureTransport": "false"}}})"),
        .also = {}}};

}  // namespace iamgen::checks
