// Lists of actions as patterns that name the same, as of today.
#pragma once

#include "catalog/catalogue.h"
#include "model/policy.h"

namespace iamgen::analysis {

// Writes actions that are all of a service, or all of it that begin with the
// same words, as a pattern: "s3:*", "s3:GetBucket*". One pattern stands for at
// least two actions, and stands where the first of them stood.
void WriteAsPatterns(model::Texts& actions,
                     const catalog::Catalogue& catalogue);

}  // namespace iamgen::analysis
