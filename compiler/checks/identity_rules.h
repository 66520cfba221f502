// The rules about what roles, users and groups hold, and who is in what.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kAdminManagedPolicy{
    .id = "IAM637",
    .name = "admin-managed-policy",
    .severity = diag::Severity::kSecurity,
    .summary = "a policy of AWS that gives everything of a service, or of all",
    .explanation =
        R"(AdministratorAccess, PowerUserAccess, IAMFullAccess and the policies
called after a service with FullAccess allow every action on every resource, and
whatever AWS adds to them. Few jobs take that much.)",
    .aws = "AWS managed policies",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reports:
    in: master
    trusted_by: [ { service: ec2 } ]
    managed_policies: [AmazonS3FullAccess]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reports:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      write:
        - allow: [s3:GetObject, s3:PutObject]
          on: "arn:aws:s3:::example-reports/*"
)"),
                .also = {}}};

inline constexpr diag::Rule kCrossAccountReadOnly{
    .id = "IAM638",
    .name = "cross-account-read-only",
    .severity = diag::Severity::kWarning,
    .summary = "ReadOnlyAccess for another account",
    .explanation =
        R"(ReadOnlyAccess reads data, not only what there is: objects of buckets,
items of tables, messages of queues. A role that another account may assume hands
all of it over. ViewOnlyAccess and SecurityAudit list and describe.)",
    .aws = "AWS managed policies for job functions",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Audit:
    in: dev
    trusted_by: [ { role: Auditor, in: master } ]
    managed_policies: [ReadOnlyAccess]
  Auditor: { in: master, trusted_by: [ { service: ec2 } ] }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Audit:
    in: dev
    trusted_by: [ { role: Auditor, in: master } ]
    managed_policies: [SecurityAudit]
  Auditor: { in: master, trusted_by: [ { service: ec2 } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kBoundaryAbsent{
    .id = "IAM639",
    .name = "boundary-absent",
    .severity = diag::Severity::kWarning,
    .summary =
        "a role or a user without the boundary that the project asks for",
    .explanation =
        R"(The project asks for a permissions boundary: `--require-boundary any`, or
the ARN of one. Of an ARN the policy counts, path and name: in each account it is
that account's own policy, unless it is one of AWS.)",
    .aws = "Permissions boundaries for IAM entities",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reports: { in: master, trusted_by: [ { service: ec2 } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reports:
    in: master
    trusted_by: [ { service: ec2 } ]
    permissions_boundary: ViewOnlyAccess
)"),
                .also = {}},
    .off = true};

inline constexpr diag::Rule kUnattachedPolicy{
    .id = "IAM717",
    .name = "unattached-policy",
    .severity = diag::Severity::kSuggestion,
    .summary = "a group without users, or a user without a group",
    .explanation =
        R"(A group that nobody is in allows nobody anything; a user in no group and
without a policy may do nothing. Either something is missing or it is left over.
A library policy that nothing attaches is SPEC054.)",
    .aws = "IAM user groups",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(groups:
  Readers: { in: master, managed_policies: [ViewOnlyAccess] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(groups:
  Readers:
    in: master
    users: [ { external: ada } ]
    managed_policies: [ViewOnlyAccess]
)"),
                .also = {}}};

inline constexpr diag::Rule kPolicyOnUser{
    .id = "IAM719",
    .name = "policy-on-user",
    .severity = diag::Severity::kSuggestion,
    .summary = "a policy of a single user",
    .explanation =
        R"(Policies of single users drift apart, and nobody finds them when people
change their work. A policy of a group holds for all who do the same.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(users:
  ada: { in: master, managed_policies: [ViewOnlyAccess] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(groups:
  Readers: { in: master, managed_policies: [ViewOnlyAccess] }
users:
  ada: { in: master, groups: [Readers] }
)"),
                .also = "IAM721"}};

inline constexpr diag::Rule kInlinePolicy{
    .id = "IAM720",
    .name = "inline-policy",
    .severity = diag::Severity::kSuggestion,
    .summary = "an inline policy, where the project prefers managed ones",
    .explanation =
        R"(Managed policies have versions, can be attached to several, and show who
uses them. Inline policies go with their owner. Which is better is the project's
choice, so the rule has to be asked for; what iamgen itself makes of edges and
jobs is left out.)",
    .aws = "Managed policies and inline policies",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reports:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
roles:
  Reports:
    in: master
    trusted_by: [ { service: ec2 } ]
    policies: [Read]
)"),
                .also = {}},
    .off = true};

inline constexpr diag::Rule kUserDefined{
    .id = "IAM721",
    .name = "user-defined",
    .severity = diag::Severity::kSuggestion,
    .summary = "users of IAM itself",
    .explanation =
        R"(Users of IAM have passwords and keys that last until somebody takes them
away. People who sign in at an identity provider get credentials of a session, and
leave when they leave there. Told once for a topology.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(groups:
  Readers: { in: master, managed_policies: [ViewOnlyAccess] }
users:
  ada: { in: master, groups: [Readers] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reader:
    in: master
    trusted_by:
      - saml: arn:aws:iam::222222222222:saml-provider/Staff
    managed_policies: [ViewOnlyAccess]
)"),
                .also = {}}};

}  // namespace iamgen::checks
