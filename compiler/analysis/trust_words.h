// The ends and the conditions of trust edges as people read them: in lists and
// in pictures.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/topology.h"

namespace iamgen::analysis {

// "Deploy": the IAM name in an account; the key where CloudFormation makes the
// name up.
std::string NameIn(const model::Topology& topology, model::EntityRef entity,
                   model::AccountId account);

// Who may assume a role: "Deploy" and "role", "ec2.amazonaws.com" and
// "service", "*" and "anyone".
struct SourceWords {
  std::string name;
  std::string type;
};

// `account` is that of the target, or of the source where the target is no role
// of the topology.
SourceWords SourceOf(const model::Topology& topology,
                     const model::TrustEdge& edge, model::AccountId account);

// Each as "sts:ExternalId=a|b".
std::vector<std::string> ConditionsOf(const model::Topology& topology,
                                      const model::TrustEdge& edge,
                                      model::AccountId account);

// Statements of trust policies that were written as they are, which are no
// edges.
void ForEachPastedStatement(
    const model::Topology& topology,
    const std::function<void(model::RoleId, const model::Statement&)>& look);

// Of such a statement: its principals, each for itself, and what it tests, with
// "deny" first if it is none that allows.
std::vector<SourceWords> PrincipalsOf(const model::Topology& topology,
                                      const model::Statement& statement,
                                      model::AccountId account);
std::vector<std::string> ConditionsOf(const model::Topology& topology,
                                      const model::Statement& statement,
                                      model::AccountId account);

}  // namespace iamgen::analysis
