// Statements that tests of this layer ask about.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalogue.h"
#include "policy/document.h"

namespace iamgen::policy {

inline const catalog::Catalogue& Known() {
  return catalog::Catalogue::Embedded();
}

inline Clause ClauseOf(const std::vector<std::string>& texts) {
  Clause clause;
  clause.present = true;
  for (const std::string& text : texts) {
    clause.of.values.push_back({.text = text, .span = {}});
  }
  return clause;
}

inline Statement Allow(const std::vector<std::string>& actions,
                       const std::vector<std::string>& resources = {"*"}) {
  Statement statement;
  statement.effect = Value{.text = "Allow", .span = {}};
  statement.action = ClauseOf(actions);
  statement.resource = ClauseOf(resources);
  return statement;
}

}  // namespace iamgen::policy
