// Collects the layers' rules.
#include "driver/rules.h"

#include <algorithm>

#include "checks/check.h"
#include "checks/policy_check.h"
#include "driver/suppressions.h"
#include "importers/diagnostics.h"
#include "resolve/diagnostics.h"
#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/reader_diagnostics.h"

namespace iamgen::driver {

std::vector<const diag::Rule*> AllRules() {
  std::vector<const diag::Rule*> rules;
  rules.insert(rules.end(), std::begin(syntax::kReaderRules),
               std::end(syntax::kReaderRules));
  rules.insert(rules.end(), std::begin(syntax::kSyntaxRules),
               std::end(syntax::kSyntaxRules));
  rules.insert(rules.end(), std::begin(resolve::kResolveRules),
               std::end(resolve::kResolveRules));
  rules.insert(rules.end(), std::begin(kSuppressionRules),
               std::end(kSuppressionRules));
  for (const checks::Check* check : checks::All()) {
    rules.push_back(&check->rule);
  }
  rules.insert(rules.end(), std::begin(importers::kImporterRules),
               std::end(importers::kImporterRules));
  for (const checks::PolicyFamily* family : checks::PolicyFamilies()) {
    rules.insert(rules.end(), family->rules.begin(), family->rules.end());
  }
  // A rule that two report is one.
  std::stable_sort(
      rules.begin(), rules.end(),
      [](const diag::Rule* a, const diag::Rule* b) { return a->id < b->id; });
  rules.erase(std::unique(rules.begin(), rules.end(),
                          [](const diag::Rule* a, const diag::Rule* b) {
                            return a->id == b->id;
                          }),
              rules.end());
  return rules;
}

const diag::Rule* FindRule(std::string_view text) {
  for (const diag::Rule* rule : AllRules()) {
    if (support::EqualIgnoringCase(rule->id, text) ||
        support::EqualIgnoringCase(rule->name, text)) {
      return rule;
    }
  }
  return nullptr;
}

std::string Explain(const diag::Rule& rule) {
  std::string text(rule.id);
  text += ' ';
  text += rule.name;
  text += " (";
  text += diag::NameOf(rule.severity);
  text += ")\n";
  text += rule.summary;
  text += "\n\n";
  text += rule.explanation;
  return text;
}

std::string RuleTable() {
  constexpr std::size_t kIdWidth = 9;
  constexpr std::size_t kSeverityWidth = 12;
  std::size_t name_width = 0;
  const auto rules = AllRules();
  for (const diag::Rule* rule : rules) {
    name_width = std::max(name_width, rule->name.size() + 2);
  }
  std::string table;
  const auto column = [&](std::string_view text, std::size_t width) {
    table += text;
    table.append(width - std::min(width, text.size()), ' ');
  };
  for (const diag::Rule* rule : rules) {
    column(rule->id, kIdWidth);
    column(diag::NameOf(rule->severity), kSeverityWidth);
    column(rule->name, name_width);
    table += rule->summary;
    table += '\n';
  }
  return table;
}

}  // namespace iamgen::driver
