// The rules about trust in identity providers.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kOidcWithoutCondition{
    .id = "IAM518",
    .name = "oidc-without-condition",
    .severity = diag::Severity::kSecurity,
    .summary = "an identity provider trusted without a test of its tokens",
    .explanation =
        R"(Everybody whom the provider issues a token for can assume the role, for
whatever application the token was made.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/idp.example.com"},
 "Action": "sts:AssumeRoleWithWebIdentity"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/idp.example.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"idp.example.com:aud": "app",
 "idp.example.com:sub": "service"}}})"),
                .also = "IAM523"}};

inline constexpr diag::Rule kGitHubWithoutSubject{
    .id = "IAM519",
    .name = "github-without-subject",
    .severity = diag::Severity::kSecurity,
    .summary = "GitHub trusted without a test of the subject",
    .explanation =
        R"(Every repository of GitHub gets tokens from this provider; the subject
says which one. IAM refuses to create such a trust policy.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
 "token.actions.githubusercontent.com:sub": "repo:example/site:ref:refs/heads/main"}}})"),
                .also = "IAM522"}};

inline constexpr diag::Rule kGitHubSubjectWildcard{
    .id = "IAM520",
    .name = "github-subject-wildcard",
    .severity = diag::Severity::kWarning,
    .summary = "a wildcard in the subject of GitHub",
    .explanation =
        R"(With a wildcard, or without a branch, every branch and every pull request
of the repository can assume the role.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
 "StringLike": {"token.actions.githubusercontent.com:sub": "repo:example/site:*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
 "token.actions.githubusercontent.com:sub": "repo:example/site:ref:refs/heads/main"}}})"),
                .also = {}}};

inline constexpr diag::Rule kGitHubSubjectUnsafe{
    .id = "IAM521",
    .name = "github-subject-unsafe",
    .severity = diag::Severity::kSecurity,
    .summary = "a subject of GitHub that anybody can present",
    .explanation =
        R"(The part of the subject before the first wildcard does not pin the owner
of the repository, so that a repository of anybody's fits.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
 "StringLike": {"token.actions.githubusercontent.com:sub": "repo:example*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
 "token.actions.githubusercontent.com:sub": "repo:example/site:ref:refs/heads/main"}}})"),
                .also = {}}};

inline constexpr diag::Rule kSharedOidcWithoutTenancy{
    .id = "IAM522",
    .name = "shared-oidc-without-tenancy-claim",
    .severity = diag::Severity::kError,
    .summary = "a shared identity provider without a test of whose token it is",
    .explanation =
        R"(All customers of the provider get tokens from the same issuer. IAM refuses
a trust policy that does not test the claim which tells them apart.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/gitlab.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"gitlab.com:aud": "https://gitlab.com"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/gitlab.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"gitlab.com:aud": "https://gitlab.com",
 "gitlab.com:sub": "project_path:example/site:ref_type:branch:ref:main"}}})"),
                .also = {}}};

inline constexpr diag::Rule kOidcWithoutAudience{
    .id = "IAM523",
    .name = "oidc-without-audience",
    .severity = diag::Severity::kWarning,
    .summary = "an identity provider trusted without a test of the audience",
    .explanation =
        R"(A token that was made for another application is taken as well.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:sub": "repo:example/site:ref:refs/heads/main"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
 "token.actions.githubusercontent.com:sub": "repo:example/site:ref:refs/heads/main"}}})"),
                .also = {}}};

inline constexpr diag::Rule kSamlWithoutAudience{
    .id = "IAM524",
    .name = "saml-without-audience",
    .severity = diag::Severity::kSecurity,
    .summary = "a SAML provider trusted without a test of the audience",
    .explanation =
        R"(SAML:aud says for which sign-in page the assertion was made. Without its
test one for another page is taken as well.)",
    .aws = "Create a role for SAML 2.0 federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:saml-provider/corp"},
 "Action": "sts:AssumeRoleWithSAML"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:saml-provider/corp"},
 "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}})"),
                .also = {}}};

inline constexpr diag::Rule kClusterOidcWithoutSubject{
    .id = "IAM536",
    .name = "cluster-oidc-without-subject",
    .severity = diag::Severity::kSecurity,
    .summary = "a cluster trusted without naming a service account",
    .explanation =
        R"(Every pod of the cluster can ask for such a token; the subject says which
service account it is of.)",
    .aws = "IAM roles for service accounts",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud": "sts.amazonaws.com"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud": "sts.amazonaws.com",
 "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:sub": "system:serviceaccount:shop:orders"}}})"),
                .also = {}}};

inline constexpr diag::Rule kSeveralFederatedPrincipals{
    .id = "IAM537",
    .name = "several-federated-principals",
    .severity = diag::Severity::kWarning,
    .summary = "several identity providers in one statement",
    .explanation =
        R"(The condition tests the keys of one of them, which tokens of the others do
not have: they are never let in, or with a negated test always.)",
    .aws = "Create a role for OpenID Connect federation",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": ["arn:aws:iam::222222222222:oidc-provider/a.example.com",
 "arn:aws:iam::222222222222:oidc-provider/b.example.com"]},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"a.example.com:sub": "service",
 "a.example.com:aud": "app"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:oidc-provider/a.example.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"a.example.com:sub": "service",
 "a.example.com:aud": "app"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
