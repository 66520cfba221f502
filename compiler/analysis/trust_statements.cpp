// Finds statements by the spans and the holes that edges leave in them.
#include "analysis/trust_statements.h"

#include <algorithm>
#include <variant>

#include "analysis/document_text.h"
#include "analysis/json_text.h"
#include "model/evaluate.h"

namespace iamgen::analysis {
namespace {

using model::EntityKind;
using model::EntityRef;
using model::LocatedText;
using model::Statement;
using model::Texts;
using model::Topology;
using model::TrustEdge;

// Whether some value of the principal, or of what the statement tests, is so.
template <typename Is>
bool AnyOfWho(const Statement& statement, Is is) {
  const auto any = [&](const Texts& values) {
    return std::any_of(values.begin(), values.end(), is);
  };
  return (statement.principal &&
          std::any_of(statement.principal->principals.begin(),
                      statement.principal->principals.end(),
                      [&](const auto& principals) {
                        return any(principals.values);
                      })) ||
         std::any_of(statement.conditions.begin(), statement.conditions.end(),
                     [&](const auto& test) { return any(test.values); });
}

std::vector<const Statement*> TrustOf(const Topology& topology,
                                      const TrustEdge& edge) {
  std::vector<const Statement*> found;
  const auto find = [&](const auto& is) {
    for (const Statement& one : topology.roles[edge.target].trust.statements) {
      if (AnyOfWho(one, is)) {
        found.push_back(&one);
      }
    }
  };
  const diag::Span span =
      edge.source_name.span.valid() ? edge.source_name.span : edge.span;
  find([&](const LocatedText& value) { return value.span == span; });
  if (found.empty() && edge.source == model::SourceKind::kEntity) {
    // Another edge had asked for the same before.
    find([&](const LocatedText& value) {
      return std::any_of(value.value.parts.begin(), value.value.parts.end(),
                         [&](const auto& part) {
                           const auto* hole = std::get_if<model::Hole>(&part);
                           return hole != nullptr &&
                                  hole->kind == model::HoleKind::kEntityArn &&
                                  hole->entity == edge.source_entity;
                         });
    });
  }
  return found;
}

const std::vector<model::InlinePolicy>& InlinesOf(const Topology& topology,
                                                  EntityRef entity) {
  if (entity.kind == EntityKind::kUser) {
    return topology.users[model::UserId{entity.index}].inlines;
  }
  if (entity.kind == EntityKind::kGroup) {
    return topology.groups[model::GroupId{entity.index}].inlines;
  }
  // INVARIANT: nothing else is the source of an edge.
  return topology.roles[model::RoleId{entity.index}].inlines;
}

std::vector<const Statement*> PermissionOf(const Topology& topology,
                                           const TrustEdge& edge) {
  LocatedText wanted = edge.target_arn;
  if (edge.target.valid()) {
    wanted.value = {};
    wanted.value.Add(
        model::Hole{.kind = model::HoleKind::kEntityArn,
                    .entity = {EntityKind::kRole, edge.target.index},
                    .accounts = edge.same_account ? model::AccountSetId{}
                                                  : edge.target_accounts});
  }
  std::vector<const Statement*> found;
  for (const model::InlinePolicy& policy :
       InlinesOf(topology, edge.source_entity)) {
    for (const Statement& one : policy.document.statements) {
      if (one.resources && !one.resources->except &&
          one.effect == model::Effect::kAllow &&
          one.actions.values.front().value == model::Text("sts:AssumeRole") &&
          std::find(one.resources->values.begin(), one.resources->values.end(),
                    wanted) != one.resources->values.end()) {
        found.push_back(&one);
      }
    }
  }
  return found;
}

}  // namespace

EdgeStatements StatementsOf(const Topology& topology, const TrustEdge& edge) {
  EdgeStatements found;
  if (edge.target.valid() && (edge.derive || edge.written_at_target)) {
    found.trust = TrustOf(topology, edge);
  }
  if (edge.source == model::SourceKind::kEntity &&
      (edge.derive || edge.written_at_source)) {
    found.permission = PermissionOf(topology, edge);
  }
  return found;
}

std::size_t StatementTexts::Of(const Statement& statement,
                               model::AccountId account) {
  const auto [known, is_new] =
      known_.emplace(std::pair(&statement, account), texts_.size());
  if (!is_new) {
    return known->second;
  }
  JsonText json;
  AppendStatement(topology_, statement, account, json);
  std::string text = json.Take();
  const auto [place, is_new_text] = places_.emplace(text, texts_.size());
  if (is_new_text) {
    texts_.push_back(std::move(text));
  }
  known->second = place->second;
  return known->second;
}

std::vector<std::size_t> StatementTexts::In(
    const std::vector<const Statement*>& statements, model::AccountId account,
    const std::string& other_id) {
  std::vector<std::size_t> all;
  std::vector<std::size_t> naming;
  for (const Statement* one : statements) {
    if (!model::StandsIn(topology_, *one, account)) {
      continue;
    }
    const std::size_t place = Of(*one, account);
    if (std::find(all.begin(), all.end(), place) != all.end()) {
      continue;
    }
    all.push_back(place);
    if (!other_id.empty() &&
        texts_[place].find("::" + other_id + ":") != std::string::npos) {
      naming.push_back(place);
    }
  }
  return naming.empty() ? all : naming;
}

}  // namespace iamgen::analysis
