// The rules about keys that requests of an action never carry.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kKeyUnsupportedByAction{
    .id = "IAM419",
    .name = "key-unsupported-by-action",
    .severity = diag::Severity::kError,
    .summary = "a condition key that one of the actions does not have",
    .explanation =
        R"(Requests of that action never carry the key. With a usual operator the
statement never allows the action; with a negated one or IfExists it is
not restricted at all.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"],
 "Resource": ["arn:aws:s3:::example-bucket",
 "arn:aws:s3:::example-bucket/*"],
 "Condition": {"StringLike": {"s3:prefix": "reports/*"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"StringLike": {"s3:prefix": "reports/*"}}})"),
        .also = {}}};

inline constexpr diag::Rule kDenyWithUnsupportedTagKey{
    .id = "IAM426",
    .name = "deny-with-unsupported-tag-key",
    .severity = diag::Severity::kSecurity,
    .summary = "a Deny by tag that does not reach one of its actions",
    .explanation =
        R"(Requests of that action carry no tags of a resource, so that the condition
fails and the Deny never hits them.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": ["ec2:TerminateInstances",
 "sts:GetCallerIdentity"], "Resource": "*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "ec2:TerminateInstances", "Resource": "*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
        .also = {}}};

inline constexpr diag::Rule kDenyNotActionWithTagKey{
    .id = "IAM427",
    .name = "deny-not-action-with-tag-key",
    .severity = diag::Severity::kSecurity,
    .summary = "a Deny of all but some actions, by tag",
    .explanation =
        R"(The Deny names actions of all services, and many of them carry no tags of
a resource: it does not hit those.)",
    .aws = "Controlling access to AWS resources using tags",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"NotAction": "iam:*", "Resource": "*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}},
 "Effect": "Deny"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "ec2:TerminateInstances", "Resource": "*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
        .also = "IAM640"}};

inline constexpr diag::Rule kAllowWithUnsupportedTagKey{
    .id = "IAM428",
    .name = "allow-with-unsupported-tag-key",
    .severity = diag::Severity::kSuggestion,
    .summary = "an Allow by tag that never allows one of its actions",
    .explanation =
        R"(Requests of that action carry no tags of a resource, so that the condition
fails and the action is not allowed here.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["ec2:StartInstances",
 "sts:GetCallerIdentity"], "Resource": "*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
        .also = {}}};

inline constexpr diag::Rule kAllowNotActionWithTagKey{
    .id = "IAM429",
    .name = "allow-not-action-with-tag-key",
    .severity = diag::Severity::kSuggestion,
    .summary = "an Allow of all but some actions, by tag",
    .explanation =
        R"(The Allow names actions of all services, and many of them carry no tags of
a resource: it never allows those.)",
    .aws = "Controlling access to AWS resources using tags",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*",
 "Condition": {"StringEquals": {"aws:ResourceTag/app": "shop"}}})"),
        .also = "IAM617"}};

}  // namespace iamgen::checks
