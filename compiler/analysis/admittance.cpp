// Statements against one caller.
#include "analysis/admittance.h"

#include <algorithm>

#include "policy/operator.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::analysis {
namespace {

using policy::Statement;
using policy::Value;

// What a statement's principal, or one test, says of a caller.
enum class Match { kNo, kByAccount, kByName };

bool CoversAction(const Statement& statement, std::string_view action) {
  const bool named = std::any_of(
      statement.action.values().begin(), statement.action.values().end(),
      [&](const Value& one) {
        return policy::Matches(one.text, action, policy::Letters::kAnyCase);
      });
  return named != statement.action.except;
}

// "Deploy" of "arn:aws:iam::222222222222:role/ops/Deploy".
std::string_view NameOf(std::string_view arn) {
  return arn.substr(arn.rfind('/') + 1);
}

Match MatchOf(const Value& value, const Caller& caller) {
  if (!value.known() || value.text == caller.arn) {
    return Match::kByName;
  }
  const auto principal = policy::ParseAwsPrincipal(value.text);
  switch (principal.form) {
    case policy::PrincipalForm::kEveryone:
      return Match::kByAccount;
    case policy::PrincipalForm::kAccount:
      return principal.account == caller.account ? Match::kByAccount
                                                 : Match::kNo;
    case policy::PrincipalForm::kSession:
      // One of its sessions.
      return principal.account == caller.account &&
                     principal.role == NameOf(caller.arn)
                 ? Match::kByName
                 : Match::kNo;
    default:
      return Match::kNo;
  }
}

Match PrincipalMatch(const Statement& statement, const Caller& caller) {
  const policy::PrincipalClause& clause = statement.principal;
  if (!clause.complete) {
    return Match::kByName;
  }
  Match best =
      clause.text && clause.text->text == "*" ? Match::kByAccount : Match::kNo;
  for (const policy::PrincipalGroup& group : clause.groups) {
    if (group.type.text == "AWS") {
      for (const Value& value : group.of.values) {
        best = std::max(best, MatchOf(value, caller));
      }
    }
  }
  if (clause.except) {
    return best == Match::kNo ? Match::kByAccount : Match::kNo;
  }
  return best;
}

// Whether a test of who calls is met; tests of anything else are `otherwise`.
bool IsMet(const policy::Operator& op, const policy::ConditionTest& test,
           const Caller& caller, bool otherwise) {
  const std::string key = support::Lower(test.key.text);
  const bool arn = key == "aws:principalarn";
  if ((!arn && key != "aws:principalaccount") || !test.of.complete ||
      op.family == policy::OperatorFamily::kNull) {
    return otherwise;
  }
  const std::string& is = arn ? caller.arn : caller.account;
  const bool any = std::any_of(
      test.of.values.begin(), test.of.values.end(), [&](const Value& value) {
        return value.text.find("${") != std::string::npos ||
               policy::Matches(value.text, is);
      });
  return any != op.negated;
}

bool ConditionsMet(const Statement& statement, const Caller& caller,
                   bool otherwise) {
  if (!statement.condition_complete) {
    return otherwise;
  }
  for (const policy::ConditionBlock& block : statement.condition) {
    const auto op = policy::ParseOperator(block.op.text);
    for (const policy::ConditionTest& test : block.tests) {
      if (op ? !IsMet(*op, test, caller, otherwise) : !otherwise) {
        return false;
      }
    }
  }
  return true;
}

bool Admits(const policy::Document& document, const Caller& caller,
            std::string_view action, Match at_least) {
  bool allowed = false;
  for (const Statement& statement : document.statements) {
    if (!CoversAction(statement, action)) {
      continue;
    }
    const Match match = PrincipalMatch(statement, caller);
    if (statement.denies() && match != Match::kNo &&
        ConditionsMet(statement, caller, false)) {
      return false;
    }
    allowed |= statement.allows() && match >= at_least &&
               ConditionsMet(statement, caller, true);
  }
  return allowed;
}

}  // namespace

bool Admits(const policy::Document& document, const Caller& caller,
            std::string_view action) {
  return Admits(document, caller, action, Match::kByAccount);
}

bool AdmitsByName(const policy::Document& document, const Caller& caller,
                  std::string_view action) {
  return Admits(document, caller, action, Match::kByName);
}

bool AdmitsService(const policy::Document& document, std::string_view service,
                   std::string_view action) {
  const auto names = [&](const Statement& statement) {
    const policy::PrincipalClause& clause = statement.principal;
    const bool named =
        (clause.text && clause.text->text == "*") ||
        std::any_of(clause.groups.begin(), clause.groups.end(),
                    [&](const policy::PrincipalGroup& group) {
                      return group.type.text == "Service" &&
                             std::any_of(group.of.values.begin(),
                                         group.of.values.end(),
                                         [&](const Value& value) {
                                           return !value.known() ||
                                                  value.text == service;
                                         });
                    });
    return !clause.complete || named != clause.except;
  };
  bool allowed = false;
  for (const Statement& statement : document.statements) {
    if (!CoversAction(statement, action) || !names(statement)) {
      continue;
    }
    if (statement.denies() && statement.condition.empty() &&
        statement.condition_complete) {
      return false;
    }
    allowed |= statement.allows();
  }
  return allowed;
}

}  // namespace iamgen::analysis
