// The rules about how many of something there may be.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kAccountQuota{
    .id = "IAM914",
    .name = "account-quota",
    .severity = diag::Severity::kWarning,
    .summary = "more entities of a kind than an account takes",
    .explanation =
        R"(By default an account takes 1,000 roles, 1,000 instance profiles, 1,500
managed policies of its own, 300 groups and 100 OIDC providers; AWS raises these on
request. It takes 5,000 users and 100 SAML providers, which cannot be raised. What
the account holds besides the topology counts, too.)",
    .aws = "IAM and AWS STS quotas",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(oidc_providers:
[[101 times:   Builds#: { in: master, url: "https://builds-#.example.com", client_ids: [sts.amazonaws.com] }
]])"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(oidc_providers:
  Builds: { in: master, url: "https://builds.example.com", client_ids: [sts.amazonaws.com] }
)"),
                .also = {}}};

inline constexpr diag::Rule kSwitchRoleNameLength{
    .id = "IAM927",
    .name = "switch-role-name-length",
    .severity = diag::Severity::kSuggestion,
    .summary = "a role that the console cannot switch to",
    .explanation =
        R"(The console's Switch Role takes a path and a name of 64 characters
together. A role that people are to switch to is out of its reach with more; the
API takes it.)",
    .aws = "Switch from a user to an IAM role (console)",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(groups:
  Operators:
    in: master
    users: [ { external: ada } ]
    assumes: [ { role: Operations, in: dev, mfa: true } ]
roles:
  Operations:
    in: dev
    path: /teams/infrastructure/operations-of-the-shop/around-the-clock/
    trusted_by:
      - account: master
        mfa: true
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(groups:
  Operators:
    in: master
    users: [ { external: ada } ]
    assumes: [ { role: Operations, in: dev, mfa: true } ]
roles:
  Operations:
    in: dev
    path: /teams/
    trusted_by:
      - account: master
        mfa: true
)"),
                .also = {}}};

inline constexpr diag::Rule kTooManyControlPolicies{
    .id = "ORG119",
    .name = "too-many-control-policies",
    .severity = diag::Severity::kError,
    .summary = "more control policies in one place than it takes",
    .explanation =
        R"(A root, an OU or an account takes ten service control policies and five
resource control policies of its own; what stands above does not count.
RCPFullAWSAccess is always one of the five. FullAWSAccess is one of the ten unless
somebody has detached it, so a tenth one of the topology is a warning.)",
    .aws = "Quotas and service limits for AWS Organizations",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(organization:
  rcps:
    A: { targets: [dev], statements: &deny [ { deny: "sqs:*", on: "*",
         principal: "*", when: { Bool: { "aws:SecureTransport": "false" } } } ] }
    B: { targets: [dev], statements: *deny }
    C: { targets: [dev], statements: *deny }
    D: { targets: [dev], statements: *deny }
    E: { targets: [dev], statements: *deny }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(organization:
  rcps:
    A: { targets: [dev], statements: [ { deny: "sqs:*", on: "*",
         principal: "*", when: { Bool: { "aws:SecureTransport": "false" } } } ] }
)"),
                .also = {}}};

}  // namespace iamgen::checks
