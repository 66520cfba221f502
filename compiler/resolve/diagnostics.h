// The findings of name resolution: accounts, selectors, variables, references.
#pragma once

#include "diag/rule.h"
#include "diag/shared_rules.h"

namespace iamgen::resolve {

inline constexpr diag::Rule kDuplicateName = {
    .id = "SPEC040",
    .name = "duplicate-name",
    .severity = diag::Severity::kError,
    .summary = "two accounts or entities that cannot be told apart",
    .explanation =
        R"(Two accounts share an alias or an id, or two entities of one kind have
keys that are equal or differ in case alone. IAM compares names without regard
to case, so such a pair cannot live in one account.

Fires:    roles: { Deploy: { in: master }, deploy: { in: children } }
Repaired: roles: { Deploy: { in: master }, DeployChild: { in: children } }
AWS: "IAM identifiers"
)"};

inline constexpr diag::Rule kReservedAlias = {
    .id = "SPEC041",
    .name = "reserved-alias",
    .severity = diag::Severity::kError,
    .summary = "an account's alias is a word that selectors use",
    .explanation =
        R"(`master`, `children`, `all` and `same` mean something in a selector,
and twelve digits are an account id. An account of that name could not be
selected.

Fires:    children: { all: { id: "222222222222" } }
Repaired: children: { everything: { id: "222222222222" } }
)"};

inline constexpr diag::Rule kEmptySelector = {
    .id = "SPEC042",
    .name = "empty-selector",
    .severity = diag::Severity::kError,
    .summary = "a selector that matches no account",
    .explanation =
        R"(The selector names no account of the topology. If it were taken as
"none", the role would vanish or its trust would be empty, without a word.

Fires:    roles: { Deploy: { in: prodution } }
Repaired: roles: { Deploy: { in: production } }
)"};

inline constexpr diag::Rule kUndefinedVariable = {
    .id = "SPEC043",
    .name = "undefined-variable",
    .severity = diag::Severity::kError,
    .summary = "a reference to a variable that is not defined",
    .explanation =
        R"(A text refers to a name that neither an argument, nor the entity, nor
the account, nor the topology defines. Nothing is ever filled with an empty
text. The message says in which accounts the name is missing.

Fires:    on: "arn:aws:s3:::{{LOGS_BUCKET}}/*"     (LOGS_BUCKET nowhere)
Repaired: variables: { LOGS_BUCKET: example-logs }
)"};

inline constexpr diag::Rule kUnusedVariable = {
    .id = "SPEC044",
    .name = "unused-variable",
    .severity = diag::Severity::kWarning,
    .summary = "a variable, parameter or argument that nothing uses",
    .explanation =
        R"(A value is defined and no text refers to it: most often the name is
misspelt on one of the two sides.

Fires:    variables: { LOG_BUCKET: example-logs }  (texts say {{LOGS_BUCKET}})
Repaired: use it, or remove it
)"};

inline constexpr diag::Rule kMalformedReference = {
    .id = "SPEC045",
    .name = "malformed-reference",
    .severity = diag::Severity::kError,
    .summary = "text between `{{` and `}}` that is no reference",
    .explanation =
        R"(Between `{{` and `}}` stands the name of a variable (letters, digits,
`_`, `-` and `.`), or a kind and a name, as in `{{role:Deploy@master}}`. For the
two characters themselves write `{{{{`.

Fires:    description: "{{the bucket}}"
Repaired: description: "{{BUCKET}}"
)"};

inline constexpr diag::Rule kListInText = {
    .id = "SPEC046",
    .name = "list-in-text",
    .severity = diag::Severity::kError,
    .summary = "a list where a single text is needed",
    .explanation =
        R"(A variable that holds a list, or a reference to an entity in several
accounts, stands where there is room for one text: in a name, a path, a
description, a tag, or beside another list in the same text.

Fires:    description: "serves {{children.ids}}"
Repaired: use it where IAM takes a list: in an action, a resource, a principal
          or the value of a condition
)"};

