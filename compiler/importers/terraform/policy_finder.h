// Finds every policy of a configuration.
#pragma once

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/found_policy.h"
#include "importers/terraform/configuration.h"

namespace iamgen::importers::terraform {

// What is wrong with the structure of a policy, or with the text that it stands
// in, is reported.
Imported FindPolicies(const Configuration& configuration,
                      const diag::SourceMap& sources, diag::Sink& sink);

}  // namespace iamgen::importers::terraform
