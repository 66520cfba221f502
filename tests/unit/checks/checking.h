// What the checks say of a topology.
#pragma once

#include <string>

#include "checks/check.h"
#include "unit/modelling.h"

namespace iamgen::checks {

// Resolved, derived and checked. Nothing may be wrong before the checks.
class Checking : public iamgen::testing::Modelling {
 public:
  explicit Checking(const std::string& text) : Modelling(text) {
    EXPECT_EQ(Findings(), "") << text;
    if (topology) {
      Derive();
      const PolicySettings settings;
      RunAll({.topology = *topology,
              .catalogue = catalog::Catalogue::Embedded(),
              .settings = settings},
             sink);
    }
  }
};

// Whether a finding of the rule is among those of the topology.
inline bool Fires(const std::string& rule, const std::string& text) {
  for (const std::string& found : Checking(text).Rules()) {
    if (found == rule) {
      return true;
    }
  }
  return false;
}

}  // namespace iamgen::checks
