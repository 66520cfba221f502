// Documents in a line, and what is found in them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/linting.h"

namespace iamgen::tests {

// Statements between commas, as a document.
inline std::string Document(std::string_view statements) {
  return R"({"Version": "2012-10-17", "Statement": [)" +
         std::string(statements) + "]}";
}

// The findings of some rules alone, "IAM511 sts:AssumeRole": the id and the
// text that it points at, in the order of the text.
inline std::vector<std::string> Of(std::initializer_list<std::string_view> ids,
                                   std::string_view as,
                                   std::string_view statements,
                                   bool all = false) {
  std::vector<std::string> told;
  for (const Found& one : Lint(as, Document(statements), all)) {
    for (const std::string_view id : ids) {
      if (one.id == id) {
        told.push_back(one.id + " " + one.text);
      }
    }
  }
  return told;
}

}  // namespace iamgen::tests
