// The resources and the data sources of a configuration, however it was
// written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/hcl/expression.h"

namespace iamgen::importers::terraform {

// One resource, or one block of data.
struct Thing {
  bool is_data = false;
  std::string type;
  std::string name;
  // "aws_iam_role.deploy", "data.aws_iam_policy_document.trust".
  std::string address;
  diag::Span name_span;
  hcl::Block body;
};

struct Configuration {
  std::vector<Thing> things;
  // Names of variables, outputs, modules and all else that has one.
  std::vector<hcl::Label> labels;
  std::vector<hcl::PolicyVariable> policy_variables;
  // Values are final: nothing in them is a template.
  bool planned = false;
};

// Whether anything is looked for in resources of that type.
bool IsLookedAt(std::string_view type);

}  // namespace iamgen::importers::terraform
