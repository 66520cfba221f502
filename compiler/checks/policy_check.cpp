// Runs the families over a document.
#include "checks/policy_check.h"

namespace iamgen::checks {

std::vector<const PolicyFamily*> PolicyFamilies() {
  return {
#define IAMGEN_POLICY_FAMILY(name) &name(),
#include "checks/policy/families.def"
#undef IAMGEN_POLICY_FAMILY
  };
}

void CheckPolicy(const policy::Document& document, const Standing& standing,
                 const catalog::Catalogue& catalogue,
                 const PolicySettings& settings, PolicyFindings& findings) {
  std::vector<policy::ParsedStatement> statements;
  statements.reserve(document.statements.size());
  for (const policy::Statement& one : document.statements) {
    statements.push_back(policy::Parse(one, catalogue));
  }
  const PolicyContext context{.catalogue = catalogue,
                              .settings = settings,
                              .document = document,
                              .statements = statements,
                              .standing = standing};
  for (const PolicyFamily* family : PolicyFamilies()) {
    family->run(context, findings);
  }
}

}  // namespace iamgen::checks
