// A fix that several families offer: another operator for a test.
#pragma once

#include <string>

#include "diag/diagnostic.h"
#include "policy/parsed_statement.h"
#include "policy/renaming.h"

namespace iamgen::checks {

// Writes `to` for the operator of the test, where it is the test's alone and
// nothing else in the condition is called so. The key and the values, which
// the change is right for, have to stay as they are.
inline void Rename(const policy::ParsedStatement& statement,
                   const policy::ParsedTest& test, const std::string& to,
                   diag::Report& report) {
  if (!policy::CanRename(*statement.statement, *test.op_value, to)) {
    return;
  }
  report.Replace(test.op_value->span, test.op_value->text, to)
      .Given(test.test->key.span, test.test->key.text);
  for (const policy::Value& value : test.values()) {
    report.Given(value.span, value.text);
  }
}

}  // namespace iamgen::checks
