// Small words about one test of a condition, for the families that look at
// them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "policy/parsed_statement.h"
#include "support/text.h"

namespace iamgen::checks {

// "`aws:SourceIp`".
inline std::string QuotedKey(const policy::ParsedTest& test) {
  return "`" + test.test->key.text + "`";
}

inline std::string Quoted(const policy::Value& value) {
  return "`" + value.text + "`";
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

// Whether a request without the key fails it.
inline bool NeedsKey(const policy::ParsedTest& test) {
  if (!test.op || IsNull(test)) {
    return IsNull(test, "false");
  }
  if (test.op->set == policy::SetPrefix::kForAnyValue) {
    return !test.op->if_exists;
  }
  return test.op->set == policy::SetPrefix::kNone && !test.op->negated &&
         !test.op->if_exists;
}

}  // namespace iamgen::checks
