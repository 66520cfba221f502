// The rules about configurations of Terraform.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kTerraformIdentifier{
    .id = "TPL120",
    .name = "tf-identifier",
    .severity = diag::Severity::kError,
    .summary = "a name that Terraform does not take",
    .explanation =
        R"(The names of resources, data, variables, outputs and modules begin
with a letter or `_` and go on with letters, digits, `_` and `-`. Terraform
refuses a configuration with any other.)",
    .aws = "Configuration Syntax",
    .example = {.as = "tf",
                .fires = R"(resource "aws_sns_topic" "9news" {
})",
                .repaired = R"(resource "aws_sns_topic" "news9" {
})",
                .also = {}}};

inline constexpr diag::Rule kTerraformPolicyJson{
    .id = "TPL121",
    .name = "tf-policy-json",
    .severity = diag::Severity::kError,
    .summary = "an argument that is no JSON document",
    .explanation =
        R"(Arguments that take a policy take the text of one JSON object. The
AWS provider refuses an empty text, white space before the `{`, and any other
JSON.)",
    .aws = "Resource: aws_iam_policy",
    .example = {.as = "tf",
                .fires = R"(resource "aws_iam_policy" "read" {
  policy = " {}"
})",
                .repaired = R"(resource "aws_iam_policy" "read" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = "arn:aws:s3:::example-bucket/*"
    }]
  })
})",
                .also = "IAM101"}};

inline constexpr diag::Rule kTerraformNamePrefixTooLong{
    .id = "TPL122",
    .name = "tf-name-prefix-too-long",
    .severity = diag::Severity::kError,
    .summary = "a prefix that leaves no room for the rest of the name",
    .explanation =
        R"(Behind `name_prefix` the provider puts 26 characters of its own.
Together they must fit into the longest name that IAM takes: 38 characters are
left for the prefix of a role, 102 for that of a policy or an instance
profile.)",
    .aws = "Resource: aws_iam_role",
    .example = {.as = "tf",
                .fires = R"(resource "aws_iam_role" "build" {
  name_prefix = "builds-all-that-the-organization-builds"
})",
                .repaired = R"(resource "aws_iam_role" "build" {
  name_prefix = "build-"
})",
                .also = {}}};

inline constexpr diag::Rule kTerraformDeprecatedAttribute{
    .id = "TPL123",
    .name = "tf-deprecated-attribute",
    .severity = diag::Severity::kWarning,
    .summary = "policies of a role as arguments of the role",
    .explanation =
        R"(`inline_policy` and `managed_policy_arns` of aws_iam_role are
deprecated. They claim all policies of the role: whatever another configuration
or a person attached is removed at the next apply.)",
    .aws = "Resource: aws_iam_role",
    .example = {.as = "tf",
                .fires = R"(resource "aws_iam_role" "build" {
  managed_policy_arns = []
})",
                .repaired = R"(resource "aws_iam_role" "build" {
})",
                .also = {}}};

inline constexpr diag::Rule kTerraformExclusiveAttachment{
    .id = "TPL124",
    .name = "tf-exclusive-attachment",
    .severity = diag::Severity::kWarning,
    .summary = "an attachment that takes the policy from all others",
    .explanation =
        R"(aws_iam_policy_attachment owns every attachment of its policy in the
account: from users, groups and roles that it does not list the policy is
detached, whoever attached it.)",
    .aws = "Resource: aws_iam_policy_attachment",
    .example = {
        .as = "tf",
        .fires = R"(resource "aws_iam_policy_attachment" "read" {
  name       = "read"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  roles      = ["build"]
})",
        .repaired = R"(resource "aws_iam_role_policy_attachment" "read" {
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  role       = "build"
})",
        .also = {}}};

}  // namespace iamgen::importers
