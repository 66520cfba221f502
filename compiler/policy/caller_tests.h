// What a condition proves about who calls.
#pragma once

#include <initializer_list>
#include <string_view>

#include "policy/parsed_statement.h"

namespace iamgen::policy {

// Whether all that the statement tests is known, so that what it does not test
// is known too: no part of the condition, no key, no operator is in doubt.
bool IsClear(const ParsedStatement& statement);

// Lets in only requests that have the key: not negated, not waived by IfExists,
// no test of presence alone.
bool Requires(const ParsedTest& test);

// The same, where IfExists makes no difference because the key is always there.
bool Restricts(const ParsedTest& test);

// Whether a test of one of the keys, in small letters, holds only for requests
// that have it; "aws:principaltag/" is a whole family.
bool RequiresOneOf(const ParsedStatement& statement,
                   std::initializer_list<std::string_view> keys);

bool RequiresMfa(const ParsedStatement& statement);

// A required key whose values say whose principals are meant. An ARN that
// leaves the account open does not, nor does an organization of any id.
bool SaysWhose(const ParsedTest& test);

// The same, or from which networks or for which resources they come.
bool KeepsStrangersOut(const ParsedTest& test);

}  // namespace iamgen::policy
