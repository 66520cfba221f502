// Reads and applies what `--severity` says.
#include "driver/rule_levels.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "driver/rules.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

constexpr std::string_view kOff = "off";

std::optional<diag::Severity> SeverityOf(std::string_view name) {
  using enum diag::Severity;
  for (const diag::Severity one : {kError, kSecurity, kWarning, kSuggestion}) {
    if (diag::NameOf(one) == name) {
      return one;
    }
  }
  return std::nullopt;
}

support::Result<RuleLevel> Parse(const std::string& setting) {
  const std::string option = "--severity " + setting + ": ";
  const std::size_t equals = setting.find('=');
  if (equals == std::string::npos) {
    return support::Failure{option +
                            "write RULE=LEVEL, as in IAM525=warning; a level "
                            "is error, security, warning, suggestion or off"};
  }
  const std::string name = setting.substr(0, equals);
  RuleLevel one{.rule = FindRule(name), .level = std::nullopt};
  if (one.rule == nullptr) {
    const std::string near = NearRules(name);
    return support::Failure{
        option + "there is no rule `" + name + "`; " +
        (near.empty() ? "`iamgen rules` lists them" : near)};
  }
  const std::string level = setting.substr(equals + 1);
  if (level != kOff) {
    one.level = SeverityOf(level);
    if (!one.level) {
      return support::Failure{
          option + "`" + level +
          "` is no level; write error, security, warning, suggestion or off"};
    }
  }
  return one;
}

}  // namespace

support::Result<RuleLevels> RuleLevels::Of(const Options& options) {
  std::vector<RuleLevel> all;
  for (const std::string& setting : options.severities) {
    const auto one = Parse(setting);
    if (!one) {
      return support::Failure{one.message()};
    }
    all.push_back(*one);
  }
  return RuleLevels(std::move(all));
}

void RuleLevels::Apply(const Options& options,
                       std::vector<diag::Diagnostic>& findings) const {
  for (const RuleLevel& one : all_) {
    // What AWS would refuse stays an error where something is to be built.
    if (options.errors_are_final &&
        one.rule->severity == diag::Severity::kError) {
      continue;
    }
    for (diag::Diagnostic& finding : findings) {
      if (finding.rule->id == one.rule->id && one.level) {
        finding.severity = *one.level;
      }
    }
  }
  std::erase_if(findings, [&](const diag::Diagnostic& finding) {
    const auto last = std::find_if(
        all_.rbegin(), all_.rend(),
        [&](const RuleLevel& one) { return one.rule->id == finding.rule->id; });
    const bool stays =
        options.errors_are_final && finding.severity == diag::Severity::kError;
    return last != all_.rend() && !last->level && !stays;
  });
}

}  // namespace iamgen::driver
