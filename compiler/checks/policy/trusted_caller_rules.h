// The rules about accounts, users and roles that a trust policy lets in, and
// about tests of who they are.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

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
