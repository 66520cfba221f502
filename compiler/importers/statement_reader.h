// Reads one statement.
#pragma once

#include "importers/datum.h"
#include "importers/elements.h"
#include "policy/document.h"

namespace iamgen::importers {

// `datum` is an object.
policy::Statement ReadStatement(const Datum& datum, Elements& elements);

}  // namespace iamgen::importers
