// Which findings are of interest: `--select` and `--ignore`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/rule.h"
#include "support/result.h"

namespace iamgen::driver {

// Rules by how their ids or names begin, in any case. Without `select`, all
// rules are; what both lists speak of is ignored.
class RuleFilter {
 public:
  // Fails where a prefix is none of any rule: it is misspelt. `select_by` is
  // how the failure calls what `select` comes from.
  static support::Result<RuleFilter> Of(
      const std::vector<std::string>& select,
      const std::vector<std::string>& ignore,
      std::string_view select_by = "--select");

  [[nodiscard]] bool Shows(const diag::Rule& rule) const;

 private:
  RuleFilter(const std::vector<std::string>& select,
             const std::vector<std::string>& ignore)
      : select_(select), ignore_(ignore) {}

  std::vector<std::string> select_;
  std::vector<std::string> ignore_;
};

}  // namespace iamgen::driver
