// Where the resource types of Terraform's AWS provider have policy documents.
#pragma once

#include <span>
#include <string_view>

#include "importers/found_policy.h"
#include "policy/document.h"

namespace iamgen::importers::terraform {

struct PolicyArgument {
  std::string_view type;
  // An argument, or one within a block: "inline_policy.policy".
  std::string_view path;
  policy::Kind kind = policy::Kind::kResource;
  // Of a resource policy; empty: it depends on the resource.
  std::string_view service = {};
  policy::Attachment attachment = policy::Attachment::kUnknown;
};

// Those of one type.
std::span<const PolicyArgument> PolicyArgumentsOf(std::string_view type);

}  // namespace iamgen::importers::terraform
