// Reads CloudFormation templates.
#pragma once

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/found_policy.h"
#include "syntax/node.h"

namespace iamgen::importers {

// A template in YAML or JSON: the policies in it. What is wrong with the file,
// with the template and with the structure of its policies is reported.
Imported ReadCloudFormation(const diag::SourceMap& sources, diag::FileId file,
                            diag::Sink& sink);

// The same of a tree that was read with tags as functions.
Imported ReadCloudFormation(const diag::SourceMap& sources, syntax::Tree tree,
                            diag::Sink& sink);

}  // namespace iamgen::importers
