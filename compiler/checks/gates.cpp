// The gates of a project, held against what principals can really do.
#include "checks/policy/gates.h"

#include <string>

#include "analysis/access.h"
#include "checks/check.h"
#include "checks/policy/gate_rules.h"

namespace iamgen::checks {
namespace {

void AccessGranted(const Subject& subject, const analysis::Principal& principal,
                   const Reporter& report) {
  catalog::ActionSet forbidden(subject.catalogue);
  for (const std::string& pattern : subject.settings.forbidden_actions) {
    subject.catalogue.Expand(pattern, forbidden);
  }
  forbidden &= principal.may;
  if (forbidden.empty()) {
    return;
  }
  principal.ForEachStatement([&](const policy::ParsedStatement& statement,
                                 const analysis::HeldPolicy& held) {
    if (!statement.allows()) {
      return;
    }
    TellForbidden(statement, forbidden, subject.catalogue,
                  [&](diag::Span span, std::string message) {
                    // A policy of AWS is told of where it is attached.
                    report(held.found == nullptr ? held.span : span,
                           std::move(message))
                        .Help("leave it out, or deny it beside")
                        .About(principal.described);
                  });
  });
}

constexpr Check kChecks[] = {
    {.rule = kAccessGranted, .look = AccessGranted},
};

}  // namespace

std::span<const Check> GateChecks() { return kChecks; }

}  // namespace iamgen::checks
