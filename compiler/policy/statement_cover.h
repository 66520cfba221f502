// Finds statements of a document that another one makes superfluous.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "policy/canonical_statement.h"

namespace iamgen::policy {

struct StatementCover {
  std::size_t by = 0;
  // Both say the same.
  bool same = false;
};

// For each statement one that says the same and stands before it, or that has
// the same effect and says more: the same actions or wider ones, on the same
// resources or wider ones, for the same principals or more of them, under the
// same condition or none. Time is near linear in the statements; of very many
// that resemble each other some may go unnoticed.
std::vector<std::optional<StatementCover>> CoveredStatements(
    const std::vector<CanonicalStatement>& statements);

}  // namespace iamgen::policy
