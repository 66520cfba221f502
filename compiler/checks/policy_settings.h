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

  [[nodiscard]] bool Asks(const diag::Rule& rule) const {
    return !rule.off || asked.contains(rule.id);
  }
};

}  // namespace iamgen::checks
