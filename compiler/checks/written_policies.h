// The checks of policy documents, on every document of a topology.
#pragma once

#include "checks/check.h"
#include "diag/sink.h"

namespace iamgen::checks {

// Each document is looked at once for all accounts that cannot be told apart.
// What is found in several accounts, or at several uses of a template, is one
// finding where it is written; other places say where it matters.
void CheckWrittenPolicies(const Subject& subject, diag::Sink& sink);

}  // namespace iamgen::checks
