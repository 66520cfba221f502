// Statements that give everything away by themselves.
#pragma once

#include <span>

#include "catalog/catalogue.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

// Allows `*` on `*`, without a condition.
bool AllowsEverything(const policy::ParsedStatement& statement);

// Allows, on `*` and without a condition, all but what NotAction names, which
// is nothing that there is, or nothing but harmless reads.
bool ExceptsNothing(const policy::ParsedStatement& statement,
                    const catalog::Catalogue& catalogue);

// Whether one of the statements makes an administrator.
bool MakesAdministrator(std::span<const policy::ParsedStatement> statements,
                        const catalog::Catalogue& catalogue);

}  // namespace iamgen::analysis
