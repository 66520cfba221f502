// The one way into a file, whatever it is.
#pragma once

#include <optional>

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/found_policy.h"
#include "importers/policy_document.h"

namespace iamgen::importers {

// A document of its own, JSON or YAML: as `purpose` says, or as it looks.
policy::Document ReadPolicyFile(const diag::SourceMap& sources,
                                diag::FileId file,
                                const std::optional<Purpose>& purpose,
                                diag::Sink& sink);

// The same, as what a file holds.
std::optional<Imported> ImportPolicy(const diag::SourceMap& sources,
                                     diag::FileId file,
                                     const std::optional<Purpose>& purpose,
                                     diag::Sink& sink);

// Every policy of a file that is recognised: a document, which is what
// `purpose` says, a template, a file of Terraform. What is wrong with any of it
// is reported. nullopt, and nothing reported: the file is nothing that can hold
// policies.
std::optional<Imported> ImportFile(const diag::SourceMap& sources,
                                   diag::FileId file,
                                   const std::optional<Purpose>& purpose,
                                   diag::Sink& sink);

}  // namespace iamgen::importers
