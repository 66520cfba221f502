// The rules about names and tags that have examples of their own.
#pragma once

#include "checks/example_topology.h"
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
                .fires = R"(iamgen: 1
master: { id: "111111111111" }
roles:
  Web:
    in: master
    trusted_by: [ { service: ec2 } ]
    tags: { [[50 times: Tag#: "#", ]]Team: shop }
)",
                .repaired = R"(iamgen: 1
master: { id: "111111111111" }
roles:
  Web:
    in: master
    trusted_by: [ { service: ec2 } ]
    tags: { Team: shop }
)",
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

}  // namespace iamgen::checks
