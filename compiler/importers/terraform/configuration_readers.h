// The three ways in which a configuration is written.
#pragma once

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/terraform/configuration.h"
#include "syntax/node.h"

namespace iamgen::importers::terraform {

// `.tf`.
Configuration ReadHcl(const diag::SourceMap& sources, diag::FileId file,
                      diag::Sink& sink);

// `.tf.json`: objects for blocks, and texts that are templates.
Configuration ReadJsonForm(const diag::SourceMap& sources,
                           const syntax::Tree& tree);

// What `terraform show -json` prints: values, without templates. What is known
// only after the plan was applied is missing.
Configuration ReadPlan(const diag::SourceMap& sources,
                       const syntax::Tree& tree);

}  // namespace iamgen::importers::terraform
