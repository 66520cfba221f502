// Finds every policy of a template.
#pragma once

#include "diag/sink.h"
#include "importers/cfn/template.h"
#include "importers/found_policy.h"

namespace iamgen::importers::cfn {

// What is wrong with the structure of a policy is reported.
Imported FindPolicies(const Template& from, diag::Sink& sink);

}  // namespace iamgen::importers::cfn
