// Writes both halves of every trust edge into the documents they belong to.
#pragma once

#include "model/topology.h"

namespace iamgen::passes {

// The target's trust statements, in the order of the edges, and the source's
// permission to assume exactly the target's ARNs, as one inline policy named
// `assume-roles` in front of its others. Statements that stand only in some of
// an entity's accounts say so in `only_in`; nothing is expanded per account.
//
// Within an account a role is named by its ARN; across accounts the account is
// named, with a test of aws:PrincipalArn for exactly the roles, because IAM
// refuses a principal that does not exist yet ("Troubleshoot IAM roles") and an
// organisation with edges both ways could otherwise not be deployed.
model::Topology DeriveHalves(model::Topology topology);

// The name of the derived inline policy.
inline constexpr const char* kAssumeRolesPolicy = "assume-roles";

}  // namespace iamgen::passes
