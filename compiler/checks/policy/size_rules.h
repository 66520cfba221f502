// The rules about the sizes of documents. What fires them is too long for an
// example.
#pragma once

#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kIdentityPolicyTooLarge{
    .id = "IAM901",
    .name = "identity-policy-too-large",
    .severity = diag::Severity::kWarning,
    .summary = "an identity policy that fits nowhere",
    .explanation =
        R"(However it is attached, an identity policy of more than 10,240 characters,
white space between tokens not counted, is over a quota.)",
    .aws = "IAM and AWS STS quotas",
    .example = {
        .as = "identity",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": [[[300 times: "arn:aws:s3:::example-bucket-#/*", ]]"arn:aws:s3:::example-bucket/*"]}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kManagedPolicyTooLarge{
    .id = "IAM902",
    .name = "managed-policy-too-large",
    .severity = diag::Severity::kError,
    .summary = "a managed policy of more than 6,144 characters",
    .explanation =
        R"(IAM refuses a managed policy, a permissions boundary too, of more than 6,144
characters. White space between tokens is not counted. Several policies can be
attached in place of one.)",
    .aws = "IAM and AWS STS quotas",
    .example = {
        .as = "identity:managed",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": [[[200 times: "arn:aws:s3:::example-bucket-#/*", ]]"arn:aws:s3:::example-bucket/*"]}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kUserPolicyTooLarge{
    .id = "IAM903",
    .name = "inline-policies-too-large-user",
    .severity = diag::Severity::kError,
    .summary = "a user's inline policies above 2,048 characters",
    .explanation =
        R"(All inline policies of a user together take at most 2,048 characters, not
counting white space between tokens; one alone may already be over that.
Managed policies have a quota of their own.)",
    .aws = "IAM and AWS STS quotas",
    .example = {
        .as = "identity:user",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": [[[70 times: "arn:aws:s3:::example-bucket-#/*", ]]"arn:aws:s3:::example-bucket/*"]}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kGroupPolicyTooLarge{
    .id = "IAM904",
    .name = "inline-policies-too-large-group",
    .severity = diag::Severity::kError,
    .summary = "a group's inline policies above 5,120 characters",
    .explanation =
        R"(All inline policies of a group together take at most 5,120 characters, not
counting white space between tokens; one alone may already be over that.
Managed policies have a quota of their own.)",
    .aws = "IAM and AWS STS quotas",
    .example = {
        .as = "identity:group",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": [[[150 times: "arn:aws:s3:::example-bucket-#/*", ]]"arn:aws:s3:::example-bucket/*"]}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kRolePolicyTooLarge{
    .id = "IAM905",
    .name = "inline-policies-too-large-role",
    .severity = diag::Severity::kError,
    .summary = "a role's inline policies above 10,240 characters",
    .explanation =
        R"(All inline policies of a role together take at most 10,240 characters, not
counting white space between tokens; one alone may already be over that.
Managed policies have a quota of their own.)",
    .aws = "IAM and AWS STS quotas",
    .example = {
        .as = "identity:role",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": [[[300 times: "arn:aws:s3:::example-bucket-#/*", ]]"arn:aws:s3:::example-bucket/*"]}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kTrustPolicyTooLarge{
    .id = "IAM906",
    .name = "trust-policy-too-large",
    .severity = diag::Severity::kWarning,
    .summary = "a trust policy over the default quota",
    .explanation =
        R"(A trust policy may have 2,048 characters, or more where AWS has raised the
quota of the account. White space between tokens is not counted.)",
    .aws = "IAM and AWS STS quotas",
    .example = {
        .as = "trust",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": [
 [[50 times: "arn:aws:iam::222222222222:role/Worker-#", ]]"arn:aws:iam::222222222222:role/Worker"]},
 "Action": "sts:AssumeRole"}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal":
 {"AWS": "arn:aws:iam::222222222222:role/Worker"}, "Action": "sts:AssumeRole"}]})",
        .also = "IAM528"}};

inline constexpr diag::Rule kResourcePolicyTooLarge{
    .id = "IAM907",
    .name = "resource-policy-too-large",
    .severity = diag::Severity::kWarning,
    .summary = "a resource policy over the quota of its service",
    .explanation =
        R"(Each service has a quota for the policies of its resources: 20,480 for a
bucket, 8,192 for a queue, 32,768 for a key.)",
    .aws = "Quotas",
    .example = {
        .as = "resource:sqs",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": [
 [[200 times: "arn:aws:iam::222222222222:role/Worker-#", ]]"arn:aws:iam::222222222222:role/Worker"]},
 "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal":
 {"AWS": "arn:aws:iam::222222222222:role/Worker"},
 "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"}]})",
        .also = {}}};

inline constexpr diag::Rule kSessionPolicyTooLarge{
    .id = "IAM908",
    .name = "session-policy-too-large",
    .severity = diag::Severity::kError,
    .summary = "a session policy of more than 2,048 characters",
    .explanation =
        R"(The session policy and the ARNs of policies that are passed with it may have
2,048 characters together.)",
    .aws = "IAM and AWS STS quotas",
    .example = {
        .as = "session",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": [[[70 times: "arn:aws:s3:::example-bucket-#/*", ]]"arn:aws:s3:::example-bucket/*"]}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kScpTooLarge{
    .id = "ORG103",
    .name = "scp-too-large",
    .severity = diag::Severity::kError,
    .summary = "a service control policy of more than 10,240 characters",
    .explanation =
        R"(Organizations refuses a service control policy of more than 10,240
characters, and counts the white space. Without it the same policy is shorter.)",
    .aws = "Quotas and service limits for AWS Organizations",
    .example = {
        .as = "scp",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:DeleteObject",
 "Resource": [[[320 times: "arn:aws:s3:::example-bucket-#/*", ]]"arn:aws:s3:::example-bucket/*"]}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:DeleteObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr diag::Rule kRcpTooLarge{
    .id = "ORG114",
    .name = "rcp-too-large",
    .severity = diag::Severity::kError,
    .summary = "a resource control policy of more than 5,120 characters",
    .explanation =
        R"(Organizations refuses a resource control policy of more than 5,120
characters, and counts the white space. Without it the same policy is shorter.)",
    .aws = "Quotas and service limits for AWS Organizations",
    .example = {
        .as = "rcp",
        .fires =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject",
 "Resource": [[[160 times: "arn:aws:s3:::example-bucket-#/*", ]]"arn:aws:s3:::example-bucket/*"]}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

}  // namespace iamgen::checks
