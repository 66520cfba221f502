// From options to what policy checks are asked for.
#include "driver/policy_settings.h"

#include <string>
#include <string_view>
#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "driver/catalog.h"
#include "driver/rule_levels.h"
#include "driver/rules.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

constexpr std::string_view kLegacyScp[] = {"ORG102", "ORG104", "ORG105",
                                           "ORG106", "ORG107"};

// A pattern that covers nothing would forbid nothing, without a word.
support::Status CheckForbidden(const std::string& pattern) {
  const catalog::Catalogue& catalogue = CurrentCatalogue();
  catalog::ActionSet covered(catalogue);
  catalogue.Expand(pattern, covered);
  if (!covered.empty()) {
    return support::Done{};
  }
  const std::string start = "--forbid-action " + pattern + ": ";
  const std::size_t colon = pattern.find(':');
  if (colon == std::string::npos) {
    return support::Failure{start + "write SERVICE:ACTION"};
  }
  const std::string prefix = pattern.substr(0, colon);
  std::vector<std::string_view> known;
  const auto service = catalogue.FindService(prefix);
  if (!service) {
    for (const catalog::ServiceId one : catalogue.Services()) {
      known.push_back(catalogue.PrefixOf(one));
    }
    const std::string near = support::DidYouMean(prefix, known);
    return support::Failure{start + "there is no service `" + prefix + "`" +
                            (near.empty() ? "" : "; " + near)};
  }
  for (const catalog::ActionId one : catalogue.ActionsOf(*service)) {
    known.push_back(catalogue.NameOf(one));
  }
  const std::string near =
      support::DidYouMean(pattern.substr(colon + 1), known);
  return support::Failure{start + "covers no action of " + prefix +
                          (near.empty() ? "" : "; " + near)};
}

support::Status CheckBoundary(const std::string& boundary) {
  if (boundary.empty() || boundary == "any" ||
      (boundary.starts_with("arn:") &&
       boundary.find(":policy/") != std::string::npos)) {
    return support::Done{};
  }
  return support::Failure{"--require-boundary " + boundary +
                          ": write the ARN of a policy, or any"};
}

}  // namespace

support::Result<checks::PolicySettings> PolicySettingsOf(
    const Options& options) {
  const auto levels = RuleLevels::Of(options);
  if (!levels) {
    return support::Failure{levels.message()};
  }
  checks::PolicySettings settings;
  for (const RuleLevel& one : levels->all()) {
    if (one.level) {
      settings.asked.emplace(one.rule->id);
    }
  }
  for (const std::string& text : options.select) {
    if (const diag::Rule* rule = FindRule(text)) {
      settings.asked.emplace(rule->id);
    }
  }
  if (options.legacy_scp) {
    settings.asked.insert(std::begin(kLegacyScp), std::end(kLegacyScp));
  }
  if (options.portable) {
    settings.asked.emplace("IAM318");
  }
  const auto boundary = CheckBoundary(options.require_boundary);
  if (!boundary) {
    return support::Failure{boundary.message()};
  }
  settings.required_boundary = options.require_boundary;
  if (!settings.required_boundary.empty()) {
    settings.asked.emplace("IAM639");
  }
  for (const std::string& pattern : options.forbidden_actions) {
    const auto good = CheckForbidden(pattern);
    if (!good) {
      return support::Failure{good.message()};
    }
    settings.forbidden_actions.push_back(pattern);
    settings.asked.emplace("IAM731");
  }
  for (const std::string& line : options.sensitive) {
    const auto parsed = checks::ParseSensitiveAccess(line);
    if (!parsed) {
      return support::Failure{"--sensitive: " + parsed.message()};
    }
    settings.sensitive.push_back(*parsed);
    settings.asked.emplace("IAM623");
  }
  for (const std::string& line : options.required_conditions) {
    const auto parsed = checks::ParseConditionRule(line);
    if (!parsed) {
      return support::Failure{"--require-condition: " + parsed.message()};
    }
    settings.condition_rules.push_back(*parsed);
    settings.asked.emplace("IAM631");
  }
  return settings;
}

}  // namespace iamgen::driver
