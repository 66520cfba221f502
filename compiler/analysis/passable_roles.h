// Which roles of an account there is a reason to hand to a service.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/topology.h"

namespace iamgen::analysis {

class PassableRoles {
 public:
  // Those that trust a service, less those that nobody is to pass.
  PassableRoles(const model::Topology& topology,
                const std::vector<model::RoleId>& administrators);

  struct Choice {
    std::vector<model::RoleId> roles;
    // "ecs-tasks.amazonaws.com".
    std::vector<std::string> services;
    // How many more roles there are.
    std::size_t more = 0;
    // Only those that the services with the prefixes may assume.
    bool by_service = false;
  };

  // For whoever works with the services that have these prefixes; all, if no
  // role is for them.
  [[nodiscard]] Choice For(model::AccountId account,
                           const std::set<std::string>& prefixes) const;

 private:
  [[nodiscard]] Choice ChoiceOf(model::AccountId account,
                                const std::set<std::string>* prefixes) const;

  const model::Topology& topology_;
  std::map<model::RoleId, std::set<std::string>> services_of_;
};

}  // namespace iamgen::analysis
