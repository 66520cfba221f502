// Looks at what is named, and at what is left.
#include "analysis/administrator.h"

#include <algorithm>

#include "analysis/action_classes.h"
#include "catalog/action_set.h"

namespace iamgen::analysis {

using policy::ParsedAction;
using policy::ParsedStatement;

bool AllowsEverything(const ParsedStatement& statement) {
  return statement.allows() && !statement.statement->action.except &&
         statement.OnEverything() && !statement.IsConditional() &&
         std::any_of(statement.actions.begin(), statement.actions.end(),
                     [](const ParsedAction& one) { return one.anything; });
}

bool ExceptsNothing(const ParsedStatement& statement,
                    const catalog::Catalogue& catalogue) {
  const policy::Clause& action = statement.statement->action;
  if (!statement.allows() || !action.except || statement.covered.empty() ||
      !statement.OnEverything() || statement.IsConditional()) {
    return false;
  }
  catalog::ActionSet named(catalogue);
  named.Add(catalogue.Actions());
  named -= statement.covered;
  return ActionClasses::Of(catalogue).harmless.ContainsAll(named);
}

bool MakesAdministrator(std::span<const ParsedStatement> statements,
                        const catalog::Catalogue& catalogue) {
  return std::any_of(
      statements.begin(), statements.end(), [&](const ParsedStatement& one) {
        return AllowsEverything(one) || ExceptsNothing(one, catalogue);
      });
}

}  // namespace iamgen::analysis
