// `--severity RULE=LEVEL`: rules shown at other levels than their own, or not
// at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "diag/rule.h"
#include "driver/options.h"
#include "support/result.h"

namespace iamgen::driver {

struct RuleLevel {
  const diag::Rule* rule = nullptr;
  // nullopt: off.
  std::optional<diag::Severity> level;
};

class RuleLevels {
 public:
  // Fails on what is no rule and on what is no level.
  static support::Result<RuleLevels> Of(const Options& options);

  // In the order in which they were given: the last one of a rule holds.
  [[nodiscard]] const std::vector<RuleLevel>& all() const { return all_; }

  // Takes out what is off and changes the severities of the rest. With
  // `errors_are_final`, a rule that is an error stays one.
  void Apply(const Options& options,
             std::vector<diag::Diagnostic>& findings) const;

 private:
  explicit RuleLevels(std::vector<RuleLevel> all) : all_(std::move(all)) {}

  std::vector<RuleLevel> all_;
};

}  // namespace iamgen::driver
