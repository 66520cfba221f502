// The rules about claims of `expect:`.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"

namespace iamgen::checks {

inline constexpr diag::Rule kFailedClaim{
    .id = "SPEC073",
    .name = "failed-claim",
    .severity = diag::Severity::kError,
    .summary = "a claim of `expect` that the topology does not keep",
    .explanation =
        R"(`expect:` states who may do what and who may not. The policies of every side
were evaluated as IAM does: those of the principal, its groups and its boundary,
the trust or the policy of what it acts on, the control policies above. One
request that the claim covers has the other answer. The finding names it, and the
statements that decide; `iamgen simulate` tells the whole story of that request.

A claim with wildcards holds for every request it covers, and one that denies for
every context as well: that a second factor would be needed does not make it
true.)",
    .aws = "Policy evaluation logic",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read: [ { allow: "s3:Get*", on: "arn:aws:s3:::data/*" } ]
expect: [ { deny: "s3:*", by: role/Reader, on: "arn:aws:s3:::data/secret/*" } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read:
        - { allow: "s3:Get*", on: "arn:aws:s3:::data/*" }
        - { deny: "s3:*", on: "arn:aws:s3:::data/secret/*" }
expect: [ { deny: "s3:*", by: role/Reader, on: "arn:aws:s3:::data/secret/*" } ]
)"),
                .also = {}}};

inline constexpr diag::Rule kUnprovedClaim{
    .id = "SPEC063",
    .name = "unproved-claim",
    .severity = diag::Severity::kSecurity,
    .summary = "a claim of `expect` that is neither proved nor refuted",
    .explanation =
        R"(What the claim says depends on something that nobody here knows: on a key of
the request that neither the topology nor the claim's `context` gives, on a policy
that is not in the topology, or on which of many resources is meant. Such a claim
does not pass. Say in `context` what the requests have that it is about (a key
without a value is missing from them), put the policy of the resource under
`resources:`, or narrow the claim.)",
    .aws = "Policy evaluation logic",
    .example = {.as = "topology",
                .fires = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  Apply:
    in: dev
    trusted_by: [ { role: Deploy, in: master, external_id: blue } ]
expect:
  - { allow: sts:AssumeRole, by: role/Deploy, on: role/Apply }
)"),
                .repaired = IAMGEN_TWO_ACCOUNTS(R"(roles:
  Deploy: { in: master, trusted_by: [ { service: ec2 } ] }
  Apply:
    in: dev
    trusted_by: [ { role: Deploy, in: master, external_id: blue } ]
expect:
  - allow: sts:AssumeRole
    by: role/Deploy
    on: role/Apply
    context: { "sts:ExternalId": blue }
)"),
                .also = {}}};

inline constexpr diag::Rule kPartlyKnownClaim{
    .id = "SPEC074",
    .name = "partly-known-claim",
    .severity = diag::Severity::kSuggestion,
    .summary = "a claim that holds as far as identity policies go",
    .explanation =
        R"(The claim holds by all that is in the topology. What it is about may have a
policy of its own, though, as buckets, queues and secrets do, and none is written
under `resources:`. Such a policy can deny what is claimed to be allowed, and
within the account it can allow what is claimed to be denied.)",
    .aws = "Policy evaluation logic",
    .example = {.as = "topology",
                .fires = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::data/*" } ]
expect: [ { allow: s3:GetObject, by: role/Reader, on: "arn:aws:s3:::data/x" } ]
)"),
                .repaired = IAMGEN_ONE_ACCOUNT(R"(roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::data/*" } ]
resources:
  data:
    type: s3_bucket
    in: master
    statements:
      - deny: "s3:*"
        on: "arn:aws:s3:::data/*"
        Principal: "*"
        when: { Bool: { "aws:SecureTransport": "false" } }
expect: [ { allow: s3:GetObject, by: role/Reader, on: "arn:aws:s3:::data/x" } ]
)"),
                .also = {}}};

}  // namespace iamgen::checks
