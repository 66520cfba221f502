// The roles and users of a few accounts that stand for all, and whom the roles
// trust.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/access.h"
#include "catalog/catalogue.h"
#include "model/topology.h"
#include "policy/document.h"

namespace iamgen::analysis {

// A role or a user in one account; a group, if somebody else makes its users.
struct Inhabitant {
  model::EntityRef entity;
  model::AccountId account;
  std::string arn;
  bool bounded = false;
  // Is an administrator, or may get somewhere.
  bool moves = false;
  // Signs in to the console.
  bool console = false;
  // Of a role: its trust, less what is for those with a second factor.
  policy::Document trust = {};
  bool trusts_principals = false;
  bool trusts_services = false;
  // The ARNs of the Lambda functions that run as it, with wildcards.
  std::vector<std::string> functions = {};
};

class Landscape {
 public:
  Landscape(const model::Topology& topology,
            const catalog::Catalogue& catalogue, Access& access);

  [[nodiscard]] const std::vector<Inhabitant>& all() const { return all_; }

  // Their places in `all`.
  [[nodiscard]] const std::vector<std::size_t>& In(
      model::AccountId account) const;

  // Those in other accounts whose ARN the pattern may match.
  [[nodiscard]] std::vector<std::size_t> Elsewhere(
      std::string_view pattern, model::AccountId account) const;

 private:
  void Add(const model::Topology& topology, const catalog::Catalogue& catalogue,
           const model::IdentityView& identity, model::AccountId account);

  std::vector<Inhabitant> all_;
  std::map<model::AccountId, std::vector<std::size_t>> in_;
  std::unordered_map<std::string, std::size_t> by_arn_;
  std::unordered_map<std::string, model::AccountId> accounts_;
};

}  // namespace iamgen::analysis
