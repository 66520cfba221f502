// The rules of the readers: what can be wrong with a file before anybody asks
// what it means.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::syntax {

inline constexpr diag::Rule kYamlSyntax{
    .id = "SPEC001",
    .name = "yaml-syntax",
    .summary = "the text is not YAML",
    .explanation =
        R"(The file does not follow the grammar of YAML at this place, so what
comes after it cannot be trusted to mean what it looks like. Nothing is compiled
from it.
Fires on `a: [1, 2` without its `]`, on a key without `:`, on a line whose
indentation matches no line above it.
Repair what the message names; keys of one mapping start in the same column.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111"
)",
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = {}}};

inline constexpr diag::Rule kJsonSyntax{
    .id = "SPEC002",
    .name = "json-syntax",
    .summary = "the text is not JSON",
    .explanation =
        R"(The file does not follow RFC 8259. AWS refuses such a document too,
and readers that forgive differ in what they make of it.
Fires on comments, on a `,` before `}` or `]`, on `'text'`, on `True` and `012`.
Remove or rewrite what the message names, or give the file a `.yaml` name.)",
    .example = {
        .as = "topology.json",
        .fires = R"({ "iamgen": 1, "master": { "id": "111111111111" }, }
)",
        .repaired = R"({ "iamgen": 1, "master": { "id": "111111111111" } }
)",
        .also = {}}};

inline constexpr diag::Rule kDuplicateKey{
    .id = "SPEC003",
    .name = "duplicate-key",
    .summary = "a mapping holds the same key twice",
    .explanation =
        R"(One of the two values would be lost, and readers differ in which: a
policy could allow something else than the line that was reviewed.
Fires on `Effect: Deny` and `Effect: Allow` in one statement; `"k"` and `k` are
the same key.
Keep one of the two, or join their values.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Web: { in: master, trusted_by: [ { service: ec2 } ] }
  Web: { in: master, trusted_by: [ { service: lambda } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Web: { in: master, trusted_by: [ { service: ec2 }, { service: lambda } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kSecondDocument{
    .id = "SPEC004",
    .name = "second-document",
    .summary = "something follows the end of the document",
    .explanation =
        R"(A file is one YAML document. What follows its end would be ignored in
silence by most readers.
Fires on a second `---`, on text after `...`, and on a key in the column of a
list above it (`- a`, then `k: b`), where YAML takes the document to be over.
Put the second document into a file of its own, or repair the indentation.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(---
iamgen: 1
master: { id: "222222222222" }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = {}}};

inline constexpr diag::Rule kInvalidUtf8{
    .id = "SPEC005",
    .name = "invalid-utf8",
    .summary = "the file holds bytes that are not UTF-8",
    .explanation =
        R"(A byte that is no part of a UTF-8 character would be replaced in
silence, and a name that was reviewed would not be the name that is deployed.
Fires on a file saved as Latin-1 or UTF-16, and on a file that is not text.
Save it as UTF-8.)"};

inline constexpr diag::Rule kControlCharacter{
    .id = "SPEC006",
    .name = "control-character",
    .summary = "the file holds a control character",
    .explanation =
        R"(Control characters are invisible in editors and reviews; a NUL even
changes what the character after it means to some readers. YAML allows tabs and
line ends only.
Fires on NUL, escape, delete and their like, mostly left by a copy from a
terminal.
Remove the character; inside double quotes it can be written as an escape,
`\x1b`.)"};

inline constexpr diag::Rule kLoneCarriageReturn{
    .id = "SPEC007",
    .name = "lone-carriage-return",
    .summary = "a carriage return stands without a line feed",
    .explanation =
        R"(Readers disagree whether a carriage return alone ends a line, so the
same file would have two meanings.
Fires on line ends of classic Mac OS and on files joined from different systems.
Save the file with line feeds (LF), or with CR LF throughout.)"};

inline constexpr diag::Rule kMergeKey{
    .id = "SPEC008",
    .name = "merge-key",
    .summary = "a mapping uses the merge key `<<`",
    .explanation =
        R"(`<<` belongs to a draft for YAML 1.1 and to no version of the
language since; readers that lack it would take it for an ordinary key and lose
what it merges.
Fires on `<<: *base`.
Write the keys out, or share them with the topology's own means: `defaults`,
template policies, `each`.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Base: &base { in: master, trusted_by: [ { service: ec2 } ] }
  Web: { <<: *base }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Base: { in: master, trusted_by: [ { service: ec2 } ] }
  Web: { in: master, trusted_by: [ { service: ec2 } ] }
)"),
                .also = "SPEC032"}};

inline constexpr diag::Rule kAliasCycle{
    .id = "SPEC009",
    .name = "alias-cycle",
    .summary = "an alias stands inside the node that it repeats",
    .explanation =
        R"(The alias would have to be replaced by a copy of what holds it,
without end.
Fires on `&a [x, *a]`.
Move the anchor to the part that is to be repeated, or write it out.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(variables: { A: &a [x, *a] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(variables: { A: [x, x] }
roles: { Web: { in: master, description: "x", trusted_by: [ { service: ec2 } ] } }
)"),
                .also = "SPEC044"}};

inline constexpr diag::Rule kAliasExplosion{
    .id = "SPEC010",
    .name = "alias-explosion",
    .summary = "aliases repeat more than the file can be worth",
    .explanation =
        R"(Aliases to nodes that hold aliases multiply: a file of 400 bytes can
ask for a billion nodes. The budget is ten nodes for a byte of the file, and
100,000.
Fires on the "billion laughs" pattern: lists of nine aliases to lists of nine
aliases, eight levels deep.
Write less of it with aliases, or several files with `include`.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(variables:
  A0: &a0 [x, x, x, x, x, x, x, x, x]
[[7 times:   A#: &a# [*a@, *a@, *a@, *a@, *a@, *a@, *a@, *a@, *a@]
]])"),
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = "SPEC031 SPEC044"}};

inline constexpr diag::Rule kNestingTooDeep{
    .id = "SPEC011",
    .name = "nesting-too-deep",
    .summary = "lists and mappings are nested more than 64 deep",
    .explanation =
        R"(No topology and no policy needs more than a dozen levels; files that
have more are made to exhaust whoever reads them.
Fires on `[[[[...` with 65 brackets.
Remove the levels that hold nothing but the next level.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(variables:
  A: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = "SPEC031 SPEC044"}};

inline constexpr diag::Rule kTabIndentation{
    .id = "SPEC012",
    .name = "tab-indentation",
    .summary = "a line is indented with a tab",
    .explanation =
        R"(YAML counts columns in spaces and has no tabs in indentation: how
wide a tab is would decide what belongs to what.
Fires on a line of a mapping or a list that starts with a tab.
Replace the tabs by spaces; most editors have a setting for it.)",
    .example = {.as = "topology",
                .fires = "iamgen: 1\n"
                         "master:\n"
                         "\tid: \"111111111111\"\n",
                .repaired = R"(iamgen: 1
master:
  id: "111111111111"
)",
                .also = {}}};

inline constexpr diag::Rule kUnquotedStar{
    .id = "SPEC013",
    .name = "unquoted-star",
    .summary = "a `*` without quotes starts an alias",
    .explanation =
        R"(In IAM `*` stands for everything, in YAML it starts an alias, a
reference to a node with an anchor.
Fires on `Action: *` and on `[*, s3:Get*]`; a `*` further on in the text, as in
`s3:*`, is text.
Put it in quotes: `Action: "*"`.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, trusted_by: [ { service: ec2 } ], inline: { list: [ { allow: s3:ListAllMyBuckets, on: * } ] } } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, trusted_by: [ { service: ec2 } ], inline: { list: [ { allow: s3:ListAllMyBuckets, on: "*" } ] } } }
)"),
        .also = {}}};

