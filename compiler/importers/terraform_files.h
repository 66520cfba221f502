// Reads files of Terraform.
#pragma once

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/found_policy.h"

namespace iamgen::importers {

// `.tf`, `.tf.json`, and what `terraform show -json` prints of a plan or a
// state: the policies in them. Each file is read alone.
Imported ReadTerraform(const diag::SourceMap& sources, diag::FileId file,
                       diag::Sink& sink);
Imported ReadTerraformJson(const diag::SourceMap& sources, diag::FileId file,
                           diag::Sink& sink);
Imported ReadTerraformPlan(const diag::SourceMap& sources, diag::FileId file,
                           diag::Sink& sink);

}  // namespace iamgen::importers
