// The rules about ranges of addresses.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

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

}  // namespace iamgen::checks
