// Which kind of file somebody gave us, and what a document in it is for.
#pragma once

#include <cstdint>

#include "diag/source.h"
#include "importers/datum.h"
#include "importers/policy_document.h"

namespace iamgen::importers {

enum class FileKind : std::uint8_t {
  kNeither,
  kPolicyJson,
  kPolicyYaml,
  kCloudFormation,
  kTerraform,
  kTerraformJson,
  // What `terraform show -json` prints of a plan or a state.
  kTerraformPlan
};

// By the name where that says it, else by the outermost keys of what is in it.
// A text may be broken and still be recognised.
FileKind Recognise(const diag::Source& source);

// What a document is read as of which nobody said it: a trust policy has
// principals, no resources and actions of STS; any other with principals is a
// resource policy, of the service that its actions or its resources name; the
// rest are identity policies. A control policy looks like one of these.
Purpose GuessPurpose(const Datum& document);

}  // namespace iamgen::importers
