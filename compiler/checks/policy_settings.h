// What a project asks of policies beyond what IAM does.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diag/rule.h"

namespace iamgen::checks {

struct PolicySettings {
  // Ids of the rules that say nothing until they are asked for, and were.
  std::set<std::string, std::less<>> asked;
  // The ARN of the permissions boundary that roles and users need, or "any";
  // empty: none (IAM639).
  std::string required_boundary;
  // Patterns of actions that nothing may allow (IAM731).
  std::vector<std::string> forbidden_actions;

  [[nodiscard]] bool Asks(const diag::Rule& rule) const {
    return !rule.off || asked.contains(rule.id);
  }
};

}  // namespace iamgen::checks
