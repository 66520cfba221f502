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
  // A rule that two report is one: the one that says more of itself.
  std::stable_sort(
      rules.begin(), rules.end(), [](const diag::Rule* a, const diag::Rule* b) {
        return a->id != b->id
                   ? a->id < b->id
                   : a->example.fires.size() > b->example.fires.size();
      });
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

std::string NearRules(std::string_view text) {
  std::vector<std::string_view> known;
  for (const diag::Rule* rule : AllRules()) {
    known.push_back(rule->id);
    known.push_back(rule->name);
  }
  return support::DidYouMean(text, known);
}

}  // namespace iamgen::driver
