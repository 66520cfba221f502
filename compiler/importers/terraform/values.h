// What the expressions of Terraform are, as far as their text alone tells.
#pragma once

#include "importers/datum.h"
#include "importers/hcl/expression.h"

namespace iamgen::importers::terraform {

// Guesses nothing: a variable is not known even if it has a default, a call
// even if its arguments are.
Datum DatumOf(const hcl::Expression& expression);

}  // namespace iamgen::importers::terraform
