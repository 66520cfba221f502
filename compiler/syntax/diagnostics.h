// The findings about a topology's shape: keys, types, and what is missing.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"
#include "diag/shared_rules.h"

namespace iamgen::syntax {

inline constexpr diag::Rule kUnknownKey = {
    .id = "SPEC030",
    .name = "unknown-key",
    .severity = diag::Severity::kError,
    .summary = "a key that the language does not have",
    .explanation =
        R"(A mapping holds a key that means nothing at this place. A misspelt key
would otherwise be ignored in silence, and a condition that is ignored opens
what it was to close.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, decription: deploys, trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, description: deploys, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kWrongType = {
    .id = "SPEC031",
    .name = "wrong-type",
    .severity = diag::Severity::kError,
    .summary = "a value of another kind than its key takes",
    .explanation =
        R"(A text stands where a mapping belongs, a list where one text belongs,
or a number where a text belongs. YAML turns unquoted numbers, booleans and
dates into other things than what was typed, so texts that look like them need
quotes.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, tags: { CostCentre: 0123 }, trusted_by: [ { service: ec2 } ] } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { Deploy: { in: master, tags: { CostCentre: "0123" }, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kMissingKey = {
    .id = "SPEC032",
    .name = "missing-key",
    .severity = diag::Severity::kError,
    .summary = "a key that is required and is not there",
    .explanation =
        R"(Some keys have no sensible default: the language version, the master
account, an account's id, where an entity lives, what a trust entry names.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(children: { dev: {} }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(""),
                .also = {}}};

inline constexpr diag::Rule kBadAccountId = {
    .id = "IAM930",
    .name = "invalid-account-id",
    .severity = diag::Severity::kError,
    .summary = "an account id that is not a quoted text of 12 digits",
    .explanation =
        R"(An account id is twelve digits, and a leading zero counts. Unquoted,
YAML readers take it for a number, and 012345671234 becomes another account or
an octal number; so the language takes it only in quotes.)",
    .aws = "View AWS account identifiers",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: 111111111111 }
)",
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = {}}};

inline constexpr diag::Rule kBadValue = {
    .id = "SPEC033",
    .name = "unknown-value",
    .severity = diag::Severity::kError,
    .summary = "a value that is none of those its key takes",
    .explanation =
        R"(The key takes one of a few words, or a value of a certain form, and
this is none of them. The message lists what there is.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: master, trusted_by: [ { role: A, pin: name } ] }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A: { in: master, trusted_by: [ { service: ec2 } ] }
  B: { in: master, trusted_by: [ { role: A, pin: arn } ] }
)"),
                .also = {}}};

inline constexpr diag::Rule kConflict = {
    .id = "SPEC034",
    .name = "conflicting-keys",
    .severity = diag::Severity::kError,
    .summary = "two keys of which only one can hold",
    .explanation =
        R"(Two keys say the same thing in two ways, such as `allow` and
`Effect`, or `Action` and `NotAction`. Only one of them can be meant.)",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      files: [ { allow: s3:GetObject, deny: s3:PutObject, on: "arn:aws:s3:::example/*" } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  A:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      files:
        - { allow: s3:GetObject, on: "arn:aws:s3:::example/*" }
        - { deny: s3:PutObject, on: "arn:aws:s3:::example/*" }
)"),
                .also = {}}};

inline constexpr diag::Rule kNotATrustPolicy = {
    .id = "SPEC038",
    .name = "permissions-as-trust",
    .severity = diag::Severity::kError,
    .summary = "a permissions policy where a trust policy belongs",
    .explanation =
        R"(A trust policy says who may assume a role, a permissions policy what
the role may then do. A managed policy, or a document without principals, is the
latter and lets nobody in.)",
    .aws = "IAM roles",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Machine: { in: master, trust_policy: AmazonSSMManagedInstanceCore }
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Machine:
    in: master
    trusted_by: [ { service: ssm, source_account: "222222222222" } ]
    managed_policies: [AmazonSSMManagedInstanceCore]
)"),
                .also = {}}};

inline constexpr diag::Rule kBadVersion = {
    .id = "SPEC036",
    .name = "language-version",
    .severity = diag::Severity::kError,
    .summary = "a topology of a language version that is not known",
    .explanation =
        R"(The first line of a topology says which version of the language it is
written in. This iamgen knows version 1.)",
    .example = {.as = "topology",
                .fires = R"(iamgen: 2
master: { id: "111111111111" }
)",
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = {}}};

inline constexpr diag::Rule kEmptyTopology = {
    .id = "SPEC037",
    .name = "empty-topology",
    .severity = diag::Severity::kError,
    .summary = "a file without a topology in it",
    .explanation =
        R"(The file is empty, holds only comments, or is something else than a
mapping. The smallest topology has `iamgen: 1` and a `master` with an id.)",
    .example = {.as = "topology",
                .fires = R"(# Nothing yet.
)",
                .repaired = IAMGEN_ONE_ACCOUNT(""),
                .also = {}}};

inline constexpr const diag::Rule* kSyntaxRules[] = {&kUnknownKey,
                                                     &kWrongType,
                                                     &kMissingKey,
                                                     &kBadAccountId,
                                                     &kBadValue,
                                                     &kConflict,
                                                     &diag::kGroupAsPrincipal,
                                                     &kNotATrustPolicy,
                                                     &kBadVersion,
                                                     &kEmptyTopology};

}  // namespace iamgen::syntax
