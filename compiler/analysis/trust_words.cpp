// Evaluates what edges say in one account.
#include "analysis/trust_words.h"

#include <cstdint>
#include <set>
#include <utility>

#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::analysis {
namespace {

using model::AccountId;
using model::SourceKind;
using model::Topology;

using Words = std::vector<std::string>;

void AddCondition(const Topology& topology, const std::string& key,
                  const model::Texts& values, AccountId account, Words& into) {
  std::string text;
  for (const std::string& value :
       model::EvaluateList(topology, values, account)) {
    text += (text.empty() ? key + "=" : "|") + value;
  }
  if (!text.empty()) {
    into.push_back(std::move(text));
  }
}

void AddTests(const Topology& topology,
              const std::vector<model::ConditionTest>& tests, AccountId account,
              Words& into) {
  for (const model::ConditionTest& test : tests) {
    AddCondition(topology,
                 model::Evaluate(topology, test.op, account) + " " +
                     model::Evaluate(topology, test.key, account),
                 test.values, account, into);
  }
}

const char* TypeOf(model::PrincipalType type) {
  switch (type) {
    case model::PrincipalType::kService:
      return "service";
    case model::PrincipalType::kFederated:
      return "federated";
    case model::PrincipalType::kAws:
      return "arn";
    case model::PrincipalType::kCanonicalUser:
      break;
  }
  return "canonical user";
}

}  // namespace

std::string NameIn(const Topology& topology, model::EntityRef entity,
                   AccountId account) {
  return model::HasGeneratedName(topology, entity)
             ? model::KeyOf(topology, entity)
             : model::Evaluate(topology, model::NameInArn(topology, entity),
                               account);
}

SourceWords SourceOf(const Topology& topology, const model::TrustEdge& edge,
                     AccountId account) {
  const auto said = [&] {
    return model::Evaluate(topology, edge.source_name.value, account);
  };
  switch (edge.source) {
    case SourceKind::kService:
      return {said(), "service"};
    case SourceKind::kEntity: {
      const AccountId home =
          edge.same_account
              ? account
              : topology.account_sets[edge.source_accounts].members.front();
      return {NameIn(topology, edge.source_entity, home),
              std::string(model::NameOf(edge.source_entity.kind))};
    }
    case SourceKind::kExternal: {
      const std::string type = edge.source_prefix.literal();
      return {said(), type.substr(0, type.find('/'))};
    }
    case SourceKind::kAccount:
      return {"(whole account)", "account"};
    case SourceKind::kOrganization:
      return {said(), "organization"};
    case SourceKind::kOidc:
      return {model::Evaluate(topology, edge.source_prefix, account), "oidc"};
    case SourceKind::kSaml:
      return {edge.source_entity.index == UINT32_MAX
                  ? said()
                  : NameIn(topology, edge.source_entity, account),
              "saml"};
    case SourceKind::kArn:
      return {said(), "arn"};
    case SourceKind::kAnyone:
      return {"*", "anyone"};
  }
  return {};
}

Words ConditionsOf(const Topology& topology, const model::TrustEdge& edge,
                   AccountId account) {
  const model::EdgeConditions& asked = edge.conditions;
  const std::string provider =
      edge.source == SourceKind::kOidc || edge.source == SourceKind::kSaml
          ? model::Evaluate(topology, edge.source_prefix, account)
          : std::string();
  Words words;
  const auto add = [&](const std::string& key, const model::Texts& values) {
    AddCondition(topology, key, values, account, words);
  };
  add(provider + ":aud", asked.audience);
  add(provider + ":sub", asked.subject);
  add("sts:ExternalId", asked.external_id);
  if (asked.mfa && *asked.mfa) {
    words.emplace_back("aws:MultiFactorAuthPresent=true");
  }
  add("aws:SourceIp", asked.source_ip);
  add("aws:SourceArn", asked.source_arn);
  add("aws:SourceAccount", asked.source_account);
  AddTests(topology, asked.when, account, words);
  return words;
}

void ForEachPastedStatement(
    const Topology& topology,
    const std::function<void(model::RoleId, const model::Statement&)>& look) {
  std::set<diag::Span> of_edges;
  for (const model::TrustEdge& edge : topology.edges) {
    of_edges.insert(edge.span);
  }
  for (std::size_t i = 0; i < topology.roles.size(); ++i) {
    const model::RoleId id = topology.roles.IdAt(i);
    for (const model::Statement& one : topology.roles[id].trust.statements) {
      if (!of_edges.contains(one.span) && one.principal) {
        look(id, one);
      }
    }
  }
}

std::vector<SourceWords> PrincipalsOf(const Topology& topology,
                                      const model::Statement& statement,
                                      AccountId account) {
  const std::string prefix = statement.principal->except ? "not " : "";
  std::vector<SourceWords> words;
  if (statement.principal->anyone) {
    words.push_back({"*", prefix + "anyone"});
  }
  for (const model::Principals& some : statement.principal->principals) {
    for (std::string& value :
         model::EvaluateList(topology, some.values, account)) {
      words.push_back({std::move(value), prefix + TypeOf(some.type)});
    }
  }
  return words;
}

Words ConditionsOf(const Topology& topology, const model::Statement& statement,
                   AccountId account) {
  Words words;
  if (statement.effect == model::Effect::kDeny) {
    words.emplace_back("deny");
  }
  AddTests(topology, statement.conditions, account, words);
  return words;
}

}  // namespace iamgen::analysis
