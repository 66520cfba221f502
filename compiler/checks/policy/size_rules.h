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
    .aws = "IAM and AWS STS quotas"};

inline constexpr diag::Rule kManagedPolicyTooLarge{
    .id = "IAM902",
    .name = "managed-policy-too-large",
    .severity = diag::Severity::kError,
    .summary = "a managed policy of more than 6,144 characters",
    .explanation =
        R"(IAM refuses a managed policy, a permissions boundary too, of more than 6,144
characters. White space between tokens is not counted. Several policies can be
attached in place of one.)",
    .aws = "IAM and AWS STS quotas"};

inline constexpr diag::Rule kUserPolicyTooLarge{
    .id = "IAM903",
    .name = "inline-policies-too-large-user",
    .severity = diag::Severity::kError,
    .summary = "a user's inline policies above 2,048 characters",
    .explanation =
        R"(All inline policies of a user together take at most 2,048 characters, not
counting white space between tokens; one alone may already be over that.
Managed policies have a quota of their own.)",
    .aws = "IAM and AWS STS quotas"};

inline constexpr diag::Rule kGroupPolicyTooLarge{
    .id = "IAM904",
    .name = "inline-policies-too-large-group",
    .severity = diag::Severity::kError,
    .summary = "a group's inline policies above 5,120 characters",
    .explanation =
        R"(All inline policies of a group together take at most 5,120 characters, not
counting white space between tokens; one alone may already be over that.
Managed policies have a quota of their own.)",
    .aws = "IAM and AWS STS quotas"};

inline constexpr diag::Rule kRolePolicyTooLarge{
    .id = "IAM905",
    .name = "inline-policies-too-large-role",
    .severity = diag::Severity::kError,
    .summary = "a role's inline policies above 10,240 characters",
    .explanation =
        R"(All inline policies of a role together take at most 10,240 characters, not
counting white space between tokens; one alone may already be over that.
Managed policies have a quota of their own.)",
    .aws = "IAM and AWS STS quotas"};

inline constexpr diag::Rule kTrustPolicyTooLarge{
    .id = "IAM906",
    .name = "trust-policy-too-large",
    .severity = diag::Severity::kWarning,
    .summary = "a trust policy over the default quota",
    .explanation =
        R"(A trust policy may have 2,048 characters, or more where AWS has raised the
quota of the account. White space between tokens is not counted.)",
    .aws = "IAM and AWS STS quotas"};

inline constexpr diag::Rule kResourcePolicyTooLarge{
    .id = "IAM907",
    .name = "resource-policy-too-large",
    .severity = diag::Severity::kWarning,
    .summary = "a resource policy over the quota of its service",
    .explanation =
        R"(Each service has a quota for the policies of its resources: 20,480 for a
bucket, 8,192 for a queue, 32,768 for a key.)",
    .aws = "Quotas"};

inline constexpr diag::Rule kSessionPolicyTooLarge{
    .id = "IAM908",
    .name = "session-policy-too-large",
    .severity = diag::Severity::kError,
    .summary = "a session policy of more than 2,048 characters",
    .explanation =
        R"(The session policy and the ARNs of policies that are passed with it may have
2,048 characters together.)",
    .aws = "IAM and AWS STS quotas"};

inline constexpr diag::Rule kScpTooLarge{
    .id = "ORG103",
    .name = "scp-too-large",
    .severity = diag::Severity::kError,
    .summary = "a service control policy of more than 10,240 characters",
    .explanation =
        R"(Organizations refuses a service control policy of more than 10,240
characters, and counts the white space. Without it the same policy is shorter.)",
    .aws = "Quotas and service limits for AWS Organizations"};

inline constexpr diag::Rule kRcpTooLarge{
    .id = "ORG114",
    .name = "rcp-too-large",
    .severity = diag::Severity::kError,
    .summary = "a resource control policy of more than 5,120 characters",
    .explanation =
        R"(Organizations refuses a resource control policy of more than 5,120
characters, and counts the white space. Without it the same policy is shorter.)",
    .aws = "Quotas and service limits for AWS Organizations"};

}  // namespace iamgen::checks
