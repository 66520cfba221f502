// The commands of the AWS CLI that deploy templates.
#pragma once

#include <string>
#include <string_view>

#include "backends/backend.h"

namespace iamgen::backends::cfn {

// What the stacks of a topology are called, with `part` at the end if there is
// one: "environment-manager-iam-2". A name of CloudFormation ("CreateStack",
// StackName).
std::string StackName(const model::Topology& topology, std::string_view part);

// The options of `aws cloudformation` that all commands on a file share: its
// place, and the bucket that a large one takes.
std::string TemplateOption(const File& file, std::string_view folder);

// `aws cloudformation deploy ...` for a template of one account, in `place`
// ("cfn/").
std::string DeployCommand(const Request& request, const File& file,
                          std::string_view folder);

}  // namespace iamgen::backends::cfn
