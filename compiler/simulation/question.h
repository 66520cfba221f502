// What somebody asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evaluation/request.h"
#include "model/topology.h"

namespace iamgen::simulation {

// What is asked for, by whomever.
struct Question {
  // "s3:GetObject"; no wildcards.
  std::string action;
  // An ARN, or "*" for an action that takes no resource; of many, a pattern,
  // or "*" for every resource.
  std::string resource = "*";
  bool of_many = false;
  // An entity of the topology, whose ARN `resource` is.
  std::optional<model::EntityRef> target = std::nullopt;
  std::optional<model::AccountId> target_account = std::nullopt;
  // What the request says besides; keys in any letters. A key without values
  // is missing from the request.
  std::vector<evaluation::ContextKey> context = {};
};

}  // namespace iamgen::simulation
