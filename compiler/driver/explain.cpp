// `iamgen explain` and `iamgen rules`.
#include <algorithm>

#include "driver/commands.h"
#include "driver/rule_filter.h"
#include "driver/rule_pages.h"
#include "driver/rules.h"

namespace iamgen::driver {

int ExplainRule(const std::string& text) {
  const diag::Rule* rule = FindRule(text);
  if (rule == nullptr) {
    const std::string near = NearRules(text);
    Complain("there is no rule `" + text + "`; " +
             (near.empty() ? "`iamgen rules` lists them" : near));
    return kCannotRun;
  }
  return Print(Explain(*rule)) ? kGood : kCannotRun;
}

int PrintRules(const std::vector<std::string>& prefixes,
               const std::string& format) {
  auto filter = RuleFilter::Of(prefixes, {}, "rules");
  if (!filter) {
    Complain(filter.message());
    return kCannotRun;
  }
  std::vector<const diag::Rule*> rules = AllRules();
  std::erase_if(rules,
                [&](const diag::Rule* rule) { return !filter->Shows(*rule); });
  return Print(ListRules(rules, format)) ? kGood : kCannotRun;
}

}  // namespace iamgen::driver
