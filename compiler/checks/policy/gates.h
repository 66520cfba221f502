// The gates, for those who know more than one document.
#pragma once

#include <functional>
#include <string>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "diag/span.h"
#include "policy/parsed_statement.h"

namespace iamgen::checks {

// Calls `tell` for everything in an Allow statement that allows one of the
// forbidden actions.
void TellForbidden(const policy::ParsedStatement& statement,
                   const catalog::ActionSet& forbidden,
                   const catalog::Catalogue& catalogue,
                   const std::function<void(diag::Span, std::string)>& tell);

}  // namespace iamgen::checks
