// Walks the trust policies of a model.
#include "checks/trust_statements.h"

#include <algorithm>

#include "support/text.h"

namespace iamgen::checks {

void ForEachTrust(const model::Topology& topology, const LookAtTrust& look) {
  for (const model::Role& role : topology.roles) {
    for (const model::Statement& statement : role.trust.statements) {
      if (statement.effect == model::Effect::kAllow && statement.principal) {
        look(role, statement);
      }
    }
  }
}

void ForEachPrincipal(
    const model::Statement& statement, model::PrincipalType type,
    const std::function<void(const model::LocatedText&)>& look) {
  for (const model::Principals& principals : statement.principal->principals) {
    if (principals.type == type) {
      std::for_each(principals.values.begin(), principals.values.end(), look);
    }
  }
}

bool Tests(const model::Statement& statement,
           std::initializer_list<std::string_view> keys) {
  return std::any_of(
      statement.conditions.begin(), statement.conditions.end(),
      [&](const model::ConditionTest& test) {
        return test.key.IsLiteral() &&
               std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
                 return support::EqualIgnoringCase(key, test.key.literal());
               });
      });
}

std::string LiteralsOf(const model::Text& text) {
  std::string literals;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      literals += *literal;
    }
  }
  return literals;
}

}  // namespace iamgen::checks