inline constexpr diag::Rule kUnknownName = {
    .id = "SPEC047",
    .name = "unknown-name",
    .severity = diag::Severity::kError,
    .summary = "a reference to an entity, template or file that is not there",
    .explanation =
        R"(A role, policy, instance profile, template or file is named, and there
is none of that name, or not in the accounts where it is needed.

Fires:    policies: [AuditWritter]
Repaired: policies: [AuditWriter]
)"};

inline constexpr diag::Rule kUnlistedService = {
    .id = "SPEC048",
    .name = "unlisted-service-principal",
    .severity = diag::Severity::kWarning,
    .summary = "a service principal of the right form that is in no list",
    .explanation =
        R"(The principal looks right but is none that iamgen knows. AWS publishes
no complete list, so it may exist; compare it with the service's documentation.

Fires:    trusted_by: [ { service: newthing.amazonaws.com } ]
)"};

inline constexpr diag::Rule kUnknownManagedPolicy = {
    .id = "IAM929",
    .name = "invalid-managed-policy-arn",
    .severity = diag::Severity::kError,
    .summary = "a managed policy that does not exist",
    .explanation =
        R"(The name is no AWS managed policy, or the ARN is not that of a managed
policy, or its path is wrong: `AmazonEC2ContainerServiceforEC2Role` lies under
`service-role/`. Written by name, the path is found for you.

Fires:    managed_policies: [ReadOnlyAcess]
Repaired: managed_policies: [ReadOnlyAccess]
AWS: "AWS managed policies for job functions", "IAM ARNs"
)"};

inline constexpr diag::Rule kArguments = {
    .id = "SPEC049",
    .name = "wrong-arguments",
    .severity = diag::Severity::kError,
    .summary = "a library policy used with other arguments than it takes",
    .explanation =
        R"(A policy with `params` is a template: each use gives it, under
`with:`, a value for every parameter that has no default, and nothing else.

Fires:    inline: { write: [ { policy: AuditWriter, with: { TABEL: Audit } } ] }
Repaired: inline: { write: [ { policy: AuditWriter, with: { TABLE: Audit } } ] }
)"};

inline constexpr diag::Rule kEdgeMissingRole = {
    .id = "SPEC050",
    .name = "edge-without-role",
    .severity = diag::Severity::kError,
    .summary = "a trust edge whose other end does not exist",
    .explanation =
        R"(An edge names a role that the topology does not define, or selects an
account in which that role does not exist. IAM would refuse the trust, or the
permission would lead nowhere.

Fires:    trusted_by: [ { role: Deploy, in: all } ]    (Deploy only in master)
Repaired: trusted_by: [ { role: Deploy, in: master } ]
)"};

inline constexpr diag::Rule kEdgeDisagreement = {
    .id = "SPEC051",
    .name = "edge-disagreement",
    .severity = diag::Severity::kError,
    .summary = "the two ends of a trust edge say different things",
    .explanation =
        R"(An edge may be written at its target, at its source, or at both. Where
both say something they have to agree, in accounts and in conditions.

Fires:    trusted_by: [ { role: A, in: master, mfa: true } ]  at B, and
          assumes: [ { role: B, in: master } ]                at A
Repaired: write the edge once
)"};

inline constexpr diag::Rule kBadPlace = {
    .id = "SPEC052",
    .name = "unknown-place",
    .severity = diag::Severity::kError,
    .summary = "a partition or region that does not exist",
    .explanation =
        R"(`partition` is one of aws, aws-cn, aws-us-gov, aws-eusc and the
isolated ones; `region` is a region of that partition.

Fires:    defaults: { region: eu-wets-1 }
Repaired: defaults: { region: eu-west-1 }
)"};