inline constexpr diag::Rule kUnquotedReference{
    .id = "SPEC014",
    .name = "unquoted-reference",
    .summary = "a value starts with `{{` without quotes",
    .explanation =
        R"(`{` at the start of a value opens a mapping in YAML, so `{{NAME}}` is
a mapping in a mapping and not a reference to a variable.
Fires on `bucket: {{NAME}}` and `id: {{NAME}}-logs`; further on in the text, as
in `arn:aws:s3:::{{NAME}}`, braces are text.
Put the whole value in quotes: `bucket: "{{NAME}}"`.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(variables: { BUCKET: example }
roles:
  Web: { in: master, description: {{BUCKET}}, trusted_by: [ { service: ec2 } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(variables: { BUCKET: example }
roles:
  Web: { in: master, description: "{{BUCKET}}", trusted_by: [ { service: ec2 } ] }
)"),
                .also = "SPEC044"}};

inline constexpr diag::Rule kUnterminatedText{
    .id = "SPEC015",
    .name = "unterminated-text",
    .summary = "a quote is never closed",
    .explanation =
        R"(The file ends inside a quoted text: it was cut off, or a closing
quote is missing, and all that follows was read as a part of the text.
Fires on `a: "x` where no other `"` follows.
Close the quote; inside '...' a quote is written twice, inside "..." as
`\"`.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111 }
)",
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = "SPEC001"}};

