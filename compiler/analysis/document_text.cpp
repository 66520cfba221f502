// Statements, principals and conditions, evaluated.
#include "analysis/document_text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/evaluate.h"

namespace iamgen::analysis {
namespace {

using Strings = std::vector<std::string>;

class Appender {
 public:
  Appender(const model::Topology& topology, model::AccountId account,
           JsonText& out)
      : topology_(topology), account_(account), out_(out) {}

  void Append(const model::Document& document) {
    out_.OpenObject();
    out_.Member("Version", document.version);
    out_.Key("Statement");
    out_.OpenList();
    for (const model::Statement& statement : document.statements) {
      if (model::StandsIn(topology_, statement, account_)) {
        AppendStatement(statement);
      }
    }
    out_.CloseList();
    out_.CloseObject();
  }

  void AppendStatement(const model::Statement& statement) {
    out_.OpenObject();
    if (!statement.sid.empty()) {
      out_.Member("Sid", Value(statement.sid));
    }
    out_.Member("Effect",
                statement.effect == model::Effect::kAllow ? "Allow" : "Deny");
    if (statement.principal) {
      AppendPrincipal(*statement.principal);
    }
    out_.Key(statement.actions.except ? "NotAction" : "Action");
    AppendValues(statement.actions.values);
    if (statement.resources) {
      out_.Key(statement.resources->except ? "NotResource" : "Resource");
      AppendValues(statement.resources->values);
    }
    if (!statement.conditions.empty()) {
      AppendConditions(statement.conditions);
    }
    out_.CloseObject();
  }

 private:
  [[nodiscard]] std::string Value(const model::Text& text) const {
    return model::Evaluate(topology_, text, account_);
  }

  // Each value once: two references may come to the same.
  void AppendValues(const Strings& values) {
    Strings once;
    for (const std::string& value : values) {
      if (std::find(once.begin(), once.end(), value) == once.end()) {
        once.push_back(value);
      }
    }
    if (once.size() == 1) {
      out_.String(once.front());
      return;
    }
    out_.OpenList();
    for (const std::string& value : once) {
      out_.String(value);
    }
    out_.CloseList();
  }

  void AppendValues(const model::Texts& texts) {
    AppendValues(model::EvaluateList(topology_, texts, account_));
  }

  void AppendPrincipal(const model::PrincipalClause& clause) {
    out_.Key(clause.except ? "NotPrincipal" : "Principal");
    if (clause.anyone) {
      out_.String("*");
      return;
    }
    out_.OpenObject();
    for (const model::Principals& principals : clause.principals) {
      out_.Key(model::NameOf(principals.type));
      AppendValues(principals.values);
    }
    out_.CloseObject();
  }

  // Tests of one operator stand together, and so do values of one key.
  void AppendConditions(const std::vector<model::ConditionTest>& tests) {
    std::vector<
        std::pair<std::string, std::vector<std::pair<std::string, Strings>>>>
        operators;
    const auto at = [](auto& pairs, const std::string& name) -> auto& {
      const auto found =
          std::find_if(pairs.begin(), pairs.end(),
                       [&](const auto& pair) { return pair.first == name; });
      if (found != pairs.end()) {
        return found->second;
      }
      pairs.push_back({name, {}});
      return pairs.back().second;
    };
    for (const model::ConditionTest& test : tests) {
      Strings& into = at(at(operators, Value(test.op)), Value(test.key));
      for (std::string& value :
           model::EvaluateList(topology_, test.values, account_)) {
        into.push_back(std::move(value));
      }
    }
    out_.Key("Condition");
    out_.OpenObject();
    for (const auto& [op, keys] : operators) {
      out_.Key(op);
      out_.OpenObject();
      for (const auto& [key, values] : keys) {
        out_.Key(key);
        AppendValues(values);
      }
      out_.CloseObject();
    }
    out_.CloseObject();
  }

  const model::Topology& topology_;
  model::AccountId account_;
  JsonText& out_;
};

}  // namespace

void AppendDocument(const model::Topology& topology,
                    const model::Document& document, model::AccountId account,
                    JsonText& out) {
  Appender(topology, account, out).Append(document);
}

void AppendStatement(const model::Topology& topology,
                     const model::Statement& statement,
                     model::AccountId account, JsonText& out) {
  Appender(topology, account, out).AppendStatement(statement);
}

bool IsEmpty(const model::Topology& topology, const model::Document& document,
             model::AccountId account) {
  return std::none_of(document.statements.begin(), document.statements.end(),
                      [&](const model::Statement& statement) {
                        return model::StandsIn(topology, statement, account);
                      });
}

}  // namespace iamgen::analysis
