// The rules about who is an administrator, or becomes one.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kPathToAdministrator{
    .id = "IAM703",
    .name = "path-to-admin",
    .severity = diag::Severity::kSecurity,
    .summary = "who is no administrator becomes one, step by step",
    .explanation =
        R"(Each step is allowed by some statement: to assume a role that trusts whoever
asks, to hand a role to a function or an instance that runs what one likes, to
change what a Lambda job runs, to rewrite a trust policy, to make keys of a user.
In the end there is a role or a user that may do anything. The finding stands at
the statement of the first step and names those of the others.

That people assume a role of administrators is what such a role is for: as the
last step it does not count, and whether they show a second factor is for IAM722
to say. A step that asks for a second factor is none. Who holds a policy that
allows everything is told of that instead.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Build:
    in: master
    trusted_by: [ { service: codebuild, source_account: "222222222222" } ]
    assumes: [ { role: Release } ]
  Release: { in: master }
  Keeper:
    in: master
    # iamgen: allow IAM637 -- for the work on the account itself
    managed_policies: [AdministratorAccess]
    trusted_by: [ { role: Release } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Build:
    in: master
    trusted_by: [ { service: codebuild, source_account: "222222222222" } ]
    assumes: [ { role: Release } ]
  Release: { in: master, managed_policies: [SecurityAudit] }
)"),
                .also = {}}};

inline constexpr diag::Rule kPrivilegeWithoutMfa{
    .id = "IAM722",
    .name = "privilege-without-mfa",
    .severity = diag::Severity::kWarning,
    .summary = "people are administrators without a second factor",
    .explanation =
        R"(A password alone is guessed, shared and stolen. People who assume a role of
administrators, or sign in to the console as one, are to show a second factor:
neither the trust of the role nor a policy of the user asks for it here.

Of people who sign in at an identity provider AWS does not see the second factor.
The provider can pass on what it saw as a session tag, and the trust test that.)",
    .aws = "Configuring MFA-protected API access",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(groups:
  Operators:
    in: master
    users: [ { external: ada } ]
    assumes: [ { role: Keeper } ]
roles:
  Keeper:
    in: master
    # iamgen: allow IAM637 -- for the work on the account itself
    managed_policies: [AdministratorAccess]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(groups:
  Operators:
    in: master
    users: [ { external: ada } ]
    assumes: [ { role: Keeper, mfa: true } ]
roles:
  Keeper:
    in: master
    # iamgen: allow IAM637 -- for the work on the account itself
    managed_policies: [AdministratorAccess]
)"),
                .also = {}}};

inline constexpr diag::Rule kOverPrivilegedCompute{
    .id = "IAM723",
    .name = "over-privileged-compute",
    .severity = diag::Severity::kSecurity,
    .summary = "code runs as an administrator, or as who becomes one",
    .explanation =
        R"(Whoever gets code to run on an instance, or in a function, has the
credentials of its role: by a hole in the program, in a library, or by the way it
is deployed. The role of an instance profile or of a Lambda job is to hold what the
program needs. How a role that is none becomes an administrator, IAM703 says.)",
    .aws = "Security best practices in IAM",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(lambda_jobs:
  Tidy:
    in: master
    # iamgen: allow IAM637 -- it tidies up whatever there is
    managed_policies: [AdministratorAccess]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(lambda_jobs:
  Tidy:
    in: master
    inline:
      tidy:
        - allow: s3:DeleteObject
          on: "arn:aws:s3:::example-reports/old/*"
)"),
                .also = {}}};

}  // namespace iamgen::checks
