// The rules about policy variables.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kSymbolInVariable{
    .id = "IAM488",
    .name = "symbol-in-variable",
    .severity = diag::Severity::kError,
    .summary = "a character in a policy variable that no key has",
    .explanation =
        R"(Between the braces stand the name of a condition key and, behind a comma,
a default. Other characters make it a text that nothing replaces.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:user!name}/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
                .also = {}}};

inline constexpr diag::Rule kVariableNeverPresent{
    .id = "IAM489",
    .name = "variable-never-present",
    .severity = diag::Severity::kWarning,
    .summary = "a policy variable that the holders of the policy never have",
    .explanation =
        R"(Sessions of roles have no user name, and users have no name of a role. A
statement whose variable has no value matches nothing.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
name: example
master: { id: "222222222222" }
roles:
  Reader:
    in: master
    trusted_by: [{ service: lambda }]
    inline:
      Own:
        - { sid: Read, allow: s3:GetObject, on: "arn:aws:s3:::b/${aws:username}/*" }
)",
                .repaired = R"(iamgen: 1
name: example
master: { id: "222222222222" }
roles:
  Reader:
    in: master
    trusted_by: [{ service: lambda }]
    inline:
      Own:
        - { sid: Read, allow: s3:GetObject, on: "arn:aws:s3:::b/${aws:userid}/*" }
)",
                .also = "IAM726"}};

inline constexpr diag::Rule kVariableInWrongOperator{
    .id = "IAM490",
    .name = "variable-in-wrong-operator",
    .severity = diag::Severity::kError,
    .summary = "a policy variable in a value that is no text and no ARN",
    .explanation =
        R"(Variables are replaced in values of the String and ARN operators alone;
elsewhere they stay as they are written.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"NumericLessThan": {"s3:max-keys": "${aws:PrincipalTag/most}"}}})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:ListBucket",
 "Resource": "arn:aws:s3:::example-bucket",
 "Condition": {"NumericLessThan": {"s3:max-keys": "100"}}})"),
                .also = {}}};

inline constexpr diag::Rule kVariableMissingBrace{
    .id = "IAM491",
    .name = "variable-missing-brace",
    .severity = diag::Severity::kError,
    .summary = "a policy variable that is not closed",
    .explanation = R"(`${` begins a variable, and no `}` ends it.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
                .also = {}}};

inline constexpr diag::Rule kVariableMissingQuote{
    .id = "IAM492",
    .name = "variable-missing-quote",
    .severity = diag::Severity::kError,
    .summary = "a default in a policy variable without its quotes",
    .explanation =
        R"(The default of a variable stands behind a comma, between single quotes.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:PrincipalTag/team, 'all}/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:PrincipalTag/team, 'all'}/*"})"),
                .also = {}}};

inline constexpr diag::Rule kVariableWithSpace{
    .id = "IAM493",
    .name = "variable-with-space",
    .severity = diag::Severity::kError,
    .summary = "white space in a policy variable",
    .explanation =
        R"(White space may stand between the comma and the default, and nowhere else.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws: username}/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
                .also = {}}};

inline constexpr diag::Rule kEmptyVariable{
    .id = "IAM494",
    .name = "empty-variable",
    .severity = diag::Severity::kError,
    .summary = "a policy variable without a name",
    .explanation = R"(There is nothing between the braces.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${}/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
                .also = {}}};

inline constexpr diag::Rule kVariableInWrongElement{
    .id = "IAM495",
    .name = "variable-in-wrong-element",
    .severity = diag::Severity::kError,
    .summary = "a policy variable where none is replaced",
    .explanation =
        R"(Variables are replaced in Resource, NotResource and the values of
conditions. Anywhere else they are plain text.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:${aws:username}",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
                .also = {}}};

inline constexpr diag::Rule kVariableInOldVersion{
    .id = "IAM496",
    .name = "variable-in-old-version",
    .severity = diag::Severity::kError,
    .summary = "a policy variable in a document of 2008",
    .explanation =
        R"(In a document without Version, or with 2008-10-17, variables are plain
text.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {
        .as = "identity",
        .fires = R"({"Version": "2008-10-17", "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"}]})",
        .repaired = IAMGEN_DOCUMENT(
            R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
        .also = "IAM105"}};

inline constexpr diag::Rule kUnknownVariable{
    .id = "IAM497",
    .name = "unknown-variable",
    .severity = diag::Severity::kWarning,
    .summary = "a policy variable that names no condition key",
    .explanation =
        R"(Variables are named like condition keys. One that names none is never
replaced.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:usrname}/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
                .also = {}}};

inline constexpr diag::Rule kMultivaluedVariable{
    .id = "IAM498",
    .name = "multivalued-variable",
    .severity = diag::Severity::kError,
    .summary = "a policy variable of a key of several values",
    .explanation =
        R"(A variable stands for one text. Of a key that can have several values IAM
makes none.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:TagKeys}/*"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"})"),
                .also = {}}};

inline constexpr diag::Rule kVariableBeforeResourcePart{
    .id = "IAM499",
    .name = "variable-before-resource-part",
    .severity = diag::Severity::kError,
    .summary = "a policy variable before the last field of an ARN",
    .explanation =
        R"(In ARNs of resources, variables are replaced in the last field alone.)",
    .aws = "IAM policy elements: Variables and tags",
    .example = {.as = "identity",
                .fires = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:jobs"})"),
                .repaired = IAMGEN_DOCUMENT(
                    R"({"Effect": "Allow", "Action": "sqs:SendMessage",
 "Resource": "arn:aws:sqs:eu-west-1:222222222222:jobs"})"),
                .also = {}}};

}  // namespace iamgen::checks
