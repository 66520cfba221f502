// What a topology tells of a request besides what is asked for.
// "AWS global condition context keys".
#pragma once

#include <optional>
#include <string>

#include "evaluation/request.h"
#include "model/topology.h"
#include "simulation/actor.h"
#include "simulation/question.h"

namespace iamgen::simulation {

// Whose the resource is: an account's id, and the account if it is known.
struct Owner {
  std::string id;
  std::optional<model::AccountId> account;
};

// Whether requests of that kind are signed by somebody of an account.
bool HasAccount(evaluation::CallerKind kind);

// Adds the keys whose values are known, those that are missing for certain, and
// what the question says itself, which overrides all else.
void FillContext(const model::Topology& topology, const Actor& actor,
                 const Question& question, const Owner& owner,
                 evaluation::Context& context);

}  // namespace iamgen::simulation
