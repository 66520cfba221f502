// Calls the families.
#include "importers/cfn_checks/template_checks.h"

#include <vector>

namespace iamgen::importers::cfn {

void CheckTemplate(const Template& from, diag::Sink& sink) {
  const std::vector<Reference> references = CollectReferences(from);
  CheckSizes(from, sink);
  CheckNames(from, sink);
  CheckReferences(from, references, sink);
  CheckCircles(from, references, sink);
  CheckShapes(from, sink);
  CheckNamesAndArns(from, sink);
  CheckDuplicates(from, sink);
  CheckCapabilities(from, sink);
  CheckLambdaPermissions(from, sink);
}

}  // namespace iamgen::importers::cfn
