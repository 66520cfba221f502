// Knows what the rest of the folder looks at.
#include "importers/terraform/configuration.h"

#include "importers/terraform/policy_arguments.h"

namespace iamgen::importers::terraform {

bool IsLookedAt(std::string_view type) {
  return type.starts_with("aws_iam_") || type.starts_with("aws_lambda_") ||
         !PolicyArgumentsOf(type).empty();
}

}  // namespace iamgen::importers::terraform
