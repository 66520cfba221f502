// Rules that whoever reads a document and whoever checks one both report.
#pragma once

#include "diag/rule.h"

namespace iamgen::policy {

inline constexpr diag::Rule kDuplicateMember{
    .id = "IAM002",
    .name = "duplicate-json-member",
    .severity = diag::Severity::kError,
    .summary = "one member twice in an object of a document",
    .explanation =
        R"(Of two members with one name, readers of JSON keep the last in
silence, and a reviewer may have read the first. In a topology two operators of
a condition, or two keys of an operator, can be different variables that hold
the same in some account:

    when: { StringEquals: { "{{A}}": x, "{{B}}": y } }    (A and B equal)

Written once, with the values of both, nothing is lost.)",
    .aws = "Grammar of the IAM JSON policy language",
    .example = {.as = "identity",
                .fires = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
 "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .repaired = R"({"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow",
 "Action": ["s3:GetObject", "s3:GetObjectTagging"],
 "Resource": "arn:aws:s3:::example-bucket/*"}]})",
                .also = {}}};

}  // namespace iamgen::policy
