// The rules about the text and the outermost structure of a document.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kJsonSyntaxError{
    .id = "IAM001",
    .name = "json-syntax-error",
    .severity = diag::Severity::kError,
    .summary = "a policy that is not JSON",
    .explanation =
        R"(IAM reads a policy as JSON by RFC 8259 and refuses what is not,
without saying where. Comments, a comma before a closing bracket and single
quotes are no JSON, however many editors take them.)",
    .aws = "JSON policy document structure",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kDocumentNotObject{
    .id = "IAM003",
    .name = "document-not-object",
    .severity = diag::Severity::kError,
    .summary = "a policy that is no JSON object",
    .explanation =
        R"(A policy is one object with Version and Statement. A list of
statements, or the text of a policy in quotes, is refused.)",
    .aws = "Grammar of the IAM JSON policy language",
    .example = {.as = "identity",
                .fires = R"([{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}])",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kWrongJsonType{
    .id = "IAM004",
    .name = "wrong-json-type",
    .severity = diag::Severity::kError,
    .summary = "an element with a value of another kind than it takes",
    .explanation =
        R"(Every element of the policy language takes a text, a list of texts or
an object, and IAM converts nothing: a number where a text belongs makes the
whole document fail. Only the values of a condition may be numbers and
booleans.)",
    .aws = "Grammar of the IAM JSON policy language",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": {"s3": "GetObject"},
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kCharacterOutOfRange{
    .id = "IAM005",
    .name = "character-out-of-range",
    .severity = diag::Severity::kError,
    .summary = "a character that no policy may hold",
    .explanation =
        R"(IAM takes tabs, line ends and the characters from U+0020 to U+00FF,
and refuses a document with any other, escaped or not. Quotation marks and
dashes that a word processor made are the usual ones.)",
    .aws = "IAM and AWS STS quotas",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/\u20ac"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kNullElement{
    .id = "IAM006",
    .name = "null-element",
    .severity = diag::Severity::kError,
    .summary = "an element that is null",
    .explanation =
        R"(An element that is not wanted is left out; null is no value of any,
and the document is refused.)",
    .aws = "Grammar of the IAM JSON policy language",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": null}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kMissingStatement{
    .id = "IAM101",
    .name = "missing-statement",
    .severity = diag::Severity::kError,
    .summary = "a document without Statement",
    .explanation =
        R"(Statement is the one element that a document must have: without it
there is nothing to allow or to deny.)",
    .aws = "IAM JSON policy elements: Statement",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17"})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

inline constexpr diag::Rule kEmptyStatement{
    .id = "IAM102",
    .name = "empty-statement",
    .severity = diag::Severity::kError,
    .summary = "a document or a statement with nothing in it",
    .explanation =
        R"(A list of statements that is empty, and a statement that is an empty
object, say nothing, and IAM refuses both.)",
    .aws = "IAM JSON policy elements: Statement",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17", "Statement": []})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

}  // namespace iamgen::importers
