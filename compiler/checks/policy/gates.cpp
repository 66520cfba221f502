// What a project lets nobody have.
#include "checks/policy/gates.h"

#include <array>
#include <string>

#include "catalog/action_set.h"
#include "checks/policy/gate_rules.h"
#include "checks/policy_check.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (context.settings.forbidden_actions.empty() ||
      !context.settings.Asks(kAccessGranted) ||
      !context.Is({Kind::kIdentity, Kind::kSession, Kind::kResource})) {
    return;
  }
  const catalog::Catalogue& catalogue = context.catalogue;
  catalog::ActionSet forbidden(catalogue);
  for (const std::string& pattern : context.settings.forbidden_actions) {
    catalogue.Expand(pattern, forbidden);
  }
  for (const policy::ParsedStatement& statement : context.statements) {
    if (statement.denies() && !statement.IsConditional() &&
        statement.OnEverything()) {
      forbidden -= statement.covered;
    }
  }
  for (const policy::ParsedStatement& statement : context.statements) {
    if (statement.allows()) {
      TellForbidden(statement, forbidden, catalogue,
                    [&](diag::Span span, std::string message) {
                      findings.Add(kAccessGranted, span, std::move(message))
                          .Help("leave it out, or deny it beside");
                    });
    }
  }
}

constexpr std::array<const diag::Rule*, 1> kRules = {&kAccessGranted};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

void TellForbidden(const policy::ParsedStatement& statement,
                   const catalog::ActionSet& forbidden,
                   const catalog::Catalogue& catalogue,
                   const std::function<void(diag::Span, std::string)>& tell) {
  const auto named = [&](const catalog::ActionSet& covered) {
    std::vector<std::string> names;
    catalog::ActionSet both = covered;
    both &= forbidden;
    both.ForEach([&](catalog::ActionId action) {
      names.push_back(catalogue.FullNameOf(action));
    });
    return names;
  };
  if (statement.statement->action.except) {
    const auto names = named(statement.covered);
    if (!names.empty()) {
      tell(statement.statement->action.name,
           support::QuotedList(names) +
               " is allowed, which the project "
               "forbids");
    }
    return;
  }
  for (const policy::ParsedAction& action : statement.actions) {
    catalog::ActionSet covered(catalogue);
    if (!action.unknown) {
      catalogue.Expand(action.value->text, covered);
    }
    const auto names = named(covered);
    if (!names.empty()) {
      tell(action.value->span,
           "`" + action.value->text + "` is allowed, and the project forbids " +
               (action.action ? "it" : support::QuotedList(names)));
    }
  }
}

const PolicyFamily& Gates() { return kFamily; }

}  // namespace iamgen::checks
