// The rules about passing roles, and creating those of services.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kPassRoleStarResource{
    .id = "IAM601",
    .name = "passrole-star-resource",
    .severity = diag::Severity::kSecurity,
    .summary = "iam:PassRole on every role",
    .explanation =
        R"(Whoever may pass any role to a service can act with the rights of any
role, an administrator's included.)",
    .aws = "Grant a user permissions to pass a role to an AWS service",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/*-deploy"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
                .also = {}}};

inline constexpr diag::Rule kPassRoleStarActionAndResource{
    .id = "IAM602",
    .name = "passrole-star-action-and-resource",
    .severity = diag::Severity::kSecurity,
    .summary = "a pattern that covers iam:PassRole, on every role",
    .explanation =
        R"(The pattern also lets roles be passed, any of them and to any service.)",
    .aws = "Grant a user permissions to pass a role to an AWS service",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:Pass*",
 "Resource": "arn:aws:iam::222222222222:role/*-deploy"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
                .also = {}}};

inline constexpr diag::Rule kPassRoleNotResource{
    .id = "IAM603",
    .name = "passrole-not-resource",
    .severity = diag::Severity::kSecurity,
    .summary = "iam:PassRole on all roles but some",
    .explanation =
        R"(NotResource lets every other role be passed, those of tomorrow included.)",
    .aws = "Grant a user permissions to pass a role to an AWS service",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "NotResource": "arn:aws:iam::222222222222:role/job"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
                .also = "IAM618"}};

inline constexpr diag::Rule kPassRoleStarActionNotResource{
    .id = "IAM604",
    .name = "passrole-star-action-not-resource",
    .severity = diag::Severity::kSecurity,
    .summary = "a pattern that covers iam:PassRole, on all roles but some",
    .explanation =
        R"(The pattern lets roles be passed, and NotResource names nearly all of
them.)",
    .aws = "Grant a user permissions to pass a role to an AWS service",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:Pass*",
 "NotResource": "arn:aws:iam::222222222222:role/job"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
                .also = "IAM618"}};

inline constexpr diag::Rule kPassRoleNotActionNotResource{
    .id = "IAM605",
    .name = "passrole-not-action-not-resource",
    .severity = diag::Severity::kSecurity,
    .summary =
        "NotAction that leaves iam:PassRole in, on all resources but some",
    .explanation =
        R"(What is not named is allowed, and iam:PassRole is not named: nearly every
role may be passed.)",
    .aws = "Grant a user permissions to pass a role to an AWS service",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "NotAction": "s3:*",
 "NotResource": "arn:aws:s3:::example-bucket"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
                .also = "IAM611 IAM617 IAM618 IAM701"}};

inline constexpr diag::Rule kPassRoleNotActionStarResource{
    .id = "IAM606",
    .name = "passrole-not-action-star-resource",
    .severity = diag::Severity::kSecurity,
    .summary = "NotAction that leaves iam:PassRole in, on everything",
    .explanation =
        R"(What is not named is allowed, and iam:PassRole is not named: every role
may be passed.)",
    .aws = "Grant a user permissions to pass a role to an AWS service",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
        .also = "IAM612 IAM617 IAM701"}};

inline constexpr diag::Rule kCreateSlrStarResource{
    .id = "IAM607",
    .name = "create-slr-star-resource",
    .severity = diag::Severity::kWarning,
    .summary = "iam:CreateServiceLinkedRole for every service",
    .explanation =
        R"(A role of a service lets that service act in the account. Without
iam:AWSServiceName it can be any.)",
    .aws = "Create a service-linked role",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*",
 "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}})"),
        .also = "IAM616 IAM619 IAM622"}};

inline constexpr diag::Rule kCreateSlrStarActionAndResource{
    .id = "IAM608",
    .name = "create-slr-star-action-and-resource",
    .severity = diag::Severity::kWarning,
    .summary =
        "a pattern that covers iam:CreateServiceLinkedRole, for every service",
    .explanation =
        R"(The pattern also lets roles of services be created, for any of them.)",
    .aws = "Create a service-linked role",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinked*",
 "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*",
 "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}})"),
        .also = "IAM616 IAM619 IAM622"}};

inline constexpr diag::Rule kCreateSlrNotResource{
    .id = "IAM609",
    .name = "create-slr-not-resource",
    .severity = diag::Severity::kWarning,
    .summary = "iam:CreateServiceLinkedRole for all services but some",
    .explanation =
        R"(NotResource lets the roles of all other services be created.)",
    .aws = "Create a service-linked role",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "NotResource": "arn:aws:iam::222222222222:role/job"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*",
 "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}})"),
        .also = "IAM618"}};

inline constexpr diag::Rule kCreateSlrStarActionNotResource{
    .id = "IAM610",
    .name = "create-slr-star-action-not-resource",
    .severity = diag::Severity::kWarning,
    .summary =
        "a pattern that covers iam:CreateServiceLinkedRole, for all services "
        "but some",
    .explanation =
        R"(The pattern also lets roles of nearly all services be created.)",
    .aws = "Create a service-linked role",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinked*",
 "NotResource": "arn:aws:iam::222222222222:role/job"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*",
 "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}})"),
        .also = "IAM618"}};

inline constexpr diag::Rule kCreateSlrNotActionNotResource{
    .id = "IAM611",
    .name = "create-slr-not-action-not-resource",
    .severity = diag::Severity::kWarning,
    .summary =
        "NotAction that leaves iam:CreateServiceLinkedRole in, for all "
        "services but some",
    .explanation =
        R"(What is not named is allowed, and iam:CreateServiceLinkedRole is not
named.)",
    .aws = "Create a service-linked role",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "NotAction": "s3:*",
 "NotResource": "arn:aws:s3:::example-bucket"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*",
 "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}})"),
        .also = "IAM605 IAM617 IAM618 IAM701"}};

inline constexpr diag::Rule kCreateSlrNotActionStarResource{
    .id = "IAM612",
    .name = "create-slr-not-action-star-resource",
    .severity = diag::Severity::kWarning,
    .summary =
        "NotAction that leaves iam:CreateServiceLinkedRole in, for every "
        "service",
    .explanation =
        R"(What is not named is allowed, and iam:CreateServiceLinkedRole is not
named.)",
    .aws = "Create a service-linked role",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*",
 "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}})"),
        .also = "IAM606 IAM617 IAM701"}};

inline constexpr diag::Rule kPassRoleWithoutService{
    .id = "IAM630",
    .name = "passrole-without-service",
    .severity = diag::Severity::kSuggestion,
    .summary = "a role that may be passed to every service",
    .explanation =
        R"(Without iam:PassedToService the role can be passed to whatever service it
trusts, now or later.)",
    .aws = "Grant a user permissions to pass a role to an AWS service",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "iam:PassRole",
 "Resource": "arn:aws:iam::222222222222:role/job",
 "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}})"),
                .also = {}}};

}  // namespace iamgen::checks
