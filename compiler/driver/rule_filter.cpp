// Compares prefixes with ids and names.
#include "driver/rule_filter.h"

#include <algorithm>

#include "driver/rules.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

bool Begins(std::string_view text, std::string_view prefix) {
  return support::EqualIgnoringCase(text.substr(0, prefix.size()), prefix);
}

bool IsOneOf(const diag::Rule& rule, const std::vector<std::string>& prefixes) {
  return std::any_of(
      prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
        return Begins(rule.id, prefix) || Begins(rule.name, prefix);
      });
}

support::Status Check(std::string_view option,
                      const std::vector<std::string>& prefixes) {
  const auto rules = AllRules();
  for (const std::string& prefix : prefixes) {
    if (!prefix.empty() &&
        std::any_of(rules.begin(), rules.end(), [&](const diag::Rule* rule) {
          return IsOneOf(*rule, {prefix});
        })) {
      continue;
    }
    const std::string near = NearRules(prefix);
    return support::Failure{
        std::string(option) + " " + prefix +
        ": no rule's id or name begins so; " +
        (near.empty() ? "`iamgen rules` lists them" : near)};
  }
  return support::Done{};
}

}  // namespace

support::Result<RuleFilter> RuleFilter::Of(
    const std::vector<std::string>& select,
    const std::vector<std::string>& ignore, std::string_view select_by) {
  for (const auto& good :
       {Check(select_by, select), Check("--ignore", ignore)}) {
    if (!good) {
      return support::Failure{good.message()};
    }
  }
  return RuleFilter(select, ignore);
}

bool RuleFilter::Shows(const diag::Rule& rule) const {
  return (select_.empty() || IsOneOf(rule, select_)) && !IsOneOf(rule, ignore_);
}

}  // namespace iamgen::driver
