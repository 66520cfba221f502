// What requests can pass the tests of one key, and whether any can.
#pragma once

#include <span>

#include "policy/parsed_statement.h"

namespace iamgen::policy {

// Whether a request without the key fails the test.
bool NeedsKey(const ParsedTest& test);

enum class Clash {
  kNone,
  // It is to be missing, and some test wants it.
  kMissing,
  // No value passes.
  kValues
};

// INVARIANT: the tests are of one key and of one statement. What is not known,
// and values with variables, may be anything. Never says that there is a clash
// where there is none.
Clash FindClash(std::span<const ParsedTest* const> tests);

}  // namespace iamgen::policy
