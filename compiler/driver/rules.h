// Every rule of every layer, for `explain`, `rules` and `--severity`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/rule.h"

namespace iamgen::driver {

// Sorted by id.
std::vector<const diag::Rule*> AllRules();

// By id or name, in any case; nullptr if there is none.
const diag::Rule* FindRule(std::string_view text);

// "did you mean `IAM525`?", or "" where no id or name is near.
std::string NearRules(std::string_view text);

}  // namespace iamgen::driver
