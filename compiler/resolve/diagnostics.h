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
to case, so such a pair cannot live in one account.)",
    .aws = "IAM identifiers",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  deploy: { in: dev, trusted_by: [ { service: ec2 } ] }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  DeployChild: { in: dev, trusted_by: [ { service: ec2 } ] }
)",
                .also = {}}};

inline constexpr diag::Rule kReservedAlias = {
    .id = "SPEC041",
    .name = "reserved-alias",
    .severity = diag::Severity::kError,
    .summary = "an account's alias is a word that selectors use",
    .explanation =
        R"(`master`, `children`, `all` and `same` mean something in a selector,
and twelve digits are an account id. An account of that name could not be
selected.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
children: { all: { id: "222222222222" } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
children: { everything: { id: "222222222222" } }
)",
                .also = {}}};

inline constexpr diag::Rule kEmptySelector = {
    .id = "SPEC042",
    .name = "empty-selector",
    .severity = diag::Severity::kError,
    .summary = "a selector that matches no account",
    .explanation =
        R"(The selector names no account of the topology. If it were taken as
"none", the role would vanish or its trust would be empty, without a word.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles: { Deploy: { in: dve, trusted_by: [ { service: ec2 } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles: { Deploy: { in: dev, trusted_by: [ { service: ec2 } ] } }
)",
                .also = {}}};

inline constexpr diag::Rule kUndefinedVariable = {
    .id = "SPEC043",
    .name = "undefined-variable",
    .severity = diag::Severity::kError,
    .summary = "a reference to a variable that is not defined",
    .explanation =
        R"(A text refers to a name that neither an argument, nor the entity, nor
the account, nor the topology defines. Nothing is ever filled with an empty
text. The message says in which accounts the name is missing.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, description: "{{TEAM}}", trusted_by: [ { service: ec2 } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
variables: { TEAM: shop }
roles: { A: { in: master, description: "{{TEAM}}", trusted_by: [ { service: ec2 } ] } }
)",
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
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
variables: { TEAM: shop }
roles: { A: { in: master, trusted_by: [ { service: ec2 } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
variables: { TEAM: shop }
roles: { A: { in: master, description: "{{TEAM}}", trusted_by: [ { service: ec2 } ] } }
)",
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
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, description: "{{the team}}", trusted_by: [ { service: ec2 } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
variables: { TEAM: shop }
roles: { A: { in: master, description: "{{TEAM}}", trusted_by: [ { service: ec2 } ] } }
)",
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
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles: { A: { in: master, description: "for {{children.ids}}", trusted_by: [ { service: ec2 } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles: { A: { in: master, description: "for all children", trusted_by: [ { service: ec2 } ] } }
)",
                .also = {}}};

inline constexpr diag::Rule kUnknownName = {
    .id = "SPEC047",
    .name = "unknown-name",
    .severity = diag::Severity::kError,
    .summary = "a reference to an entity, template or file that is not there",
    .explanation =
        R"(A role, policy, instance profile, template or file is named, and there
is none of that name, or not in the accounts where it is needed.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, policies: [AuditWritter], trusted_by: [ { service: ec2 } ] } }
policies:
  AuditWriter: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:111111111111:audit" } ]
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, policies: [AuditWriter], trusted_by: [ { service: ec2 } ] } }
policies:
  AuditWriter: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:111111111111:audit" } ]
)",
                .also = "SPEC054"}};

inline constexpr diag::Rule kUnlistedService = {
    .id = "SPEC048",
    .name = "unlisted-service-principal",
    .severity = diag::Severity::kWarning,
    .summary = "a service principal of the right form that is in no list",
    .explanation =
        R"(The principal looks right but is none that iamgen knows. AWS publishes
no complete list, so it may exist; compare it with the service's documentation.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, trusted_by: [ { service: newthing.amazonaws.com } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, trusted_by: [ { service: ec2.amazonaws.com } ] } }
)",
                .also = "IAM516"}};

inline constexpr diag::Rule kUnknownManagedPolicy = {
    .id = "IAM929",
    .name = "invalid-managed-policy-arn",
    .severity = diag::Severity::kError,
    .summary = "a managed policy that does not exist",
    .explanation =
        R"(The name is no AWS managed policy, or the ARN is not that of a managed
policy, or its path is wrong: `AmazonEC2ContainerServiceforEC2Role` lies under
`service-role/`. Written by name, the path is found for you.)",
    .aws = "AWS managed policies for job functions",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles: { Audit: { in: master, managed_policies: [SecurityAudt], trusted_by: [ { service: ec2 } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles: { Audit: { in: master, managed_policies: [SecurityAudit], trusted_by: [ { service: ec2 } ] } }
)",
                .also = {}}};