inline constexpr diag::Rule kProfileWithoutEc2 = {
    .id = "SPEC053",
    .name = "profile-without-ec2",
    .severity = diag::Severity::kError,
    .summary = "an instance profile whose role EC2 may not assume",
    .explanation =
        R"(An instance gets its credentials by way of the profile's role, which
EC2 assumes. Without `ec2` in the role's trust the profile is of no use.

Fires:    roles: { Deploy: { in: master, instance_profile: true,
                             trusted_by: [ { service: lambda } ] } }
Repaired: trust `ec2` as well, or drop the profile
AWS: "Use instance profiles"
)"};

inline constexpr diag::Rule kUnusedPolicy = {
    .id = "SPEC054",
    .name = "unused-policy",
    .severity = diag::Severity::kWarning,
    .summary = "a library policy that nothing uses",
    .explanation =
        R"(A policy is defined and nothing attaches it, so no output holds it.

Fires:    policies: { Old: { statements: [ ... ] } }   (no role names Old)
Repaired: attach it, or remove it
)"};

inline constexpr diag::Rule kEmptyList = {
    .id = "SPEC055",
    .name = "empty-list",
    .severity = diag::Severity::kError,
    .summary = "a list that comes out empty",
    .explanation =
        R"(All that a statement lists comes from references that stand for
nothing here, such as `{{children.ids}}` in a topology without children. IAM
refuses an empty list of actions or resources.
)"};

inline constexpr diag::Rule kStatementShape = {
    .id = "SPEC056",
    .name = "statement-shape",
    .severity = diag::Severity::kError,
    .summary = "a statement that does not belong in such a policy",
    .explanation =
        R"(A statement of a permissions policy names resources and no principal;
who may use it follows from what it is attached to. A trust policy given as a
permissions policy is refused for the same reason.

Fires:    statements: [ { allow: [s3:GetObject] } ]
Repaired: statements: [ { allow: [s3:GetObject], on: "arn:aws:s3:::b/*" } ]
AWS: "IAM JSON policy elements reference"
)"};

inline constexpr diag::Rule kSharedRole = {
    .id = "SPEC057",
    .name = "shared-job-role",
    .severity = diag::Severity::kWarning,
    .summary = "two Lambda jobs run as one role",
    .explanation =
        R"(Two jobs name the same role, so each may do what the other needs. A
role for each job keeps both to the least they need.

Fires:    lambda_jobs: { A: { in: master, role: R }, B: { in: master, role: R } }
Repaired: lambda_jobs: { A: { in: master }, B: { in: master } }
AWS: "Defining Lambda function permissions with an execution role"
)"};

inline constexpr diag::Rule kGeneratedName = {
    .id = "SPEC058",
    .name = "generated-name-elsewhere",
    .severity = diag::Severity::kError,
    .summary = "another account refers to an entity of a generated name",
    .explanation =
        R"(With `names: generated` CloudFormation makes the name up when it
creates the entity. Within its stack it can be referred to; a trust policy or a
permission in another account would have to know it before.

Fires:    Child: { in: children, names: generated,
                   trusted_by: [ { role: Server, in: master } ] }
Repaired: the same with `names: fixed`
AWS: "Name type" in the AWS CloudFormation User Guide
)"};

inline constexpr diag::Rule kIncludeCycle = {
    .id = "SPEC059",
    .name = "include-cycle",
    .severity = diag::Severity::kError,
    .summary = "files that include each other in a circle",
    .explanation =
        R"(A file includes itself, or one that includes it in turn. Nothing says
which of them is part of which.

Fires:    include: [topology.yaml]     in topology.yaml
Repaired: include what is not the file itself
)"};

inline constexpr diag::Rule kOutsidePath = {
    .id = "SPEC060",
    .name = "path-outside",
    .severity = diag::Severity::kError,
    .summary = "a file outside the topology's own folder",
    .explanation =
        R"(A path of `include`, `file` or `metadata` leads out of the folder that
the topology lies in. A topology that somebody else wrote could read any file
that way, so it has to be allowed.

Fires:    include: [../common/roles.yaml]
Repaired: include: [common/roles.yaml], or `iamgen build --allow-outside`
)"};

