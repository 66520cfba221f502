// What names and selectors lead to, and do not.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

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
                .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  deploy: { in: dev, trusted_by: [ { service: ec2 } ] }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  DeployChild: { in: dev, trusted_by: [ { service: ec2 } ] }
)"),
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
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(R"(children: { all: { id: "333333333333" } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(children: { everything: { id: "333333333333" } }
)"),
        .also = {}}};

inline constexpr diag::Rule kEmptySelector = {
    .id = "SPEC042",
    .name = "empty-selector",
    .severity = diag::Severity::kError,
    .summary = "a selector that matches no account",
    .explanation =
        R"(The selector names no account of the topology. If it were taken as
"none", the role would vanish or its trust would be empty, without a word.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_TWO_ACCOUNTS(
            R"(roles: { Deploy: { in: dve, trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_TWO_ACCOUNTS(
            R"(roles: { Deploy: { in: dev, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kUnknownName = {
    .id = "SPEC047",
    .name = "unknown-name",
    .severity = diag::Severity::kError,
    .summary = "a reference to an entity, template or file that is not there",
    .explanation =
        R"(A role, policy, instance profile, template or file is named, and there
is none of that name, or not in the accounts where it is needed.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, policies: [AuditWritter], trusted_by: [ { service: ec2 } ] } }
policies:
  AuditWriter: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:222222222222:audit" } ]
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, policies: [AuditWriter], trusted_by: [ { service: ec2 } ] } }
policies:
  AuditWriter: [ { allow: sqs:SendMessage, on: "arn:aws:sqs:eu-west-1:222222222222:audit" } ]
)"),
        .also = "SPEC054"}};

inline constexpr diag::Rule kUnlistedService = {
    .id = "SPEC048",
    .name = "unlisted-service-principal",
    .severity = diag::Severity::kWarning,
    .summary = "a service principal of the right form that is in no list",
    .explanation =
        R"(The principal looks right but is none that iamgen knows. AWS publishes
no complete list, so it may exist; compare it with the service's documentation.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, trusted_by: [ { service: newthing.amazonaws.com } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, trusted_by: [ { service: ec2.amazonaws.com } ] } }
)"),
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
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Audit: { in: master, managed_policies: [SecurityAudt], trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Audit: { in: master, managed_policies: [SecurityAudit], trusted_by: [ { service: ec2 } ] } }
)"),
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

inline constexpr diag::Rule kBadPlace = {
    .id = "SPEC052",
    .name = "unknown-place",
    .severity = diag::Severity::kError,
    .summary = "a partition or region that does not exist",
    .explanation =
        R"(`partition` is one of aws, aws-cn, aws-us-gov, aws-eusc and the
isolated ones; `region` is a region of that partition.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(R"(defaults: { region: eu-wets-1 }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(R"(defaults: { region: eu-west-1 }
)"),
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
                .fires = IAMGEN_ONE_ACCOUNT(R"(oidc_providers:
  Builds: { in: master, url: "http://token.example.com/", client_ids: [sts.amazonaws.com] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(oidc_providers:
  Builds: { in: master, url: "https://token.example.com", client_ids: [sts.amazonaws.com] }
)"),
                .also = {}}};

}  // namespace iamgen::resolve
