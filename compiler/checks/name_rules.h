// The rules about names and tags that have examples of their own.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kTooManyTags{
    .id = "IAM913",
    .name = "too-many-tags",
    .severity = diag::Severity::kError,
    .summary = "more than 50 tags on something of IAM",
    .explanation =
        R"(A role, a user, a policy or a provider of IAM takes 50 tags, those of the
defaults included, and AWS raises the number for nobody.)",
    .aws = "Tags for AWS Identity and Access Management resources",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Web:
    in: master
    trusted_by: [ { service: ec2 } ]
    tags: { [[50 times: Tag#: "#", ]]Team: shop }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Web:
    in: master
    trusted_by: [ { service: ec2 } ]
    tags: { Team: shop }
)"),
                .also = {}}};

inline constexpr diag::Rule kReservedName{
    .id = "IAM923",
    .name = "reserved-name",
    .severity = diag::Severity::kError,
    .summary = "a name or a path that AWS keeps for itself",
    .explanation =
        R"(Roles called AWSServiceRoleFor... are those that services make for
themselves, AWSReservedSSO_... those of IAM Identity Center; the paths
/aws-service-role/ and /aws-reserved/ are theirs, too. IAM refuses them.)",
    .aws = "Create a service-linked role",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  AWSServiceRoleForReports: { in: master, trusted_by: [ { service: ec2 } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  ServiceRoleForReports: { in: master, trusted_by: [ { service: ec2 } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kGeneratedNameInCircle{
    .id = "SPEC066",
    .name = "generated-name-in-circle",
    .severity = diag::Severity::kError,
    .summary = "an entity of a generated name that refers to itself",
    .explanation =
        R"(CloudFormation makes a name up when it creates the entity. A trust policy
that names its own role would have to know that name before, and so would a managed
policy that names whoever it is attached to. Inline policies are made afterwards
and may name anything.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  R: { in: master, names: generated, trusted_by: [ { role: R } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  R: { in: master, names: fixed, trusted_by: [ { role: R } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kInvalidName{
    .id = "IAM920",
    .name = "invalid-name",
    .severity = diag::Severity::kError,
    .summary = "a name that IAM does not take",
    .explanation =
        R"(Names of roles and users are 1 to 64 characters long, those of
groups, policies and instance profiles up to 128, of letters, digits and _+=,.@-. They are looked at
after substitution, in every account.)",
    .aws = "IAM and AWS STS quotas",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { "deploy role": { in: master, trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { deploy-role: { in: master, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kInvalidPath{
    .id = "IAM921",
    .name = "invalid-path",
    .severity = diag::Severity::kError,
    .summary = "a path that IAM does not take",
    .explanation = R"(A path is `/`, or begins and ends with `/`.)",
    .aws = "IAM identifiers",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, path: /teams, trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, path: /teams/, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kNameCollision{
    .id = "IAM922",
    .name = "name-collision",
    .severity = diag::Severity::kError,
    .summary = "two entities of one name in one account",
    .explanation =
        R"(Within an account, names of a kind are unique regardless of case, and
a path does not tell two of them apart.)",
    .aws = "IAM and AWS STS quotas",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, name: Deploy, trusted_by: [ { service: ec2 } ] }
  B: { in: master, name: deploy, trusted_by: [ { service: ec2 } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, name: Deploy, trusted_by: [ { service: ec2 } ] }
  B: { in: master, name: Build, trusted_by: [ { service: ec2 } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kSessionDurationRange{
    .id = "IAM924",
    .name = "session-duration-range",
    .severity = diag::Severity::kError,
    .summary = "a maximum session that IAM does not take",
    .explanation = R"(The maximum session of a role is one to twelve hours.)",
    .aws = "Update the maximum session duration for a role",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, max_session_duration: 15m, trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, max_session_duration: 1h, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kInvalidDescription{
    .id = "IAM925",
    .name = "invalid-description",
    .severity = diag::Severity::kError,
    .summary = "a description that IAM does not take",
    .explanation =
        R"(A description has at most 1,000 characters, of Latin-1 for a role.)",
    .aws = "CreateRole",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, description: "部署", trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, description: "deployment", trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kInvalidTag{
    .id = "IAM926",
    .name = "invalid-tag",
    .severity = diag::Severity::kError,
    .summary = "a tag that IAM does not take",
    .explanation =
        R"(A tag's key has 1 to 128 characters, its value up to 256, of letters,
digits, blanks and _.:/=+-@; keys differ regardless of case and do not begin
with `aws:`.)",
    .aws = "Tags for AWS Identity and Access Management resources",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, tags: { "aws:owner": me }, trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, tags: { owner: me }, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kInvalidPolicyName{
    .id = "IAM932",
    .name = "invalid-policy-name",
    .severity = diag::Severity::kError,
    .summary = "an inline policy's name is wrong or taken",
    .explanation =
        R"(One name on one entity has one owner: a second inline policy of that
name would overwrite the first. `assume-roles` and `lambda-job` are the names of
the policies that iamgen derives from edges and from jobs.)",
    .aws = "PutRolePolicy",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    assumes: [ { role: B } ]
    inline: { assume-roles: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ] }
  B: { in: master }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    assumes: [ { role: B } ]
    inline: { files: [ { allow: s3:GetObject, on: "arn:aws:s3:::example/*" } ] }
  B: { in: master }
)"),
                .also = {}}};

}  // namespace iamgen::checks
