// Where in a statement an action is allowed or denied.
#pragma once

#include <string_view>

#include "diag/span.h"
#include "policy/parsed_statement.h"
#include "policy/pattern.h"

namespace iamgen::policy {

// The entry that covers the action, which the statement does; of NotAction its
// name.
inline diag::Span PlaceOf(const ParsedStatement& statement,
                          std::string_view action) {
  if (statement.statement->action.except) {
    return statement.statement->action.name;
  }
  for (const ParsedAction& one : statement.actions) {
    if (one.anything || Matches(one.value->text, action, Letters::kAnyCase)) {
      return one.value->span;
    }
  }
  return statement.statement->action.name;
}

}  // namespace iamgen::policy
