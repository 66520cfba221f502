// The rules about what can go without changing anything.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kRedundantAction{
    .id = "IAM801",
    .name = "redundant-action",
    .severity = diag::Severity::kSuggestion,
    .summary = "an action that another of the list covers",
    .explanation = R"(The pattern beside it names the action too.)",
    .aws = "Access Analyzer policy check reference",
    .example = {
        .as = "identity",
        .fires = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": ["s3:Get*", "s3:GetObject"],
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "s3:Get*",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
        .also = {}}};

inline constexpr diag::Rule kRedundantResource{
    .id = "IAM802",
    .name = "redundant-resource",
    .severity = diag::Severity::kSuggestion,
    .summary = "a resource that another of the list covers",
    .explanation = R"(The pattern beside it names the resource too.)",
    .aws = "Access Analyzer policy check reference",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": ["arn:aws:s3:::example-bucket/*",
 "arn:aws:s3:::example-bucket/reports"]})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kRedundantStatement{
    .id = "IAM803",
    .name = "redundant-statement",
    .severity = diag::Severity::kSuggestion,
    .summary = "a statement that another one covers",
    .explanation = R"(The other statement says the same, or more.)",
    .aws = "Access Analyzer policy check reference",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*", "Sid": "One"},
 {"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*", "Sid": "Two"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kDuplicatePrincipal{
    .id = "IAM804",
    .name = "duplicate-principal",
    .severity = diag::Severity::kSuggestion,
    .summary = "one principal twice",
    .explanation =
        R"(The id of an account and the ARN of its root are the same principal.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {.as = "resource:s3",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": ["222222222222",
 "arn:aws:iam::222222222222:root"]}, "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Principal": {"AWS": "222222222222"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .also = {}}};

inline constexpr diag::Rule kMergeableStatements{
    .id = "IAM805",
    .name = "mergeable-statements",
    .severity = diag::Severity::kSuggestion,
    .summary = "two statements that one could say",
    .explanation =
        R"(They differ in their actions or in their resources alone. One statement is
shorter, and sizes count.)",
    .aws = "IAM and AWS STS quotas",
    .example =
        {.as = "identity",
         .fires = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*", "Sid": "Get"},
 {"Effect": "Allow", "Action": "s3:PutObject",
 "Resource": "arn:aws:s3:::example-bucket/*", "Sid": "Put"})"),
         .repaired = IAMGEN_DOCUMENT(
             R"({"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
         .also = {}},
    .off = true};

inline constexpr diag::Rule kMissingSid{
    .id = "IAM806",
    .name = "missing-sid",
    .severity = diag::Severity::kSuggestion,
    .summary = "a statement without a Sid",
    .explanation =
        R"(Where a project asks for them, Sids name the statements in reviews and in
findings.)",
    .aws = "IAM JSON policy elements: Sid",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*", "Sid": "Read"})"),
                .also = {}},
    .off = true};

}  // namespace iamgen::checks
