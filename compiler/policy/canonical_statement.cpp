// Order, case, lists of one, and entries that others cover make no difference.
#include "policy/canonical_statement.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

void Sort(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

std::vector<std::string> Uncovered(const std::vector<Value>& values,
                                   const CoverIndex& covers, Entries kind) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!covers.CoverOf(i)) {
      texts.push_back(kind == Entries::kActions ? support::Lower(values[i].text)
                                                : values[i].text);
    }
  }
  Sort(texts);
  return texts;
}

std::vector<std::string> PrincipalsOf(const PrincipalClause& clause) {
  std::vector<std::string> principals;
  if (clause.text) {
    principals.push_back(clause.text->text);
  }
  for (const PrincipalGroup& group : clause.groups) {
    for (const Value& value : group.of.values) {
      principals.push_back(CanonicalPrincipal(group.type.text, value.text));
    }
  }
  Sort(principals);
  return principals;
}

std::vector<std::string> TestsOf(const Statement& statement) {
  std::vector<std::string> tests;
  for (const ConditionBlock& block : statement.condition) {
    for (const ConditionTest& test : block.tests) {
      std::vector<std::string> values;
      for (const Value& value : test.of.values) {
        values.push_back(value.text);
      }
      Sort(values);
      std::string text =
          support::Lower(block.op.text) + '\n' + support::Lower(test.key.text);
      for (const std::string& value : values) {
        text += '\n' + value;
      }
      tests.push_back(std::move(text));
    }
  }
  Sort(tests);
  return tests;
}

void Append(std::string& out, const std::vector<std::string>& texts) {
  for (const std::string& one : texts) {
    out += one;
    out += '\n';
  }
  out += '\f';
}

}  // namespace

std::string CanonicalPrincipal(const std::string& type,
                               const std::string& text) {
  if (type == "AWS") {
    const auto parsed = ParseAwsPrincipal(text);
    if (parsed.form == PrincipalForm::kAccount && !parsed.account.empty()) {
      return type + " " + parsed.account;
    }
  }
  return type + " " + text;
}

std::string CanonicalStatement::TextOf(Parts parts) const {
  std::string text = frame + '\f';
  if (parts.actions) {
    Append(text, actions);
  }
  if (parts.resources) {
    Append(text, resources);
  }
  if (parts.principals) {
    Append(text, principals);
  }
  Append(text, tests);
  return text;
}

CanonicalStatement CanonicalOf(const Statement& statement,
                               const CoverIndex& actions,
                               const CoverIndex& resources) {
  CanonicalStatement canonical;
  canonical.not_action = statement.action.except;
  canonical.not_resource = statement.resource.except;
  canonical.not_principal = statement.principal.except;
  canonical.frame = (statement.effect ? statement.effect->text : "") +
                    (statement.action.except ? " NotAction" : " Action") +
                    (!statement.resource.present ? ""
                     : statement.resource.except ? " NotResource"
                                                 : " Resource") +
                    (!statement.principal.present ? ""
                     : statement.principal.except ? " NotPrincipal"
                                                  : " Principal");
  canonical.actions =
      Uncovered(statement.action.values(), actions, Entries::kActions);
  canonical.resources =
      Uncovered(statement.resource.values(), resources, Entries::kResources);
  canonical.principals = PrincipalsOf(statement.principal);
  canonical.tests = TestsOf(statement);
  canonical.known = statement.effect && statement.action.complete() &&
                    statement.resource.complete() &&
                    statement.principal.complete &&
                    statement.condition_complete &&
                    canonical.Text().find(kUnknown) == std::string::npos;
  return canonical;
}

}  // namespace iamgen::policy