inline constexpr diag::Rule kBoundaryNotPolicy = {
    .id = "IAM928",
    .name = "boundary-not-managed-policy",
    .severity = diag::Severity::kError,
    .summary = "a permissions boundary that is no managed policy",
    .explanation =
        R"(A boundary is a managed policy: one of the topology by its name, one of
AWS by its name, or one that exists by its ARN. IAM takes nothing else.)",
    .aws = "Permissions boundaries for IAM entities",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "222222222222" }
roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    permissions_boundary: arn:aws:iam::222222222222:role/Bounds
)",
                .repaired = R"(iamgen: 1
master: { id: "222222222222" }
roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    permissions_boundary: arn:aws:iam::222222222222:policy/Bounds
)",
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
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
policies:
  Writer:
    params: [QUEUE]
    statements: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:111111111111:{{QUEUE}}" } ]
roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { write: [ { policy: Writer, with: { QUEU: audit } } ] }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
policies:
  Writer:
    params: [QUEUE]
    statements: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:111111111111:{{QUEUE}}" } ]
roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { write: [ { policy: Writer, with: { QUEUE: audit } } ] }
)",
                .also = {}}};

inline constexpr diag::Rule kEdgeMissingRole = {
    .id = "SPEC050",
    .name = "edge-without-role",
    .severity = diag::Severity::kError,
    .summary = "a trust edge whose other end does not exist",
    .explanation =
        R"(An edge names a role that the topology does not define, or selects an
account in which that role does not exist. IAM would refuse the trust, or the
permission would lead nowhere.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: dev, trusted_by: [ { role: A, in: all } ] }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: dev, trusted_by: [ { role: A, in: master } ] }
)",
                .also = {}}};

inline constexpr diag::Rule kEdgeDisagreement = {
    .id = "SPEC051",
    .name = "edge-disagreement",
    .severity = diag::Severity::kError,
    .summary = "the two ends of a trust edge say different things",
    .explanation =
        R"(An edge may be written at its target, at its source, or at both. Where
both say something they have to agree, in accounts and in conditions.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles:
  A: { in: master, trusted_by: [ { service: ec2 } ], assumes: [ { role: B, in: master } ] }
  B: { in: master, trusted_by: [ { role: A, in: master, mfa: true } ] }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: master, trusted_by: [ { role: A, in: master } ] }
)",
                .also = {}}};

inline constexpr diag::Rule kBadPlace = {
    .id = "SPEC052",
    .name = "unknown-place",
    .severity = diag::Severity::kError,
    .summary = "a partition or region that does not exist",
    .explanation =
        R"(`partition` is one of aws, aws-cn, aws-us-gov, aws-eusc and the
isolated ones; `region` is a region of that partition.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
defaults: { region: eu-wets-1 }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
defaults: { region: eu-west-1 }
)",
                .also = {}}};

inline constexpr diag::Rule kProfileWithoutEc2 = {
    .id = "SPEC053",
    .name = "profile-without-ec2",
    .severity = diag::Severity::kError,
    .summary = "an instance profile whose role EC2 may not assume",
    .explanation =
        R"(An instance gets its credentials by way of the profile's role, which
EC2 assumes. Without `ec2` in the role's trust the profile is of no use.)",
    .aws = "Use instance profiles",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, instance_profile: true, trusted_by: [ { service: lambda } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, instance_profile: true, trusted_by: [ { service: ec2 } ] } }
)",
                .also = {}}};

inline constexpr diag::Rule kUnusedPolicy = {
    .id = "SPEC054",
    .name = "unused-policy",
    .severity = diag::Severity::kWarning,
    .summary = "a library policy that nothing uses",
    .explanation =
        R"(A policy is defined and nothing attaches it, so no output holds it.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
policies:
  Old: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ]
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
policies:
  Old: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ]
roles: { A: { in: master, policies: [Old], trusted_by: [ { service: ec2 } ] } }
)",
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
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { files: [ { allow: s3:GetObject, on: [] } ] }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { files: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ] }
)",
                .also = {}}};

inline constexpr diag::Rule kStatementShape = {
    .id = "SPEC056",
    .name = "statement-shape",
    .severity = diag::Severity::kError,
    .summary = "a statement that does not belong in such a policy",
    .explanation =
        R"(A statement of a permissions policy names resources and no principal;
who may use it follows from what it is attached to. A trust policy given as a
permissions policy is refused for the same reason.)",
    .aws = "IAM JSON policy elements reference",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { files: [ { allow: s3:GetObject } ] }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { files: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ] }
)",
                .also = {}}};

