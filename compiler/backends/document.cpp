// Builds the tree of a policy document for one account.
#include "backends/document.h"

#include <algorithm>

#include "backends/slots.h"
#include "model/evaluate.h"

namespace iamgen::backends {
namespace {

writers::Value OneOrList(const model::Texts& texts, const DocumentStyle& style,
                         Position position, bool may_be_call = true) {
  if (style.list && may_be_call) {
    writers::Value call = style.list(texts);
    if (!std::holds_alternative<std::nullptr_t>(call.data)) {
      return call;
    }
  }
  writers::List list;
  for (const model::LocatedText& text : texts) {
    for (const model::Text& one :
         style.expand ? style.expand(text.value)
                      : Expand(style.topology, text.value, style.account)) {
      writers::Value value = style.value(one, position);
      // Two references may come to one value; IAM needs it once.
      if (std::find(list.begin(), list.end(), value) == list.end() ||
          list.size() > 1000) {
        list.push_back(std::move(value));
      }
    }
  }
  if (list.size() == 1) {
    return std::move(list.front());
  }
  return {std::move(list)};
}

writers::Value PrincipalTree(const model::PrincipalClause& clause,
                             const DocumentStyle& style) {
  if (clause.anyone) {
    return {writers::Text("*")};
  }
  writers::Map map;
  for (const model::Principals& principals : clause.principals) {
    map.push_back(
        {.key = std::string(model::NameOf(principals.type)),
         .value = OneOrList(principals.values, style, Position::kPrincipal)});
  }
  return {std::move(map)};
}

writers::Value ConditionTree(const model::Statement& statement,
                             const DocumentStyle& style) {
  writers::Map operators;
  for (const model::ConditionTest& test : statement.conditions) {
    writers::Text op = style.key(test.op);
    auto block = std::find_if(
        operators.begin(), operators.end(),
        [&](const writers::Member& member) { return member.key == op; });
    if (block == operators.end()) {
      operators.push_back({.key = std::move(op), .value = {writers::Map{}}});
      block = std::prev(operators.end());
    }
    auto& keys = std::get<writers::Map>(block->value.data);
    writers::Text key = style.key(test.key);
    writers::Value values = OneOrList(test.values, style, Position::kText,
                                      IsAloneUnderItsKey(statement, test));
    const auto same = std::find_if(
        keys.begin(), keys.end(),
        [&](const writers::Member& member) { return member.key == key; });
    if (same == keys.end()) {
      keys.push_back({.key = std::move(key), .value = std::move(values)});
    } else {
      // The same key twice under one operator, from two texts that come to
      // one: the values stand together, as they would in one list.
      writers::List both;
      for (writers::Value* part : {&same->value, &values}) {
        if (auto* list = std::get_if<writers::List>(&part->data)) {
          std::move(list->begin(), list->end(), std::back_inserter(both));
        } else {
          both.push_back(std::move(*part));
        }
      }
      same->value = {std::move(both)};
    }
  }
  return {std::move(operators)};
}

writers::Value StatementTree(const model::Statement& statement,
                             const DocumentStyle& style) {
  writers::Map map;
  if (!statement.sid.empty()) {
    map.push_back({.key = "Sid", .value = {style.key(statement.sid)}});
  }
  map.push_back(
      {.key = "Effect",
       .value = {writers::Text(
           statement.effect == model::Effect::kAllow ? "Allow" : "Deny")}});
  if (statement.principal) {
    map.push_back(
        {.key = statement.principal->except ? "NotPrincipal" : "Principal",
         .value = PrincipalTree(*statement.principal, style)});
  }
  map.push_back(
      {.key = statement.actions.except ? "NotAction" : "Action",
       .value = OneOrList(statement.actions.values, style, Position::kText)});
  if (statement.resources) {
    map.push_back(
        {.key = statement.resources->except ? "NotResource" : "Resource",
         .value =
             OneOrList(statement.resources->values, style, Position::kText)});
  }
  if (!statement.conditions.empty()) {
    map.push_back(
        {.key = "Condition", .value = ConditionTree(statement, style)});
  }
  return {std::move(map)};
}

}  // namespace

bool IsAloneUnderItsKey(const model::Statement& statement,
                        const model::ConditionTest& test) {
  const auto may_be = [](const model::Text& one, const model::Text& other) {
    return one == other || !one.IsLiteral() || !other.IsLiteral();
  };
  return std::none_of(statement.conditions.begin(), statement.conditions.end(),
                      [&](const model::ConditionTest& other) {
                        return &other != &test && may_be(other.op, test.op) &&
                               may_be(other.key, test.key);
                      });
}

bool HasStatements(const model::Document& document,
                   const model::Topology& topology, model::AccountId account) {
  return std::any_of(document.statements.begin(), document.statements.end(),
                     [&](const model::Statement& statement) {
                       return model::StandsIn(topology, statement, account);
                     });
}

writers::Value ToTree(const model::Document& document,
                      const DocumentStyle& style) {
  writers::List statements;
  for (const model::Statement& statement : document.statements) {
    if (model::StandsIn(style.topology, statement, style.account)) {
      statements.push_back(StatementTree(statement, style));
    }
  }
  writers::Map map;
  map.push_back({.key = "Version", .value = {writers::Text(document.version)}});
  map.push_back({.key = "Statement", .value = {std::move(statements)}});
  return {std::move(map)};
}

}  // namespace iamgen::backends
