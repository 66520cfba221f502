// What entities say of each other, and the files that they come from.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::resolve {

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
                .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: dev, trusted_by: [ { role: A, in: all } ] }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: dev, trusted_by: [ { role: A, in: master } ] }
)"),
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
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ], assumes: [ { role: B, in: master } ] }
  B: { in: master, trusted_by: [ { role: A, in: master, mfa: true } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: master, trusted_by: [ { role: A, in: master } ] }
)"),
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
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, instance_profile: true, trusted_by: [ { service: lambda } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, instance_profile: true, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kUnusedPolicy = {
    .id = "SPEC054",
    .name = "unused-policy",
    .severity = diag::Severity::kWarning,
    .summary = "a library policy that nothing uses",
    .explanation =
        R"(A policy is defined and nothing attaches it, so no output holds it.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(policies:
  Old: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Old: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ]
roles: { A: { in: master, policies: [Old], trusted_by: [ { service: ec2 } ] } }
)"),
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
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { files: [ { allow: s3:GetObject } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { files: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ] }
)"),
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
                .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: dev, names: generated, trusted_by: [ { role: A, in: master } ] }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: dev, names: fixed, trusted_by: [ { role: A, in: master } ] }
)"),
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
                .fires = IAMGEN_ONE_ACCOUNT(R"(include: [topology.yaml]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(""),
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
                .fires = IAMGEN_ONE_ACCOUNT(R"(include: [../common/roles.yaml]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(""),
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
    .example = {
        .as = "topology",
        .fires = IAMGEN_TWO_ACCOUNTS(R"(groups: { Ops: { in: dev } }
users: { ada: { in: master, groups: [Ops] } }
)"),
        .repaired = IAMGEN_TWO_ACCOUNTS(R"(groups: { Ops: { in: master } }
users: { ada: { in: master, groups: [Ops] } }
)"),
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
    .example = {
        .as = "topology",
        .fires = IAMGEN_TWO_ACCOUNTS(R"(groups: { Ops: { in: master } }
users: { ada: { in: all, groups: [Ops] } }
)"),
        .repaired = IAMGEN_TWO_ACCOUNTS(R"(groups: { Ops: { in: master } }
users: { ada: { in: master, groups: [Ops] } }
)"),
        .also = "IAM721"}};

}  // namespace iamgen::resolve
