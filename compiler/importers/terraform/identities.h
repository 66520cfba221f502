// Roles, users and groups, and the managed policies on them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "importers/found_policy.h"
#include "importers/terraform/configuration.h"

namespace iamgen::importers::terraform {

// With what is attached to them where it stands in the same configuration; an
// attachment to somebody else is an identity of its own.
std::vector<FoundIdentity> FindIdentities(const Configuration& configuration);

// The names of resources `aws_iam_policy` that are boundaries of somebody and
// attached to nobody.
std::set<std::string> FindBoundaries(const Configuration& configuration);

}  // namespace iamgen::importers::terraform
