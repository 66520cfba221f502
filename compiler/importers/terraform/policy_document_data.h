// The data source in which Terraform writes policies as blocks.
#pragma once

#include "importers/datum.h"
#include "importers/hcl/expression.h"

namespace iamgen::importers::terraform {

inline constexpr const char* kPolicyDocumentData = "aws_iam_policy_document";

// The document that a block of `data "aws_iam_policy_document"` makes, with
// IAM's names of the elements. What other documents are merged into it leave it
// incomplete.
Datum DocumentOf(const hcl::Block& data);

}  // namespace iamgen::importers::terraform
