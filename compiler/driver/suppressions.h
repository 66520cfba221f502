// Findings that the topology says are meant.
#pragma once

#include "diag/example_text.h"
#include "diag/rule.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "model/topology.h"
#include "syntax/ast.h"

namespace iamgen::driver {

// Removes the findings that `suppress:` or a comment names,
//
//   # iamgen: allow IAM527 -- the auditors' whole team needs it
//
// at the finding's line or above it. What suppresses nothing, or gives no
// reason, is a finding itself. Errors stay: they cannot be meant.
void ApplySuppressions(const syntax::Topology& ast,
                       const model::Topology& topology,
                       const diag::SourceMap& sources, diag::Sink& sink);

// The same of comments alone, for files that are no topologies.
void ApplyAllowComments(const diag::SourceMap& sources, diag::Sink& sink);

inline constexpr diag::Rule kUnusedSuppression = {
    .id = "SPEC064",
    .name = "unused-suppression",
    .severity = diag::Severity::kWarning,
    .summary = "a suppression that suppresses nothing",
    .explanation =
        R"(A suppression names a rule that finds nothing there: what it was for
has been repaired, or the rule, the entity or the place is misspelt. Errors cannot
be suppressed, so one that names an error suppresses nothing, too.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, trusted_by: [ { service: ec2 } ] } }
suppress: [ { rule: IAM527, on: role/A, reason: "auditors need it" } ]
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(roles: { A: { in: master, trusted_by: [ { service: ec2 } ] } }
)"),
        .also = {}}};

inline constexpr diag::Rule kNoReason = {
    .id = "SPEC065",
    .name = "suppression-without-reason",
    .severity = diag::Severity::kWarning,
    .summary = "a suppression that does not say why",
    .explanation =
        R"(Whoever reads the topology next has to know why a finding may stay.)",
    .example = {
        .as = "topology",
        .fires = IAMGEN_ONE_ACCOUNT(R"(# iamgen: allow IAM721
users: { ada: { in: master } }
)"),
        .repaired = IAMGEN_ONE_ACCOUNT(
            R"(# iamgen: allow IAM721 -- she comes when all else is broken
users: { ada: { in: master } }
)"),
        .also = "IAM717"}};

inline constexpr const diag::Rule* kSuppressionRules[] = {&kUnusedSuppression,
                                                          &kNoReason};

}  // namespace iamgen::driver
