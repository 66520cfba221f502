// What can be wrong with a CloudFormation template around its policies.
#pragma once

#include "diag/sink.h"
#include "importers/cfn/template.h"
#include "importers/cfn_checks/references.h"

namespace iamgen::importers::cfn {

// Each is one family of rules, and a file.
void CheckSizes(const Template& from, diag::Sink& sink);
void CheckNames(const Template& from, diag::Sink& sink);
void CheckReferences(const Template& from,
                     const std::vector<Reference>& references,
                     diag::Sink& sink);
void CheckCircles(const Template& from,
                  const std::vector<Reference>& references, diag::Sink& sink);
void CheckShapes(const Template& from, diag::Sink& sink);
void CheckNamesAndArns(const Template& from, diag::Sink& sink);
void CheckDuplicates(const Template& from, diag::Sink& sink);
void CheckCapabilities(const Template& from, diag::Sink& sink);
void CheckInstanceProfiles(const Template& from, diag::Sink& sink);
void CheckLambdaPermissions(const Template& from, diag::Sink& sink);

// All of them.
void CheckTemplate(const Template& from, diag::Sink& sink);

}  // namespace iamgen::importers::cfn
