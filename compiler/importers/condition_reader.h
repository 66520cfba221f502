// Reads Condition.
#pragma once

#include <vector>

#include "importers/datum.h"
#include "importers/elements.h"
#include "policy/document.h"

namespace iamgen::importers {

// Appends the blocks. False if there may be more than them.
bool ReadCondition(const Datum& datum, Elements& elements,
                   std::vector<policy::ConditionBlock>& blocks);

}  // namespace iamgen::importers
