// What a project's own settings ask of policies: who reaches what is sensitive,
// and which conditions an Allow has.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/policy/project_rules.h"
#include "checks/policy_check.h"
#include "checks/policy_settings.h"
#include "policy/arn.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Clause;
using policy::Kind;
using policy::Letters;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::Value;

// What of a clause reaches a pattern: a value, or the name of the element where
// all is meant but what it excepts.
struct Reach {
  std::string text;
  diag::Span span;
};

bool Reaches(const Value& value, std::string_view pattern, Letters letters) {
  const std::string text = policy::VariablesAsWildcards(value.text);
  // What is not known may be something else.
  return value.known() ? policy::Meet(text, pattern, letters)
                       : policy::Covers(pattern, text, letters);
}

std::optional<Reach> ReachOf(const Clause& clause, std::string_view element,
                             std::string_view pattern, Letters letters) {
  if (!clause.present) {
    return std::nullopt;
  }
  const auto& values = clause.values();
  if (!clause.except) {
    const auto found = std::find_if(
        values.begin(), values.end(),
        [&](const Value& one) { return Reaches(one, pattern, letters); });
    return found == values.end()
               ? std::nullopt
               : std::optional(Reach{.text = "`" + found->text + "`",
                                     .span = found->span});
  }
  const bool spared =
      !clause.complete() ||
      std::any_of(values.begin(), values.end(), [&](const Value& one) {
        return !one.known() ||
               policy::Covers(policy::VariablesAsWildcards(one.text), pattern,
                              letters);
      });
  return spared
             ? std::nullopt
             : std::optional(Reach{.text = "`Not" + std::string(element) + "`",
                                   .span = clause.name});
}

std::optional<Reach> ActionOf(const ParsedStatement& parsed,
                              std::string_view pattern) {
  return ReachOf(parsed.statement->action, "Action", pattern,
                 Letters::kAnyCase);
}

void Sensitive(const PolicyContext& context, const ParsedStatement& parsed,
               PolicyFindings& findings) {
  for (const SensitiveAccess& one : context.settings.sensitive) {
    const auto action = ActionOf(parsed, one.action);
    const auto resource = action
                              ? ReachOf(parsed.statement->resource, "Resource",
                                        one.resource, Letters::kExact)
                              : std::nullopt;
    if (resource) {
      findings
          .Add(kSensitiveAccess, action->span,
               action->text + " on " + resource->text +
                   " reaches what is sensitive here: `" + one.action +
                   "` on `" + one.resource + "`")
          .Also(resource->span, "the resource is here")
          .Help("leave it out, unless it is meant");
    }
  }
}

bool TestsKey(const ParsedStatement& parsed, std::string_view key) {
  return std::any_of(parsed.tests.begin(), parsed.tests.end(),
                     [&](const ParsedTest& one) {
                       return policy::Matches(key, one.key, Letters::kAnyCase);
                     });
}

// What the statement lacks of what a rule requires.
std::vector<std::string> LackedBy(const ParsedStatement& parsed,
                                  const ConditionRule& rule) {
  std::vector<std::string> lacked;
  const auto tested = [&](const std::string& key) {
    return TestsKey(parsed, key);
  };
  for (const std::string& key : rule.all_of) {
    if (!tested(key)) {
      lacked.push_back("`" + key + "`");
    }
  }
  for (const std::vector<std::string>& keys : rule.any_of) {
    if (std::none_of(keys.begin(), keys.end(), tested)) {
      lacked.push_back("one of " + support::QuotedList(keys, keys.size()));
    }
  }
  return lacked;
}

void Conditions(const PolicyContext& context, const ParsedStatement& parsed,
                PolicyFindings& findings) {
  const bool all_known =
      parsed.statement->condition_complete &&
      std::all_of(parsed.tests.begin(), parsed.tests.end(),
                  [](const ParsedTest& one) { return one.test->key.known(); });
  for (const ConditionRule& rule : context.settings.condition_rules) {
    const auto action = ActionOf(parsed, rule.action);
    if (!action) {
      continue;
    }
    const auto lacked =
        all_known ? LackedBy(parsed, rule) : std::vector<std::string>();
    if (!lacked.empty()) {
      findings
          .Add(kProjectCondition, action->span,
               action->text + " is allowed without a test of " +
                   support::Join(lacked, " and of ") +
                   ", against the project's rule `" + rule.line + "`")
          .Help("add the condition");
    }
    for (const ParsedTest& test : parsed.tests) {
      const bool forbidden = std::any_of(
          rule.none_of.begin(), rule.none_of.end(),
          [&](const std::string& key) {
            return policy::Matches(key, test.key, Letters::kAnyCase);
          });
      if (forbidden && test.test->key.known()) {
        findings
            .Add(kProjectCondition, test.test->key.span,
                 "`" + test.test->key.text + "` is tested for " + action->text +
                     ", against the project's rule `" + rule.line + "`")
            .Help("test another key");
      }
    }
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({Kind::kIdentity, Kind::kSession, Kind::kResource})) {
    return;
  }
  for (const ParsedStatement& statement : context.statements) {
    if (statement.allows()) {
      Sensitive(context, statement, findings);
      Conditions(context, statement, findings);
    }
  }
}

constexpr std::array<const diag::Rule*, 2> kRules = {&kSensitiveAccess,
                                                     &kProjectCondition};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ProjectSettings() { return kFamily; }

}  // namespace iamgen::checks
