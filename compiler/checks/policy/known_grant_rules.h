// The rules about grants that are known for what comes of them.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

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
        .also = "IAM619 IAM636"}};

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

}  // namespace iamgen::checks
