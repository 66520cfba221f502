// The rules about grants that are wider than they need be.
#pragma once

#include "diag/example_text.h"
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
                .also = "IAM602 IAM608"}};

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

}  // namespace iamgen::checks
