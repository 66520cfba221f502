// What a rule says of itself, for places that show Markdown.
#pragma once

#include <string>
#include <string_view>

#include "diag/rule.h"

namespace iamgen::diag {

// The explanation up to its first empty line, on one line; the summary where
// there is no explanation.
std::string FirstParagraph(const Rule& rule);

// A heading, the explanation as prose, its examples as code, and AWS's page.
std::string Markdown(const Rule& rule);

// What Markdown would take for its own is escaped, except in code.
std::string EscapedForMarkdown(std::string_view text);

}  // namespace iamgen::diag
