// Reads Principal and NotPrincipal.
#pragma once

#include <string_view>

#include "importers/datum.h"
#include "importers/elements.h"
#include "policy/document.h"

namespace iamgen::importers {

// `name` is that of the element. The places and the name of the clause are left
// to the caller.
policy::PrincipalClause ReadPrincipal(std::string_view name, const Datum& datum,
                                      Elements& elements);

}  // namespace iamgen::importers
