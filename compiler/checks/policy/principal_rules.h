// The rules about the form of principals.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kMalformedPrincipal{
    .id = "IAM501",
    .name = "malformed-principal",
    .severity = diag::Severity::kError,
    .summary = "a principal that is a text other than `*`",
    .explanation =
        R"(Principal is `*` or an object that says of what type its values are. A
bare account or ARN is refused.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": "222222222222",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "222222222222"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kUnknownPrincipalType{
    .id = "IAM502",
    .name = "unknown-principal-type",
    .severity = diag::Severity::kError,
    .summary = "a type of principal that IAM does not have",
    .explanation =
        R"(The types are AWS, Service, Federated and CanonicalUser, in just these
letters.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Aws": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kWildcardWithinPrincipal{
    .id = "IAM503",
    .name = "wildcard-within-principal",
    .severity = diag::Severity::kError,
    .summary = "a wildcard within a principal",
    .explanation =
        R"(A principal is one account, user, role or session, or everybody. Wildcards
within it are not expanded; the condition key aws:PrincipalArn takes them.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/*"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "222222222222"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/*"}}})"),
                .also = {}}};

inline constexpr diag::Rule kBareStarInTrustPolicy{
    .id = "IAM504",
    .name = "bare-star-in-trust-policy",
    .severity = diag::Severity::kError,
    .summary = "a trust policy for `*` without a type",
    .explanation =
        R"(IAM refuses `*` as the principal of a trust policy. Everybody of AWS is
`{"AWS": "*"}`, which is seldom meant.)",
    .aws = "IAM roles: Role trust policies",
    .example = {
        .as = "trust",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"AWS": "*"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
        .also = {}}};

inline constexpr diag::Rule kRoleIdAsPrincipal{
    .id = "IAM507",
    .name = "role-id-as-principal",
    .severity = diag::Severity::kWarning,
    .summary = "the unique id of a role as a principal",
    .explanation =
        R"(IAM writes the id of a role in place of its ARN when the role is gone.
Nobody else ever has this id again.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "trust",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"AWS": "AROADBQP57FF2AEXAMPLE"},
 "Action": "sts:AssumeRole"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
        .also = {}}};

inline constexpr diag::Rule kUserIdAsPrincipal{
    .id = "IAM508",
    .name = "user-id-as-principal",
    .severity = diag::Severity::kWarning,
    .summary = "the unique id of a user as a principal",
    .explanation =
        R"(IAM writes the id of a user in place of its ARN when the user is gone.
Nobody else ever has this id again.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "trust",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"AWS": "AIDACKCEVSQ6C2EXAMPLE"},
 "Action": "sts:AssumeRole"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
        .also = {}}};

inline constexpr diag::Rule kFederatedOutsideTrust{
    .id = "IAM509",
    .name = "federated-principal-outside-trust",
    .severity = diag::Severity::kError,
    .summary = "an identity provider as the principal of a resource policy",
    .explanation =
        R"(Federated principals come in through a role's trust policy. Towards
resources they act as sessions of that role.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:saml-provider/corp"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kMalformedFederatedPrincipal{
    .id = "IAM510",
    .name = "malformed-federated-principal",
    .severity = diag::Severity::kError,
    .summary = "a federated principal in a form that IAM does not know",
    .explanation =
        R"(A federated principal is the ARN of a SAML or OIDC provider, or the host
of one that AWS knows, such as accounts.google.com.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "trust",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Federated": "saml-provider/corp"},
 "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:saml-provider/corp"},
 "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}})"),
        .also = {}}};

inline constexpr diag::Rule kActionPrincipalMismatch{
    .id = "IAM511",
    .name = "action-principal-mismatch",
    .severity = diag::Severity::kError,
    .summary = "an action that this kind of principal cannot ask for",
    .explanation =
        R"(SAML providers come with sts:AssumeRoleWithSAML, OIDC providers with
sts:AssumeRoleWithWebIdentity, everybody else with sts:AssumeRole.)",
    .aws = "IAM roles: Role trust policies",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:saml-provider/corp"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Federated": "arn:aws:iam::222222222222:saml-provider/corp"},
 "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}})"),
                .also = {}}};

inline constexpr diag::Rule kRolesAnywhereActionsMissing{
    .id = "IAM512",
    .name = "roles-anywhere-actions-missing",
    .severity = diag::Severity::kError,
    .summary = "a trust of IAM Roles Anywhere without all its actions",
    .explanation =
        R"(IAM Roles Anywhere sets a source identity and tags of the session, and
fails without the right to.)",
    .aws = "Trust model in AWS Identity and Access Management Roles Anywhere",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Service": "rolesanywhere.amazonaws.com"},
 "Action": "sts:AssumeRole",
 "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:222222222222:trust-anchor/example"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"Service": "rolesanywhere.amazonaws.com"},
 "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
 "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:222222222222:trust-anchor/example"}}})"),
                .also = {}}};

inline constexpr diag::Rule kRedundantSessionPrincipal{
    .id = "IAM513",
    .name = "redundant-session-principal",
    .severity = diag::Severity::kSuggestion,
    .summary = "a session beside the role that it is of",
    .explanation = R"(Whoever trusts the role trusts all its sessions.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": ["arn:aws:iam::222222222222:role/reader",
 "arn:aws:sts::222222222222:assumed-role/reader/anna"]},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kAllowWithNotPrincipal{
    .id = "IAM514",
    .name = "allow-with-not-principal",
    .severity = diag::Severity::kSecurity,
    .summary = "an Allow with NotPrincipal",
    .explanation =
        R"(It allows everybody but the named ones, people without an AWS account
included.)",
    .aws = "AWS JSON policy elements: NotPrincipal",
    .example = {
        .as = "resource:s3",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "NotPrincipal": {"AWS": "222222222222"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .also = {}}};

inline constexpr diag::Rule kDenyWithNotPrincipal{
    .id = "IAM515",
    .name = "deny-with-not-principal",
    .severity = diag::Severity::kWarning,
    .summary = "a Deny with NotPrincipal",
    .explanation =
        R"(Who is to escape such a Deny has to be named with account, role and
session, each of them, and whatever AWS adds is denied by surprise. A
condition on aws:PrincipalArn says the same in one line.)",
    .aws = "AWS JSON policy elements: NotPrincipal",
    .example = {
        .as = "resource:s3",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny",
 "NotPrincipal": {"AWS": "arn:aws:iam::222222222222:user/anna"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::222222222222:user/anna"}}})"),
        .also = {}}};

inline constexpr diag::Rule kServicePrincipalWildcard{
    .id = "IAM532",
    .name = "service-principal-wildcard",
    .severity = diag::Severity::kError,
    .summary = "a wildcard in a service principal",
    .explanation =
        R"(A service principal is one service. There is no pattern for several.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "trust",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Service": "*.amazonaws.com"},
 "Action": "sts:AssumeRole"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
 "Action": "sts:AssumeRole"})"),
        .also = "IAM516"}};

inline constexpr diag::Rule kCanonicalUserOutsideS3{
    .id = "IAM534",
    .name = "canonical-user-outside-s3",
    .severity = diag::Severity::kError,
    .summary = "a canonical user id outside S3",
    .explanation =
        R"(Canonical user ids are names that S3 has for accounts. No other policy
takes them.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "trust",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},
 "Action": "sts:AssumeRole"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
