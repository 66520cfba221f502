// When an operator of a condition can be exchanged for another, and nothing
// else changes.
#pragma once

#include <string_view>

#include "policy/document.h"

namespace iamgen::policy {

// Whether the key under the operator `op` of the statement is the only one
// there, and no other operator is called `to`, so that the two would be one.
bool CanRename(const Statement& statement, const Value& op,
               std::string_view to);

}  // namespace iamgen::policy
