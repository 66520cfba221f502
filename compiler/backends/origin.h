// Where in the topology something comes from, for comments in outputs.
#pragma once

#include <string>

#include "diag/source.h"
#include "model/identity.h"

namespace iamgen::backends {

// "topology.yaml:41": the file's name alone, so that output does not depend on
// where the topology lies. Nothing for a span that is nowhere.
std::string LineOf(const diag::SourceMap& sources, diag::Span span);

// The name of a file without its folders.
std::string FileNameOf(const std::string& path);

// "roles.": what stands before the key of what a role was written as.
std::string SectionOf(model::Origin origin);

}  // namespace iamgen::backends
