// The rules about grants that are wider than they need be.
#pragma once

#include "checks/policy/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kFullAdmin{
    .id = "IAM613",
    .name = "full-admin",
    .severity = diag::Severity::kSecurity,
    .summary = "everything allowed on everything",
    .explanation =
        R"(Whoever has this policy can do whatever the account can do, delete it and
its traces included.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "*", "Resource": "*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kStarAction{
    .id = "IAM614",
    .name = "star-action",
    .severity = diag::Severity::kSecurity,
    .summary = "every action allowed",
    .explanation =
        R"(`*` also names the actions that change policies, share data and delete,
and those of services that come tomorrow.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "*",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kServiceWideAction{
    .id = "IAM615",
    .name = "service-wide-action",
    .severity = diag::Severity::kSecurity,
    .summary = "every action of a service allowed",
    .explanation =
        R"(The pattern also names the actions that change, share and delete, and
those that the service gets tomorrow.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:*",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kStarResourceForScopable{
    .id = "IAM616",
    .name = "star-resource-for-scopable-action",
    .severity = diag::Severity::kWarning,
    .summary = "`*` for actions that take resources",
    .explanation =
        R"(The actions work on resources that can be named, and the statement allows
them on all, those of other teams included.)",
    .aws = "Security best practices in IAM",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "sqs:ReceiveMessage", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "sqs:ReceiveMessage",
 "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"})"),
        .also = {}}};

inline constexpr diag::Rule kAllowWithNotAction{
    .id = "IAM617",
    .name = "allow-with-not-action",
    .severity = diag::Severity::kWarning,
    .summary = "an Allow with NotAction",
    .explanation =
        R"(It allows all that is not named, which nobody has ever read through, and
all that AWS adds.)",
    .aws = "IAM JSON policy elements: NotAction",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "NotAction": "iam:*",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kAllowWithNotResource{
    .id = "IAM618",
    .name = "allow-with-not-resource",
    .severity = diag::Severity::kWarning,
    .summary = "an Allow with NotResource",
    .explanation =
        R"(It allows the actions on all that is not named, those of tomorrow
included.)",
    .aws = "IAM JSON policy elements: NotResource",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "NotResource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kUnconstrainedPermissionsManagement{
    .id = "IAM619",
    .name = "unconstrained-permissions-management",
    .severity = diag::Severity::kSecurity,
    .summary = "permissions of every resource may be changed",
    .explanation =
        R"(Whoever may change who has access can give it to anybody. On `*` that goes
for all resources of the kind.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "sqs:AddPermission", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "sqs:AddPermission",
 "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"})"),
        .also = "IAM616"}};

inline constexpr diag::Rule kCredentialsExposure{
    .id = "IAM620",
    .name = "credentials-exposure",
    .severity = diag::Severity::kSecurity,
    .summary = "credentials handed out for everything",
    .explanation =
        R"(The action returns credentials, or a token that is as good, and the
statement allows it for whatever there is.)",
    .aws = "Security best practices in IAM",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "redshift:GetClusterCredentials",
 "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "redshift:GetClusterCredentials",
 "Resource": "arn:aws:redshift:eu-west-1:222222222222:dbuser:reports/reader"})"),
        .also = "IAM616 IAM622"}};

inline constexpr diag::Rule kDataExfiltration{
    .id = "IAM621",
    .name = "data-exfiltration",
    .severity = diag::Severity::kSecurity,
    .summary = "the data of everything may be read",
    .explanation =
        R"(The action reads data in bulk: objects, parameters, secrets. On `*` it
reads all of the account's.)",
    .aws = "Security best practices in IAM",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
 "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
 "Resource": "arn:aws:secretsmanager:eu-west-1:222222222222:secret:app/*"})"),
        .also = "IAM616"}};

inline constexpr diag::Rule kUnconstrainedWrite{
    .id = "IAM622",
    .name = "unconstrained-write",
    .severity = diag::Severity::kWarning,
    .summary = "everything of a kind may be changed",
    .explanation =
        R"(The action changes a resource that can be named, and the statement allows
it on all, without a condition.)",
    .aws = "Security best practices in IAM",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:TerminateInstances",
 "Resource": "arn:aws:ec2:eu-west-1:222222222222:instance/*"})"),
        .also = "IAM616"}};

inline constexpr diag::Rule kFullIamAccess{
    .id = "IAM624",
    .name = "full-iam-access",
    .severity = diag::Severity::kSecurity,
    .summary = "every action of IAM on everything",
    .explanation =
        R"(Whoever may do everything in IAM can make himself an administrator.)",
    .aws = "Security best practices in IAM",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:*", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:GetRole",
 "Resource": "arn:aws:iam::222222222222:role/job"})"),
        .also = "IAM602 IAM608 IAM615 IAM616 IAM619 IAM622 IAM701 IAM620"}};

inline constexpr diag::Rule kAssumeAnyRole{
    .id = "IAM625",
    .name = "assume-any-role",
    .severity = diag::Severity::kSecurity,
    .summary = "every role may be assumed",
    .explanation =
        R"(Only the trust policies of roles stand in the way then, and some trust a
whole account.)",
    .aws = "Grant a user permissions to switch roles",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sts:AssumeRole",
 "Resource": "arn:aws:iam::*:role/deploy"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sts:AssumeRole",
 "Resource": "arn:aws:iam::222222222222:role/deploy"})"),
                .also = {}}};

