// Which roles the principals of an account are allowed to assume by their own
// policies.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/access.h"
#include "model/topology.h"

namespace iamgen::analysis {

struct AssumeGrant {
  model::EntityRef entity;
  // Resources of its statements that allow sts:AssumeRole.
  std::vector<std::string> roles;
  // Allowed on all but something, or by a policy that nobody here knows.
  bool any = false;
};

// Looks at an account when somebody asks about it.
class AssumeGrants {
 public:
  AssumeGrants(const model::Topology& topology,
               const catalog::Catalogue& catalogue, Access& access);

  // Those in the account that may assume some role; groups, too.
  const std::vector<AssumeGrant>& In(model::AccountId account);

  // Whether somebody in the account may assume the role by its own policies.
  bool AnyIn(model::AccountId account, std::string_view role_arn);

  // Whether the entity may, in that account.
  bool May(model::EntityRef entity, model::AccountId account,
           std::string_view role_arn);

 private:
  const model::Topology& topology_;
  std::optional<catalog::ActionId> assume_;
  Access& access_;
  std::map<model::AccountId, std::vector<AssumeGrant>> grants_;
};

// Whether the grant is for the role.
bool IsFor(const AssumeGrant& grant, std::string_view role_arn);

}  // namespace iamgen::analysis
