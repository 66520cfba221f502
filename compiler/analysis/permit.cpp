// Matches statements against one ARN.
#include "analysis/permit.h"

#include <algorithm>

#include "policy/operator.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::analysis {
namespace {

using policy::ParsedResource;
using policy::ParsedStatement;
using policy::ParsedTest;

enum class Doubt : bool { kMatches, kDoesNot };

// Whether the statement speaks of the ARN.
bool IsOn(const ParsedStatement& statement, std::string_view arn, Doubt doubt) {
  const policy::Clause& clause = statement.statement->resource;
  const auto named = [&](Doubt of_text) {
    return std::any_of(
        statement.resources.begin(), statement.resources.end(),
        [&](const ParsedResource& one) {
          return (one.value->known() || of_text == Doubt::kMatches) &&
                 policy::Matches(one.value->text, arn);
        });
  };
  if (!clause.except) {
    return named(doubt) || (!clause.complete() && doubt == Doubt::kMatches);
  }
  return doubt == Doubt::kMatches
             ? !named(Doubt::kDoesNot)
             : clause.complete() && !named(Doubt::kMatches);
}

bool Denies(const ParsedStatement& one, catalog::ActionId action,
            std::string_view arn) {
  return one.denies() && one.covered.Contains(action) &&
         (!one.IsConditional() || DeniesWithoutMfa(one)) &&
         IsOn(one, arn, Doubt::kMatches);
}

bool Denies(const ParsedPolicy& policy, catalog::ActionId action,
            std::string_view arn) {
  return std::any_of(
      policy.statements.begin(), policy.statements.end(),
      [&](const ParsedStatement& one) { return Denies(one, action, arn); });
}

}  // namespace

bool DeniesWithoutMfa(const ParsedStatement& statement) {
  return statement.denies() &&
         std::any_of(
             statement.tests.begin(), statement.tests.end(),
             [](const ParsedTest& test) {
               if (!test.op || test.values().empty()) {
                 return false;
               }
               const bool is_true = support::EqualIgnoringCase(
                   test.values().front().text, "true");
               const bool null =
                   test.op->family == policy::OperatorFamily::kNull;
               return (test.key == "aws:multifactorauthpresent" &&
                       is_true == null) ||
                      (test.key == "aws:multifactorauthage" && null && is_true);
             });
}

bool IsKeptFrom(const Principal& principal, catalog::ActionId action,
                std::string_view arn) {
  if (principal.denied_above.Contains(action) ||
      !principal.bounds.Contains(action)) {
    return true;
  }
  if (principal.bounded) {
    const ParsedPolicy* boundary = principal.boundary.parsed;
    if (boundary == nullptr || Denies(*boundary, action, arn) ||
        std::none_of(boundary->statements.begin(), boundary->statements.end(),
                     [&](const ParsedStatement& one) {
                       return one.allows() && one.covered.Contains(action) &&
                              IsOn(one, arn, Doubt::kDoesNot);
                     })) {
      return true;
    }
  }
  const auto denies = [&](const ParsedPolicy* one) {
    return one != nullptr && Denies(*one, action, arn);
  };
  return std::any_of(principal.controls.begin(), principal.controls.end(),
                     denies) ||
         std::any_of(
             principal.policies.begin(), principal.policies.end(),
             [&](const HeldPolicy& held) { return denies(held.parsed); });
}

const Permits::Allowed& Permits::AllowedFor(catalog::ActionId action) {
  const auto made = allowed_.try_emplace(action);
  Allowed& allowed = made.first->second;
  if (!made.second || !principal_.may.Contains(action)) {
    return allowed;
  }
  principal_.ForEachStatement(
      [&](const ParsedStatement& one, const HeldPolicy& held) {
        if (!one.allows() || !one.covered.Contains(action)) {
          return;
        }
        const Permit permit{&one, &held};
        if (one.statement->resource.except) {
          allowed.by_exception.push_back(permit);
          return;
        }
        for (const ParsedResource& resource : one.resources) {
          const std::string_view text = resource.value->text;
          if (policy::HasWildcard(text)) {
            allowed.by_pattern.emplace_back(text, permit);
          } else if (resource.value->known()) {
            allowed.by_arn[text].push_back(permit);
          }
        }
      });
  return allowed;
}

std::optional<Permit> Permits::Find(catalog::ActionId action,
                                    std::string_view arn, const Suits& suits) {
  const Allowed& allowed = AllowedFor(action);
  std::optional<Permit> permit;
  const auto exact = allowed.by_arn.find(arn);
  if (exact != allowed.by_arn.end()) {
    for (const Permit& one : exact->second) {
      permit = !permit && suits(*one.statement) ? one : permit;
    }
  }
  for (const auto& [pattern, one] : allowed.by_pattern) {
    if (!permit && pattern.find(policy::kUnknown) == std::string_view::npos &&
        policy::Matches(pattern, arn) && suits(*one.statement)) {
      permit = one;
    }
  }
  for (const Permit& one : allowed.by_exception) {
    if (!permit && IsOn(*one.statement, arn, Doubt::kDoesNot) &&
        suits(*one.statement)) {
      permit = one;
    }
  }
  return permit && !IsKeptFrom(principal_, action, arn) ? permit : std::nullopt;
}

void Permits::ForEachPattern(
    catalog::ActionId action,
    const std::function<void(std::string_view pattern)>& look) {
  const Allowed& allowed = AllowedFor(action);
  for (const auto& [arn, permits] : allowed.by_arn) {
    look(arn);
  }
  for (const auto& [pattern, permit] : allowed.by_pattern) {
    look(pattern);
  }
  if (!allowed.by_exception.empty()) {
    look("*");
  }
}

}  // namespace iamgen::analysis
