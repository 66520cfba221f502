// The rules about ForAllValues and ForAnyValue.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kMissingSetOperator{
    .id = "IAM412",
    .name = "missing-set-operator",
    .severity = diag::Severity::kError,
    .summary = "a key of several values without ForAllValues or ForAnyValue",
    .explanation =
        R"(A request can carry several values of this key, and the operator does not
say whether all of them must match or one. What IAM makes of it is not
defined.)",
    .aws = "Conditions with multiple context keys or values",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"StringEquals": {"aws:TagKeys": "app"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "app"}}})"),
        .also = {}}};

inline constexpr diag::Rule kForAllValuesOnSingleValued{
    .id = "IAM413",
    .name = "forallvalues-on-single-valued-key",
    .severity = diag::Severity::kSecurity,
    .summary = "ForAllValues on a key of one value",
    .explanation =
        R"(ForAllValues also holds where the request does not carry the key at all.
On a key of one value it adds nothing but this hole.)",
    .aws = "Conditions with multiple context keys or values",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}}};

inline constexpr diag::Rule kForAnyValueOnSingleValued{
    .id = "IAM414",
    .name = "foranyvalue-on-single-valued-key",
    .severity = diag::Severity::kWarning,
    .summary = "ForAnyValue on a key of one value",
    .explanation =
        R"(The key has one value, so that ForAnyValue changes nothing and makes
readers look for a list.)",
    .aws = "Conditions with multiple context keys or values",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ForAnyValue:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}}};

inline constexpr diag::Rule kForAnyValueOnAudience{
    .id = "IAM415",
    .name = "foranyvalue-on-audience",
    .severity = diag::Severity::kSecurity,
    .summary = "ForAnyValue on the audience of an identity provider",
    .explanation =
        R"(The audience of this provider's tokens is one value. ForAnyValue compares
it as if it were a list, which is not what the trust relies on.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"ForAnyValue:StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
 "StringEquals": {"token.actions.githubusercontent.com:sub": "repo:example/site:ref:refs/heads/main"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
 "token.actions.githubusercontent.com:sub": "repo:example/site:ref:refs/heads/main"}}})"),
                .also = {}}};

inline constexpr diag::Rule kUnknownAudienceCardinality{
    .id = "IAM416",
    .name = "unknown-audience-cardinality",
    .severity = diag::Severity::kSuggestion,
    .summary = "a set operator on the audience of a provider that nobody knows",
    .explanation =
        R"(Whether this provider's tokens have one audience or several is not known
here. With several a set operator is needed, with one it opens a hole.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/idp.example.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"ForAllValues:StringEquals": {"idp.example.com:aud": "app"},
 "StringEquals": {"idp.example.com:sub": "service"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/idp.example.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"idp.example.com:aud": "app",
 "idp.example.com:sub": "service"}}})"),
                .also = {}}};

inline constexpr diag::Rule kForAllValuesWithoutNullCheck{
    .id = "IAM417",
    .name = "forallvalues-allow-without-null-check",
    .severity = diag::Severity::kSecurity,
    .summary =
        "an Allow with ForAllValues that also lets in who sends no value",
    .explanation =
        R"(ForAllValues holds for a request without the key, or with an empty list.
An Allow needs a second test that the key is there.)",
    .aws = "Conditions with multiple context keys or values",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["app"]}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["app"]},
 "Null": {"aws:TagKeys": "false"}}})"),
        .also = {}}};

inline constexpr diag::Rule kForAnyValueDenyWithoutNullCheck{
    .id = "IAM418",
    .name = "foranyvalue-deny-without-null-check",
    .severity = diag::Severity::kWarning,
    .summary = "a Deny with ForAnyValue that leaves out who sends no value",
    .explanation =
        R"(ForAnyValue fails for a request without the key, so that the Deny does not
hit it. If such requests are to be denied, a second statement has to say
so.)",
    .aws = "Conditions with multiple context keys or values",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["app"]}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["app"]}}},
 {"Effect": "Deny", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"Null": {"aws:TagKeys": "true"}}})"),
        .also = {}}};

}  // namespace iamgen::checks
