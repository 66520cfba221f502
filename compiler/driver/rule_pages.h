// What `iamgen explain` and `iamgen rules` print.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/rule.h"

namespace iamgen::driver {

// What the rule finds and why that matters, a text that fires it and its
// repair, and what to do where the finding is meant.
std::string Explain(const diag::Rule& rule);

// The formats of `iamgen rules`.
std::vector<std::string> RuleListFormats();

// `format` is one of them: "table" has a line for each rule, "json" and
// "markdown" hold all that is known of them.
std::string ListRules(std::span<const diag::Rule* const> rules,
                      std::string_view format);

}  // namespace iamgen::driver
