// The rules about whom a trust policy lets in.
#pragma once

#include "checks/policy/example_text.h"
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
                .also = {}}};

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

inline constexpr diag::Rule kAnyoneMayAssume{
    .id = "IAM525",
    .name = "anyone-may-assume",
    .severity = diag::Severity::kSecurity,
    .summary = "a role that every principal of AWS may assume",
    .explanation =
        R"(The trust policy names everybody and asks for nothing. Whoever has an AWS
account, and knows the ARN, can act as the role.)",
    .aws = "IAM roles: Role trust policies",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "*"},
 "Action": "sts:AssumeRole"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}}};

inline constexpr diag::Rule kAnyoneMayAssumeWeakly{
    .id = "IAM526",
    .name = "anyone-may-assume-weak-condition",
    .severity = diag::Severity::kSecurity,
    .summary = "a role for everybody, with a condition that keeps nobody out",
    .explanation =
        R"(The condition says nothing about who the caller is, so that every account
of AWS is let in.)",
    .aws = "IAM roles: Role trust policies",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "*"},
 "Action": "sts:AssumeRole",
 "Condition": {"Bool": {"aws:SecureTransport": "true"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "*"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}}};

inline constexpr diag::Rule kWholeAccountTrusted{
    .id = "IAM527",
    .name = "whole-account-trusted",
    .severity = diag::Severity::kWarning,
    .summary = "a whole account trusted",
    .explanation =
        R"(Every principal of the account may assume the role that the account's
administrators let; who that is, is decided there.)",
    .aws = "Access to AWS accounts owned by third parties",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "333333333333"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "333333333333"},
 "Action": "sts:AssumeRole",
 "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::333333333333:role/ops-*"},
 "StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}}};

inline constexpr diag::Rule kOutsideAccountWithoutExternalId{
    .id = "IAM528",
    .name = "outside-account-without-external-id",
    .severity = diag::Severity::kSecurity,
    .summary = "another company trusted without an external id",
    .explanation =
        R"(A company that works for several customers could be made to use this role
for one of the others. An external id that it gives each customer prevents
that; between accounts of one organization aws:PrincipalOrgID does.)",
    .aws = "Access to AWS accounts owned by third parties",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::999988887777:role/vendor"},
 "Action": "sts:AssumeRole"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::999988887777:role/vendor"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": "example-7301"}}})"),
                .also = {}}};

inline constexpr diag::Rule kExternalIdGrammar{
    .id = "IAM529",
    .name = "external-id-grammar",
    .severity = diag::Severity::kError,
    .summary = "an external id that STS does not take",
    .explanation =
        R"(An external id has 2 to 1,224 letters, digits and characters of _ + = , .
@ : / and -.)",
    .aws = "AssumeRole",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::999988887777:role/vendor"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": "x"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::999988887777:role/vendor"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": "example-7301"}}})"),
                .also = {}}};

inline constexpr diag::Rule kExternalIdWildcard{
    .id = "IAM530",
    .name = "external-id-wildcard",
    .severity = diag::Severity::kSecurity,
    .summary = "an external id that anybody can give",
    .explanation =
        R"(With a wildcard any id will do, with IfExists none is needed.)",
    .aws = "Access to AWS accounts owned by third parties",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::999988887777:role/vendor"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringLike": {"sts:ExternalId": "example-*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::999988887777:role/vendor"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": "example-7301"}}})"),
                .also = {}}};

inline constexpr diag::Rule kUserAsTrustedPrincipal{
    .id = "IAM533",
    .name = "user-as-trusted-principal",
    .severity = diag::Severity::kSuggestion,
    .summary = "a user trusted without MFA",
    .explanation =
        R"(Users have keys that do not expire. Whoever finds one assumes the role.)",
    .aws = "Configuring MFA-protected API access",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:user/anna"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:user/anna"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
 "Bool": {"aws:MultiFactorAuthPresent": "true"}}})"),
                .also = {}}};

inline constexpr diag::Rule kSessionArnInPrincipalArn{
    .id = "IAM535",
    .name = "session-arn-in-principal-arn",
    .severity = diag::Severity::kWarning,
    .summary = "a session where the key holds the role",
    .explanation =
        R"(For a session aws:PrincipalArn is the ARN of the role, not of the session.
The test never holds.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:sts::222222222222:assumed-role/reader/*"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/reader"}}})"),
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
                .also = "IAM518 IAM523"}};

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

inline constexpr diag::Rule kRootUserTested{
    .id = "IAM539",
    .name = "root-user-tested",
    .severity = diag::Severity::kWarning,
    .summary = "a test for the root user where the account may be meant",
    .explanation =
        R"(As a principal, the root of an account stands for the whole account. As a
value of aws:PrincipalArn it is the root user alone.)",
    .aws = "AWS global condition context keys",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::222222222222:root"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalAccount": "222222222222"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
