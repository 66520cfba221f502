// Which entity of the topology an ARN names that somebody wrote out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/topology.h"

namespace iamgen::analysis {

// An ARN of a role, a user or another entity of IAM, in an account of the
// topology.
struct NamedByArn {
  model::AccountId account;
  model::EntityKind kind = model::EntityKind::kRole;
  // nullopt: the topology makes none of that name there.
  std::optional<model::EntityRef> entity;
  // Whether path and letters are right, too: of one name, regardless of case,
  // an account has one entity.
  bool exact = false;
};

// Looks into an account when somebody asks about it. It does not outlive the
// topology.
class EntityArns {
 public:
  explicit EntityArns(const model::Topology& topology);

  // nullopt: no ARN, or of something that no topology makes, or in an account
  // that it does not make anything in; also with wildcards in it.
  std::optional<NamedByArn> Find(std::string_view arn);

 private:
  struct Entity {
    model::EntityRef entity;
    std::string arn;
  };

  // By kind and name in small letters.
  using Entities = std::map<std::pair<model::EntityKind, std::string>, Entity>;

  const Entities& In(model::AccountId account);

  const model::Topology& topology_;
  std::unordered_map<std::string, model::AccountId> by_id_;
  std::map<model::AccountId, Entities> entities_;
};

}  // namespace iamgen::analysis
