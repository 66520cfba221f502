// Who may assume a role, in the words of pages.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/topology.h"

namespace iamgen::analysis {

// It does not outlive the topology.
class RoleTrust {
 public:
  explicit RoleTrust(const model::Topology& topology);

  // "role Build of shared", "group staff of the same account, with
  // aws:MultiFactorAuthPresent=true", each once, in the order in which they are
  // written; as one of the accounts has it.
  [[nodiscard]] std::vector<std::string> Of(
      model::RoleId role, const std::vector<model::AccountId>& accounts) const;

 private:
  [[nodiscard]] std::string Aliases(model::AccountSetId set) const;
  [[nodiscard]] std::string Described(const model::TrustEdge& edge,
                                      model::AccountId account) const;

  const model::Topology& topology_;
  std::map<model::RoleId, std::vector<const model::TrustEdge*>> edges_;
  // Statements of trust policies that were written as they are.
  std::map<model::RoleId, std::vector<const model::Statement*>> pasted_;
};

}  // namespace iamgen::analysis
