// What can be wrong with a configuration around its policies.
#pragma once

#include "diag/sink.h"
#include "importers/terraform/configuration.h"

namespace iamgen::importers::terraform {

void CheckConfiguration(const Configuration& configuration, diag::Sink& sink);

}  // namespace iamgen::importers::terraform
