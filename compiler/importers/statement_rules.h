// The rules about what stands in a statement and what must.
#pragma once

#include "diag/rule.h"
#include "diag/shared_rules.h"

namespace iamgen::importers {

inline constexpr diag::Rule kUnknownElement{
    .id = "IAM106",
    .name = "unknown-element",
    .severity = diag::Severity::kError,
    .summary = "an element that the policy language does not have",
    .explanation =
        R"(A document has Version, Id and Statement; a statement has nine
elements. Their names are compared letter by letter, and a document with any
other name is refused, also where the name differs in case alone.)",
    .aws = "Grammar of the IAM JSON policy language",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Comment": "readers",
 "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kMissingEffect{
    .id = "IAM107",
    .name = "missing-effect",
    .severity = diag::Severity::kError,
    .summary = "a statement without Effect",
    .explanation =
        R"(A statement allows or it denies, and there is no default: without
Effect the document is refused.)",
    .aws = "IAM JSON policy elements: Effect",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kInvalidEffect{
    .id = "IAM108",
    .name = "invalid-effect",
    .severity = diag::Severity::kError,
    .summary = "an Effect that is neither Allow nor Deny",
    .explanation =
        R"(Effect is `Allow` or `Deny` with just this spelling. Nothing else is
taken, `allow` and `DENY` included.)",
    .aws = "IAM JSON policy elements: Effect",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kMissingAction{
    .id = "IAM109",
    .name = "missing-action",
    .severity = diag::Severity::kError,
    .summary = "a statement without Action",
    .explanation =
        R"(A statement says what it is about with Action or NotAction; IAM
refuses one that has neither.)",
    .aws = "IAM JSON policy elements: Action",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kMissingResource{
    .id = "IAM110",
    .name = "missing-resource",
    .severity = diag::Severity::kError,
    .summary = "a statement without Resource where one must stand",
    .explanation =
        R"(Identity policies, control policies and nearly all resource policies
say in every statement on which resources it holds, with Resource or
NotResource. Trust policies and the policies of repositories of Amazon ECR have
neither: there the resource is what they are attached to.)",
    .aws = "IAM JSON policy elements: Resource",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kExclusiveElements{
    .id = "IAM112",
    .name = "exclusive-elements",
    .severity = diag::Severity::kError,
    .summary = "an element and its opposite in one statement",
    .explanation =
        R"(Action and NotAction, Resource and NotResource, Principal and
NotPrincipal exclude each other: a statement holds one of the two.)",
    .aws = "Grammar of the IAM JSON policy language",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "NotAction": "s3:PutObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kPrincipalInIdentityPolicy{
    .id = "IAM113",
    .name = "principal-in-identity-policy",
    .severity = diag::Severity::kError,
    .summary = "a Principal in a policy of an identity",
    .explanation =
        R"(An identity policy holds for the user, the group or the role that it
is attached to, so it names nobody. IAM refuses one that has Principal or
NotPrincipal.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kResourceInTrustPolicy{
    .id = "IAM115",
    .name = "resource-in-trust-policy",
    .severity = diag::Severity::kError,
    .summary = "a Resource in a trust policy",
    .explanation =
        R"(The resource of a trust policy is the role itself. IAM refuses a
trust policy that has Resource or NotResource.)",
    .aws = "IAM roles",
    .example = {
        .as = "trust",
        .fires = R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"Service": "ec2.amazonaws.com"},
 "Action": "sts:AssumeRole", "Resource": "*"}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"Service": "ec2.amazonaws.com"},
 "Action": "sts:AssumeRole"}]})",
        .also = {}}};

inline constexpr diag::Rule kNotPrincipalInTrustPolicy{
    .id = "IAM116",
    .name = "not-principal-in-trust-policy",
    .severity = diag::Severity::kError,
    .summary = "a NotPrincipal in a trust policy",
    .explanation =
        R"(A trust policy names those whom the role trusts. With NotPrincipal it
would name all others; IAM refuses that, with Deny as with Allow.)",
    .aws = "AWS JSON policy elements: NotPrincipal",
    .example = {
        .as = "trust",
        .fires = R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "NotPrincipal": {"Service": "ec2.amazonaws.com"},
 "Action": "sts:AssumeRole"}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"Service": "ec2.amazonaws.com"},
 "Action": "sts:AssumeRole"}]})",
        .also = {}}};

}  // namespace iamgen::importers