inline constexpr diag::Rule kAllKmsKeys{
    .id = "IAM626",
    .name = "all-kms-keys",
    .severity = diag::Severity::kSecurity,
    .summary = "every key of KMS may be used to decrypt",
    .explanation =
        R"(What is encrypted under any key of the account, and of others that let it,
can be read.)",
    .aws = "Best practices for IAM policies",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "kms:Decrypt",
 "Resource": "arn:aws:kms:eu-west-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab"})"),
        .also = "IAM616 IAM622"}};

inline constexpr diag::Rule kFullCloudTrail{
    .id = "IAM627",
    .name = "full-cloudtrail",
    .severity = diag::Severity::kSecurity,
    .summary = "every action of CloudTrail on everything",
    .explanation =
        R"(Whoever may stop and delete trails can hide what he does.)",
    .aws = "Security best practices in AWS CloudTrail",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "cloudtrail:*", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "cloudtrail:LookupEvents",
 "Resource": "*"})"),
        .also = "IAM615 IAM616 IAM622"}};

inline constexpr diag::Rule kS3ReadWriteEverywhere{
    .id = "IAM628",
    .name = "s3-read-write-everywhere",
    .severity = diag::Severity::kSecurity,
    .summary = "every bucket may be read and written",
    .explanation = R"(All data of S3 can be copied, changed and locked away.)",
    .aws = "Policies and permissions in Amazon S3",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["s3:Get*", "s3:Put*"],
 "Resource": "arn:aws:s3:::*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .also = {}}};

inline constexpr diag::Rule kMarketplaceSubscribe{
    .id = "IAM629",
    .name = "marketplace-subscribe-wildcard",
    .severity = diag::Severity::kWarning,
    .summary = "every product of AWS Marketplace may be bought",
    .explanation = R"(A subscription costs money, and software comes with it.)",
    .aws = "Controlling access to AWS Marketplace subscriptions",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "aws-marketplace:Subscribe",
 "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "aws-marketplace:ViewSubscriptions",
 "Resource": "*"})"),
        .also = {}}};

inline constexpr diag::Rule kBucketPolicyEscalation{
    .id = "IAM636",
    .name = "bucket-policy-escalation",
    .severity = diag::Severity::kWarning,
    .summary = "who may not read a bucket may let himself",
    .explanation =
        R"(Whoever may change the policy of a bucket can allow himself what he is not
allowed here.)",
    .aws = "Policies and permissions in Amazon S3",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutBucketPolicy",
 "Resource": "arn:aws:s3:::example-bucket"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutBucketPolicy",
 "Resource": "arn:aws:s3:::example-bucket"},
 {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject",
 "s3:DeleteObject"], "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kDenyWithNotElements{
    .id = "IAM640",
    .name = "deny-with-not-elements",
    .severity = diag::Severity::kSuggestion,
    .summary = "a Deny of all but something",
    .explanation =
        R"(Such a Deny is read the wrong way round easily: what it names is what it
leaves.)",
    .aws = "IAM JSON policy elements: NotAction",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "ec2:*", "Resource": "*"})"),
        .also = {}}};

inline constexpr diag::Rule kAdminByNotAction{
    .id = "IAM642",
    .name = "admin-by-not-action",
    .severity = diag::Severity::kSecurity,
    .summary = "everything allowed but what does not exist",
    .explanation =
        R"(NotAction names no action that there is, so that everything is allowed.
IAM takes it without a word.)",
    .aws = "IAM JSON policy elements: NotAction",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "NotAction": "nosuch:Action", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .also = "IAM202 IAM606 IAM612"}};

inline constexpr diag::Rule kPrivilegeEscalation{
    .id = "IAM701",
    .name = "privilege-escalation",
    .severity = diag::Severity::kSecurity,
    .summary = "rights that suffice to come by more",
    .explanation =
        R"(The actions together let their holder act with rights that the policy does
not give: as another user or role, or by changing his own policies.)",
    .aws = "Security best practices in IAM",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["iam:PassRole", "lambda:CreateFunction",
 "lambda:InvokeFunction"],
 "Resource": ["arn:aws:iam::222222222222:role/job",
 "arn:aws:lambda:eu-west-1:222222222222:function:jobs-*"]})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "lambda:InvokeFunction",
 "Resource": "arn:aws:lambda:eu-west-1:222222222222:function:jobs-*"})"),
        .also = "IAM630 IAM213"}};

inline constexpr diag::Rule kDenyShadowsAllow{
    .id = "IAM713",
    .name = "deny-shadows-allow",
    .severity = diag::Severity::kWarning,
    .summary = "an Allow that a Deny beside it takes back",
    .explanation =
        R"(Every action of the statement is denied on all its resources, without a
condition. It allows nothing.)",
    .aws = "Policy evaluation logic",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"},
 {"Effect": "Deny", "Action": "s3:*", "Resource": "*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

}  // namespace iamgen::checks
