// Small words about one test of a condition, for the families that look at
// them.
#pragma once

#include <string>
#include <string_view>

#include "policy/parsed_statement.h"
#include "support/text.h"

namespace iamgen::checks {

// "`aws:SourceIp`".
inline std::string QuotedKey(const policy::ParsedTest& test) {
  return "`" + test.test->key.text + "`";
}

inline bool IsNull(const policy::ParsedTest& test) {
  return test.op && test.op->family == policy::OperatorFamily::kNull;
}

// Whether it is compared with this one value.
inline bool Holds(const policy::ParsedTest& test, std::string_view value) {
  return test.values().size() == 1 && test.test->of.complete &&
         support::EqualIgnoringCase(test.values().front().text, value);
}

// `Null` with "true" or "false".
inline bool IsNull(const policy::ParsedTest& test, std::string_view value) {
  return IsNull(test) && Holds(test, value);
}

}  // namespace iamgen::checks