inline constexpr diag::Rule kGeneratedName = {
    .id = "SPEC058",
    .name = "generated-name-elsewhere",
    .severity = diag::Severity::kError,
    .summary = "another account refers to an entity of a generated name",
    .explanation =
        R"(With `names: generated` CloudFormation makes the name up when it
creates the entity. Within its stack it can be referred to; a trust policy or a
permission in another account would have to know it before.)",
    .aws = "Name type",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: dev, names: generated, trusted_by: [ { role: A, in: master } ] }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: dev, names: fixed, trusted_by: [ { role: A, in: master } ] }
)",
                .also = {}}};

inline constexpr diag::Rule kIncludeCycle = {
    .id = "SPEC059",
    .name = "include-cycle",
    .severity = diag::Severity::kError,
    .summary = "files that include each other in a circle",
    .explanation =
        R"(A file includes itself, or one that includes it in turn. Nothing says
which of them is part of which.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
include: [topology.yaml]
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
)",
                .also = {}}};

inline constexpr diag::Rule kOutsidePath = {
    .id = "SPEC060",
    .name = "path-outside",
    .severity = diag::Severity::kError,
    .summary = "a file outside the topology's own folder",
    .explanation =
        R"(A path of `include`, `file` or `metadata` leads out of the folder that
the topology lies in. A topology that somebody else wrote could read any file
that way, so it has to be allowed.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
include: [../common/roles.yaml]
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
)",
                .also = {}}};

inline constexpr diag::Rule kMembership = {
    .id = "SPEC061",
    .name = "membership-of-nobody",
    .severity = diag::Severity::kError,
    .summary = "a user and a group that meet in no account",
    .explanation =
        R"(A user is said to be in a group, or a group to have a user, and the two
are in no account together, so the membership is nowhere.)",
    .aws = "IAM user groups",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
groups: { Ops: { in: dev } }
users: { ada: { in: master, groups: [Ops] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
groups: { Ops: { in: master } }
users: { ada: { in: master, groups: [Ops] } }
)",
                .also = {}}};

inline constexpr diag::Rule kPartialMembership = {
    .id = "SPEC062",
    .name = "membership-in-some-accounts",
    .severity = diag::Severity::kWarning,
    .summary = "a membership that holds in some of the accounts only",
    .explanation =
        R"(A user and a group share some of their accounts and not all. The user
is a member where both are; elsewhere one of them stands alone.)",
    .aws = "IAM user groups",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
groups: { Ops: { in: master } }
users: { ada: { in: all, groups: [Ops] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
groups: { Ops: { in: master } }
users: { ada: { in: master, groups: [Ops] } }
)",
                .also = "IAM721"}};

inline constexpr diag::Rule kUnprovedClaim = {
    .id = "SPEC063",
    .name = "unproved-claim",
    .severity = diag::Severity::kWarning,
    .summary = "a claim that this version reads and does not prove",
    .explanation =
        R"(`expect:` states who may do what. This version of iamgen looks whether
the entities and accounts of a claim exist, and does not evaluate it: do not take
its silence for a proof.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, trusted_by: [ { service: ec2 } ] } }
expect: [ { deny: s3:GetObject, by: role/A@master, on: "*" } ]
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles: { A: { in: master, trusted_by: [ { service: ec2 } ] } }
)",
                .also = {}}};

inline constexpr diag::Rule kBadProvider = {
    .id = "IAM931",
    .name = "invalid-provider",
    .severity = diag::Severity::kError,
    .summary = "an identity provider that IAM does not take",
    .explanation =
        R"(The URL of an OIDC provider begins with https://, has at most 255
characters, no query and no slash at its end; a thumbprint is 40 hexadecimal
digits, at most five of them. The metadata of a SAML provider is the XML document
that the identity provider publishes.)",
    .aws = "CreateOpenIDConnectProvider",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
oidc_providers:
  Builds: { in: master, url: "http://token.example.com/", client_ids: [sts.amazonaws.com] }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
oidc_providers:
  Builds: { in: master, url: "https://token.example.com", client_ids: [sts.amazonaws.com] }
)",
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
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
variables:
  A0: x
[[30 times:   A#: "{{A@}}{{A@}}"
]]roles: { A: { in: master, description: "{{A30}}", trusted_by: [ { service: ec2 } ] } }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
variables: { A: x }
roles: { A: { in: master, description: "{{A}}", trusted_by: [ { service: ec2 } ] } }
)",
                .also = {}}};

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
    &kBoundaryNotPolicy,
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
    &kGeneratedName,
    &kIncludeCycle,
    &kOutsidePath,
    &kMembership,
    &kPartialMembership,
    &kUnprovedClaim,
    &kBadProvider,
    &kSubstitutionExplosion};

}  // namespace iamgen::resolve
