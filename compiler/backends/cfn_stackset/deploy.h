// The commands of the AWS CLI that make stack sets and their stacks.
#pragma once

#include <string>
#include <string_view>

#include "backends/backend.h"

namespace iamgen::backends::cfn_stackset {

// For the shared template, the stack set; for a child's parameters, its stack;
// for a template of one account, what it is under `cfn`. Where no parameter
// tells the children apart, their stacks are made with the stack set.
std::string DeployCommand(const Request& request, const File& file,
                          std::string_view folder);

}  // namespace iamgen::backends::cfn_stackset
