// Documents of one statement, for tables of what fires and what does not.
#pragma once

#include <string>
#include <string_view>

#include "unit/checks/linting.h"

namespace iamgen::tests {

// A document around statements, each an object of JSON.
inline std::string Document(std::string_view statements) {
  return R"({"Version": "2012-10-17", "Statement": [)" +
         std::string(statements) + "]}";
}

// An identity policy that allows; both texts are JSON.
inline std::string Allowing(std::string_view actions,
                            std::string_view resources = "\"*\"") {
  return Document(R"({"Effect": "Allow", "Action": )" + std::string(actions) +
                  R"(, "Resource": )" + std::string(resources) + "}");
}

// The findings of the rules whose ids are listed, in the order of the document:
// "IAM201 IAM202".
inline std::string Fired(std::string_view as, std::string_view document,
                         std::string_view rules) {
  std::string fired;
  for (const Found& one : Lint(as, document)) {
    if (rules.find(one.id) != std::string_view::npos) {
      fired += (fired.empty() ? "" : " ") + one.id;
    }
  }
  return fired;
}

// The first finding of a rule; without an id if there is none.
inline Found First(std::string_view as, std::string_view document,
                   std::string_view rule) {
  for (Found& one : Lint(as, document)) {
    if (one.id == rule) {
      return one;
    }
  }
  return {};
}

}  // namespace iamgen::tests
