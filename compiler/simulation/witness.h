// Single requests that stand for many: a resource that two patterns match, a
// context in which a statement counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/compiled_policy.h"
#include "evaluation/request.h"

namespace iamgen::simulation {

// A text that both encoded patterns match, as short as they let it be; nullopt:
// none, or the patterns are too long to look for one.
std::optional<std::string> TextOfBoth(std::string_view left,
                                      std::string_view right);

// An ARN that the written pattern ("*", "arn:aws:s3:::b/*") and the pattern of
// a statement match; a variable may be anything.
std::optional<std::string> ResourceOfBoth(
    std::string_view written, const evaluation::ResourcePattern& pattern);

// Some ARN that the written pattern matches and that nobody names.
std::string ResourceOf(std::string_view written);

// Values of the test's key to try: those it names, and one beside them. The
// first meets the test if any does. A key without values is missing.
std::vector<evaluation::ContextKey> ValuesToTry(const evaluation::Test& test);

}  // namespace iamgen::simulation
