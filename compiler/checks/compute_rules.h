// The rules about roles that code runs as: of Lambda jobs, of instances.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kComputeAssumableRole{
    .id = "IAM641",
    .name = "compute-assumable-role",
    .severity = diag::Severity::kSuggestion,
    .summary = "a role that can write, for code that runs somewhere",
    .explanation =
        R"(Whoever can put code onto an instance, into a function or into a
container acts as its role. For reviewers who want the list of roles that are worth
it; nearly every application has one, so the rule has to be asked for.)",
    .aws = "IAM roles",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Uploader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      write: [ { allow: s3:PutObject, on: "arn:aws:s3:::example-bucket/*" } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
)"),
                .also = {}},
    .off = true};

inline constexpr diag::Rule kPassToUntrustingService{
    .id = "IAM714",
    .name = "pass-to-untrusting-service",
    .severity = diag::Severity::kWarning,
    .summary = "a role is passed to a service that it does not trust",
    .explanation =
        R"(iam:PassRole lets somebody hand a role to a service, which then assumes
it. The role's trust does not name that service, or none at all, so the call that
passes it fails.)",
    .aws = "Grant a user permissions to pass a role to an AWS service",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Worker: { in: master, trusted_by: [ { service: ec2 } ] }
  Deployer:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      pass:
        - allow: iam:PassRole
          on: "{{role:Worker}}"
          when: { StringEquals: { "iam:PassedToService": lambda.amazonaws.com } }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Worker: { in: master, trusted_by: [ { service: ec2 } ] }
  Deployer:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      pass:
        - allow: iam:PassRole
          on: "{{role:Worker}}"
          when: { StringEquals: { "iam:PassedToService": ec2.amazonaws.com } }
)"),
                .also = {}}};

inline constexpr diag::Rule kJobRoleUntrusted{
    .id = "IAM715",
    .name = "job-role-untrusted",
    .severity = diag::Severity::kError,
    .summary = "the role of a job or a profile keeps its service out",
    .explanation =
        R"(A function runs as a role that Lambda assumes, an instance as one that
EC2 assumes. The role's trust does not let the service in, or a Deny in it keeps
the service out, so nothing ever runs.)",
    .aws = "Defining Lambda function permissions with an execution role",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Server:
    in: master
    trusted_by: [ { service: ec2 } ]
    trust_policy:
      - Effect: Deny
        Principal: { Service: ec2.amazonaws.com }
        Action: sts:AssumeRole
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Server: { in: master, trusted_by: [ { service: ec2 } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kSharedJobRole{
    .id = "IAM718",
    .name = "shared-job-role",
    .severity = diag::Severity::kSuggestion,
    .summary = "two Lambda jobs run as one role",
    .explanation =
        R"(Each of the jobs may do what any of them needs. A role of its own for
each job keeps every one to what it needs.)",
    .aws = "Defining Lambda function permissions with an execution role",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(policies:
  Read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
lambda_jobs:
  First: { in: master, role: Jobs, policies: [Read] }
  Second: { in: master, role: Jobs, policies: [Read] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
lambda_jobs:
  First: { in: master, policies: [Read] }
  Second: { in: master, policies: [Read] }
)"),
                .also = {}}};

inline constexpr diag::Rule kUnusedRole{
    .id = "IAM726",
    .name = "unused-role",
    .severity = diag::Severity::kSuggestion,
    .summary = "a role for Lambda or EC2 that nothing runs as",
    .explanation =
        R"(A role trusts Lambda and no job runs as it; or it trusts nobody but
EC2, and no instance profile holds it. Either the job is missing from the topology,
or the role is left over; a role without a purpose is one that somebody finds
another purpose for.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  roleReport: { in: master, trusted_by: [ { service: lambda } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(lambda_jobs:
  Report:
    in: master
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
)"),
                .also = {}}};

inline constexpr diag::Rule kJobWithoutPermissions{
    .id = "IAM727",
    .name = "job-without-permissions",
    .severity = diag::Severity::kSuggestion,
    .summary = "a job or an instance profile without any permission of its own",
    .explanation =
        R"(A job is declared, and nothing says what it may do: its role is made,
trusts Lambda, and may write its own log group. Or an instance profile whose role
has no policy at all. iamgen invents nothing.)",
    .aws = "Defining Lambda function permissions with an execution role",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(lambda_jobs:
  Report: { in: master }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(lambda_jobs:
  Report:
    in: master
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
)"),
                .also = {}}};

}  // namespace iamgen::checks
