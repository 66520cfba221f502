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

// What `iamgen explain` prints.
std::string Explain(const diag::Rule& rule);

// One line a rule: id, severity, name, summary.
std::string RuleTable();

}  // namespace iamgen::driver
