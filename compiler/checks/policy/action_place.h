// Where in a statement an action is allowed or denied.
#pragma once

#include <string_view>

#include "diag/span.h"
#include "policy/parsed_statement.h"
#include "policy/pattern.h"

namespace iamgen::checks {

// The entry that covers the action, which the statement does; of NotAction its
// name.
inline diag::Span PlaceOf(const policy::ParsedStatement& statement,
                          std::string_view action) {
  if (statement.statement->action.except) {
    return statement.statement->action.name;
  }
  for (const policy::ParsedAction& one : statement.actions) {
    if (one.anything ||
        policy::Matches(one.value->text, action, policy::Letters::kAnyCase)) {
      return one.value->span;
    }
  }
  return statement.statement->action.name;
}

}  // namespace iamgen::checks
