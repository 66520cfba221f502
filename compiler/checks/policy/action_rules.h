// The rules about actions.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kUnknownAction{
    .id = "IAM201",
    .name = "unknown-action",
    .severity = diag::Severity::kError,
    .summary = "an action that its service does not have",
    .explanation =
        R"(IAM stores any name after the colon and compares it with the actions
of requests. A name that no request carries grants nothing and denies nothing,
and in NotAction it leaves out what was meant to be left in.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObjects",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kUnknownActionService{
    .id = "IAM202",
    .name = "unknown-action-service",
    .severity = diag::Severity::kError,
    .summary = "an action of a service that does not exist",
    .explanation =
        R"(What stands before the colon is no prefix of an AWS service, so the
action never matches a request. The prefix is often not the name of the service:
CloudWatch Logs has `logs`, Amazon SES has `ses`.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "dyanmodb:PutItem",
 "Resource": "arn:aws:dynamodb:eu-west-1:222222222222:table/orders"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "dynamodb:PutItem",
 "Resource": "arn:aws:dynamodb:eu-west-1:222222222222:table/orders"})"),
                .also = {}}};

inline constexpr diag::Rule kActionPatternMatchesNothing{
    .id = "IAM203",
    .name = "action-pattern-matches-nothing",
    .severity = diag::Severity::kError,
    .summary = "a pattern that no action of the service matches",
    .explanation =
        R"(`*` stands for any run of characters and `?` for exactly one. No
action of the service matches this pattern today, which mostly is a slip in its
letters.)",
    .aws = "IAM JSON policy elements: Action",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:Gte*",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:Get*",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kMalformedAction{
    .id = "IAM204",
    .name = "malformed-action",
    .severity = diag::Severity::kError,
    .summary = "an action that is not `*` and not `service:Name`",
    .explanation =
        R"(An action is a prefix of letters, digits, `-` and `.`, one colon, and
a name; or it is `*` alone. IAM refuses a document with anything else.)",
    .aws = "IAM JSON policy elements: Action",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kActionWhiteSpace{
    .id = "IAM205",
    .name = "action-white-space",
    .severity = diag::Severity::kWarning,
    .summary = "white space in an action, or no name after its colon",
    .explanation =
        R"(IAM takes an action with white space in its name, or with no name,
and never finds a request that matches it.)",
    .aws = "IAM JSON policy elements: Action",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3: GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kWildcardInServiceName{
    .id = "IAM206",
    .name = "wildcard-in-service-name",
    .severity = diag::Severity::kSuggestion,
    .summary = "a wildcard in the name of a service",
    .explanation =
        R"(A wildcard in the service field of an ARN also names services that
nobody thought of, today's and tomorrow's. In the prefix of an action IAM refuses
it, so there it is an error.)",
    .aws = "Access Analyzer policy check reference",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "codebuild:StartBuild",
 "Resource": "arn:aws:*build:eu-west-1:222222222222:project/site"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "codebuild:StartBuild",
 "Resource": "arn:aws:codebuild:eu-west-1:222222222222:project/site"})"),
                .also = {}}};

inline constexpr diag::Rule kApiNameUsedAsAction{
    .id = "IAM207",
    .name = "api-name-used-as-action",
    .severity = diag::Severity::kError,
    .summary = "an API operation whose permission has another name",
    .explanation =
        R"(A few API operations are allowed by an action of another name: there
is a call CreateMultipartUpload and no such action, it takes s3:PutObject. A
policy that names the operation grants nothing.)",
    .aws = "Actions, resources, and condition keys for Amazon S3",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:CreateMultipartUpload",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:PutObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kNonStsActionInTrustPolicy{
    .id = "IAM209",
    .name = "non-sts-action-in-trust-policy",
    .severity = diag::Severity::kError,
    .summary = "an action in a trust policy that assumes no role",
    .explanation =
        R"(A trust policy says who may become the role; what the role may do
stands in its other policies. IAM takes only the sts actions that belong to
assuming a role.)",
    .aws = "IAM roles: Role trust policies",
    .example = {
        .as = "trust",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["sts:AssumeRole", "s3:GetObject"],
 "Principal": {"Service": "ec2.amazonaws.com"}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "sts:AssumeRole",
 "Principal": {"Service": "ec2.amazonaws.com"}})"),
        .also = {}}};

inline constexpr diag::Rule kWildcardActionInTrustPolicy{
    .id = "IAM210",
    .name = "wildcard-action-in-trust-policy",
    .severity = diag::Severity::kSecurity,
    .summary = "a trust policy that allows a pattern of sts actions",
    .explanation =
        R"(The pattern also lets the principal tag its session, set its source
identity and do whatever sts learns tomorrow. Other policies trust these tags and
identities.)",
    .aws = "IAM roles: Role trust policies",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sts:*",
 "Principal": {"Service": "ec2.amazonaws.com"}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sts:AssumeRole",
 "Principal": {"Service": "ec2.amazonaws.com"}})"),
                .also = {}}};

inline constexpr diag::Rule kNotActionInTrustPolicy{
    .id = "IAM211",
    .name = "not-action-in-trust-policy",
    .severity = diag::Severity::kWarning,
    .summary = "a trust policy that allows with NotAction",
    .explanation =
        R"(NotAction allows every way to assume the role but the named ones, the
ways that AWS adds later included.)",
    .aws = "IAM JSON policy elements: NotAction",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "NotAction": "sts:TagSession",
 "Principal": {"Service": "ec2.amazonaws.com"}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sts:AssumeRole",
 "Principal": {"Service": "ec2.amazonaws.com"}})"),
                .also = {}}};

inline constexpr diag::Rule kActionSpellingCase{
    .id = "IAM212",
    .name = "action-spelling-case",
    .severity = diag::Severity::kSuggestion,
    .summary = "an action in other letters than AWS's",
    .explanation =
        R"(IAM compares actions regardless of case. People who search for
s3:GetObject do not find s3:getobject, and reviews do not see that a list names
one action twice.)",
    .aws = "IAM JSON policy elements: Action",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:getobject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kDependentActionMissing{
    .id = "IAM213",
    .name = "dependent-action-missing",
    .severity = diag::Severity::kSuggestion,
    .summary = "an action that is of no use without another",
    .explanation =
        R"(The call that this action allows makes other calls in the caller's
name, and no statement here allows those. Another policy may; then this is
nothing to repair.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "lambda:CreateFunction",
 "Resource": "arn:aws:lambda:eu-west-1:222222222222:function:nightly"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "lambda:CreateFunction",
 "Resource": "arn:aws:lambda:eu-west-1:222222222222:function:nightly"},
 {"Effect": "Allow", "Action": "lambda:PassCapacityProvider",
 "Resource": "arn:aws:lambda:eu-west-1:222222222222:capacity-provider:jobs"},
 {"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/nightly",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
                .also = {}}};

inline constexpr diag::Rule kRetiredAction{
    .id = "IAM214",
    .name = "retired-action",
    .severity = diag::Severity::kSuggestion,
    .summary = "an action that AWS no longer has",
    .explanation =
        R"(The service, or this action of it, is gone from AWS's reference. The
line grants nothing any more and costs room and attention.)",
    .aws = "Actions, resources, and condition keys for AWS services",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["account:GetChallengeQuestions",
 "account:GetAlternateContact"], "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "account:GetAlternateContact",
 "Resource": "*"})"),
        .also = "IAM616"}};

}  // namespace iamgen::checks
