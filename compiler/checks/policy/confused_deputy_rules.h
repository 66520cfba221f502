// The rules about services that are trusted for anybody.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kServiceWithoutSource{
    .id = "IAM516",
    .name = "service-principal-without-source",
    .severity = diag::Severity::kSecurity,
    .summary = "a service that is trusted for whatever account it works for",
    .explanation =
        R"(Services work for all accounts. Without a test of the account or resource
that it works for, anybody may make the service use this role or resource:
a confused deputy.)",
    .aws = "The confused deputy problem",
    .example = {
        .as = "trust",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"},
 "Action": "sts:AssumeRole"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:SourceAccount": "222222222222"}}})"),
        .also = {}}};

inline constexpr diag::Rule kWeakerSourceKey{
    .id = "IAM517",
    .name = "weaker-source-key",
    .severity = diag::Severity::kSuggestion,
    .summary = "a service that is restricted by something else than its source",
    .explanation =
        R"(aws:SourceArn and aws:SourceAccount say for whom the service calls. The
key that is tested here was not made for that.)",
    .aws = "The confused deputy problem",
    .example = {
        .as = "resource:s3",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:SourceAccount": "222222222222"}}})"),
        .also = {}}};

inline constexpr diag::Rule kSourceArnWithoutAccount{
    .id = "IAM538",
    .name = "source-arn-without-account",
    .severity = diag::Severity::kWarning,
    .summary = "a source ARN that does not say whose it is",
    .explanation =
        R"(The ARN of a bucket names no account. Once the bucket is deleted, anybody
may take its name.)",
    .aws = "The confused deputy problem",
    .example = {
        .as = "resource:s3",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::example-bucket"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::example-bucket"},
 "StringEquals": {"aws:SourceAccount": "222222222222"}}})"),
        .also = {}}};

}  // namespace iamgen::checks