inline constexpr diag::Rule kCollectionAsKey{
    .id = "SPEC016",
    .name = "collection-as-key",
    .summary = "a list or a mapping is used as a key",
    .explanation =
        R"(YAML lets any node be a key; here keys are names.
Fires on `[a, b]: c` and on `{a: b}: c`.
Write one entry for each name, or put the text in quotes if it was meant as
text.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"([roles, users]: {}
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles: {}
users: {}
)"),
                .also = {}}};

inline constexpr diag::Rule kFileTooLarge{
    .id = "SPEC017",
    .name = "file-too-large",
    .summary = "a file is larger than the limit for its kind",
    .explanation =
        R"(A topology may have 512 MiB and a policy document 4 MiB; AWS itself
stops at far less. A file beyond that is almost surely the wrong file.
Fires on a path that leads to a log, an archive or a device.
Split the topology with `include`, or correct the path.)"};

inline constexpr diag::Rule kRepeatedAnchor{
    .id = "SPEC018",
    .name = "repeated-anchor",
    .severity = diag::Severity::kWarning,
    .summary = "an anchor is defined twice",
    .explanation =
        R"(YAML lets a later anchor take over the name of an earlier one, so
that an alias means what was defined last above it. A line that moves changes
its meaning.
Fires on `a: &x 1` and `b: &x 2` in one file.
Give the second anchor a name of its own.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, description: &what deploys, trusted_by: [ { service: ec2 } ] }
  B: { in: master, description: &what builds, trusted_by: [ { service: ec2 } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, description: deploys, trusted_by: [ { service: ec2 } ] }
  B: { in: master, description: builds, trusted_by: [ { service: ec2 } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kYamlTag{
    .id = "SPEC019",
    .name = "yaml-tag",
    .summary = "a value carries a YAML tag",
    .explanation =
        R"(Tags such as `!Sub` and `!Ref` are functions of CloudFormation. They
mean nothing here, and without its function the value would be plain text.
Fires on `on: !Sub "arn:${AWS::Partition}:s3:::x"`; `!!str` is accepted.
Write the value with the topology's own references: `{{partition}}`,
`{{account.id}}`, `{{role:NAME}}`.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, description: !Sub "for ${AWS::AccountId}", trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, description: "for {{account.id}}", trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kYamlDirective{
    .id = "SPEC020",
    .name = "yaml-directive",
    .summary = "the file starts with a YAML directive",
    .explanation =
        R"(`%YAML` and `%TAG` lines set how the rest of the file is to be read.
The topology language has one way of being read, so they could only be wrong or
ignored.
Fires on `%YAML 1.1` before `---`.
Remove the line.)",
    .example = {.as = "topology",
                .fires = R"(%YAML 1.1
---
iamgen: 1
master: { id: "111111111111" }
)",
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = {}}};

inline constexpr diag::Rule kUndefinedAlias{
    .id = "SPEC021",
    .name = "undefined-alias",
    .summary = "an alias has no anchor above it",
    .explanation =
        R"(An unquoted text that starts with `*` is an alias, a reference to the
node that has the anchor of that name.
Fires on `*-dev` and on `*base` where no `&base` stands above.
Put the text in quotes if it is a pattern; define the anchor if it is an
alias.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: *-dev, trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: "mast*", trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kUnquotedText{
    .id = "SPEC022",
    .name = "unquoted-text",
    .summary = "a text needs quotes",
    .explanation =
        R"(Some characters mean something to YAML: `: ` makes a key, and a value
cannot start with `@`, a backtick or `%`, nor go on after a closing quote.
Fires on `description: audit: daily`, on `team: @security`, on `it: 'it's'`.
Put the whole value in quotes.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    description: audit: daily
    trusted_by: [ { service: ec2 } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    description: "audit: daily"
    trusted_by: [ { service: ec2 } ]
)"),
                .also = {}}};

// For the registry: every rule above.
inline constexpr const diag::Rule* kReaderRules[] = {
    &kYamlSyntax,
    &kJsonSyntax,
    &kDuplicateKey,
    &kSecondDocument,
    &kInvalidUtf8,
    &kControlCharacter,
    &kLoneCarriageReturn,
    &kMergeKey,
    &kAliasCycle,
    &kAliasExplosion,
    &kNestingTooDeep,
    &kTabIndentation,
    &kUnquotedStar,
    &kUnquotedReference,
    &kUnterminatedText,
    &kCollectionAsKey,
    &kFileTooLarge,
    &kRepeatedAnchor,
    &kYamlTag,
    &kYamlDirective,
    &kUndefinedAlias,
    &kUnquotedText,
};

}  // namespace iamgen::syntax