inline constexpr diag::Rule kMembership = {
    .id = "SPEC061",
    .name = "membership-of-nobody",
    .severity = diag::Severity::kError,
    .summary = "a user and a group that meet in no account",
    .explanation =
        R"(A user is said to be in a group, or a group to have a user, and the two
are in no account together, so the membership is nowhere.

Fires:    groups: { Ops: { in: dev } }  and  users: { ada: { in: master, groups: [Ops] } }
Repaired: put both into one account
AWS: "IAM user groups"
)"};

inline constexpr diag::Rule kPartialMembership = {
    .id = "SPEC062",
    .name = "membership-in-some-accounts",
    .severity = diag::Severity::kWarning,
    .summary = "a membership that holds in some of the accounts only",
    .explanation =
        R"(A user and a group share some of their accounts and not all. The user
is a member where both are; elsewhere one of them stands alone.

Fires:    groups: { Ops: { in: master } }  and  users: { ada: { in: all, groups: [Ops] } }
Repaired: users: { ada: { in: master, groups: [Ops] } }
AWS: "IAM user groups"
)"};

inline constexpr diag::Rule kUnprovedClaim = {
    .id = "SPEC063",
    .name = "unproved-claim",
    .severity = diag::Severity::kWarning,
    .summary = "a claim that this version reads and does not prove",
    .explanation =
        R"(`expect:` states who may do what. This version of iamgen looks whether
the entities and accounts of a claim exist, and does not evaluate it: do not take
its silence for a proof.

Fires:    expect: [ { allow: sts:AssumeRole, by: role/A@master, on: role/B@dev } ]
)"};

inline constexpr diag::Rule kBadProvider = {
    .id = "IAM931",
    .name = "invalid-provider",
    .severity = diag::Severity::kError,
    .summary = "an identity provider that IAM does not take",
    .explanation =
        R"(The URL of an OIDC provider begins with https://, has at most 255
characters, no query and no slash at its end; a thumbprint is 40 hexadecimal
digits, at most five of them. The metadata of a SAML provider is the XML document
that the identity provider publishes.

Fires:    url: http://token.example.com/
Repaired: url: https://token.example.com
AWS: "CreateOpenIDConnectProvider", "CreateSAMLProvider"
)"};

inline constexpr diag::Rule kSubstitutionExplosion = {
    .id = "SPEC070",
    .name = "substitution-explosion",
    .severity = diag::Severity::kError,
    .summary = "references multiply beyond what a topology can be worth",
    .explanation =
        R"(Values that refer to values multiply: twelve variables, each a list of
ten references to the one before, ask for a hundred billion strings. All of
substitution may make 8 MiB and 256 bytes for each byte of the topology, and a
chain of variables, each defined by way of the next, may have 64 of them.

Fires:    variables: { A: [x, x, x], B: ["{{A}}", "{{A}}", "{{A}}"], ... }
Repaired: variables that are written out, or fewer of them
)"};

inline constexpr const diag::Rule* kResolveRules[] = {
    &kDuplicateName,
    &kReservedAlias,
    &kEmptySelector,
    &kUndefinedVariable,
    &kUnusedVariable,
    &kMalformedReference,
    &kListInText,
    &kUnknownName,
    &diag::kUnknownServicePrincipal,
    &kUnlistedService,
    &kUnknownManagedPolicy,
    &kArguments,
    &kEdgeMissingRole,
    &kEdgeDisagreement,
    &diag::kMalformedAwsPrincipal,
    &diag::kPartitionMismatch,
    &kBadPlace,
    &kProfileWithoutEc2,
    &kUnusedPolicy,
    &kEmptyList,
    &kStatementShape,
    &kSharedRole,
    &kGeneratedName,
    &kIncludeCycle,
    &kOutsidePath,
    &kMembership,
    &kPartialMembership,
    &kUnprovedClaim,
    &kBadProvider,
    &kSubstitutionExplosion};

}  // namespace iamgen::resolve
