// What a rule says of itself, for places that show Markdown.
#pragma once

#include <string>
#include <string_view>

#include "diag/rule.h"

namespace iamgen::diag {

// The explanation up to its first empty line, on one line; the summary where
// there is no explanation.
std::string FirstParagraph(const Rule& rule);

// A heading, the explanation as prose, and its examples as code.
std::string Markdown(const Rule& rule);

}  // namespace iamgen::diag
