// What stands in texts: variables, references, arguments.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::resolve {

inline constexpr diag::Rule kUndefinedVariable = {
    .id = "SPEC043",
    .name = "undefined-variable",
    .severity = diag::Severity::kError,
    .summary = "a reference to a variable that is not defined",
    .explanation =
        R"(A text refers to a name that neither an argument, nor the entity, nor
the account, nor the topology defines. Nothing is ever filled with an empty
text. The message says in which accounts the name is missing.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, description: "{{TEAM}}", trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(R"(variables: { TEAM: shop }
roles: { A: { in: master, description: "{{TEAM}}", trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kUnusedVariable = {
    .id = "SPEC044",
    .name = "unused-variable",
    .severity = diag::Severity::kWarning,
    .summary = "a variable, parameter or argument that nothing uses",
    .explanation =
        R"(A value is defined and no text refers to it: most often the name is
misspelt on one of the two sides.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(variables: { TEAM: shop }
roles: { A: { in: master, trusted_by: [ { service: ec2 } ] } }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(variables: { TEAM: shop }
roles: { A: { in: master, description: "{{TEAM}}", trusted_by: [ { service: ec2 } ] } }
)"),
                .also = {}}};

inline constexpr diag::Rule kMalformedReference = {
    .id = "SPEC045",
    .name = "malformed-reference",
    .severity = diag::Severity::kError,
    .summary = "text between `{{` and `}}` that is no reference",
    .explanation =
        R"(Between `{{` and `}}` stands the name of a variable (letters, digits,
`_`, `-` and `.`), or a kind and a name, as in `{{role:Deploy@master}}`. For the
two characters themselves write `{{{{`.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, description: "{{the team}}", trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(R"(variables: { TEAM: shop }
roles: { A: { in: master, description: "{{TEAM}}", trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kListInText = {
    .id = "SPEC046",
    .name = "list-in-text",
    .severity = diag::Severity::kError,
    .summary = "a list where a single text is needed",
    .explanation =
        R"(A variable that holds a list, or a reference to an entity in several
accounts, stands where there is room for one text: in a name, a path, a
description, a tag, or beside another list in the same text.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_TWO_ACCOUNTS(
            R"(roles: { A: { in: master, description: "for {{children.ids}}", trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_TWO_ACCOUNTS(
            R"(roles: { A: { in: master, description: "for all children", trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kArguments = {
    .id = "SPEC049",
    .name = "wrong-arguments",
    .severity = diag::Severity::kError,
    .summary = "a library policy used with other arguments than it takes",
    .explanation =
        R"(A policy with `params` is a template: each use gives it, under
`with:`, a value for every parameter that has no default, and nothing else.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(policies:
  Writer:
    params: [QUEUE]
    statements: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:222222222222:{{QUEUE}}" } ]
roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { write: [ { policy: Writer, with: { QUEU: audit } } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Writer:
    params: [QUEUE]
    statements: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:222222222222:{{QUEUE}}" } ]
roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { write: [ { policy: Writer, with: { QUEUE: audit } } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kEmptyList = {
    .id = "SPEC055",
    .name = "empty-list",
    .severity = diag::Severity::kError,
    .summary = "a list that comes out empty",
    .explanation =
        R"(All that a statement lists comes from references that stand for
nothing here, such as `{{children.ids}}` in a topology without children. IAM
refuses an empty list of actions or resources.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { files: [ { allow: s3:GetObject, on: [] } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { files: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kSubstitutionExplosion = {
    .id = "SPEC070",
    .name = "substitution-explosion",
    .severity = diag::Severity::kError,
    .summary = "references multiply beyond what a topology can be worth",
    .explanation =
        R"(Values that refer to values multiply: twelve variables, each a list of
ten references to the one before, ask for a hundred billion strings. All of
substitution may make 8 MiB and 256 bytes for each byte of the topology, and a
chain of variables, each defined by way of the next, may have 64 of them.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(variables:
  A0: x
[[30 times:   A#: "{{A@}}{{A@}}"
]]roles: { A: { in: master, description: "{{A30}}", trusted_by: [ { service: ec2 } ] } }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(variables: { A: x }
roles: { A: { in: master, description: "{{A}}", trusted_by: [ { service: ec2 } ] } }
)"),
                .also = {}}};

}  // namespace iamgen::resolve
