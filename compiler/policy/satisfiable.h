// Whether any request can pass all the tests of one key.
#pragma once

#include <span>

#include "policy/parsed_statement.h"

namespace iamgen::policy {

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
