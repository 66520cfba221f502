// Who is an administrator, and who can become one in however many steps.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "analysis/access.h"
#include "analysis/becoming.h"
#include "analysis/landscape.h"
#include "catalog/catalogue.h"
#include "model/topology.h"

namespace iamgen::analysis {

class AdministratorPaths {
 public:
  AdministratorPaths(const model::Topology& topology,
                     const catalog::Catalogue& catalogue, Access& access);

  [[nodiscard]] const Landscape& landscape() const { return landscape_; }

  // What is true of somebody of the landscape.
  struct Standing {
    bool administrator = false;
    // One of its policies gives everything, which is told of that.
    bool holds_everything = false;
    // The first step to an administrator, for those who are none.
    std::optional<std::size_t> next = std::nullopt;
  };

  [[nodiscard]] const Standing& Of(std::size_t at) const {
    return standings_[at];
  }

  // The steps by which somebody who is none becomes an administrator, the
  // first one first. The last leads to one, or to somebody who can be made one.
  [[nodiscard]] std::vector<const Step*> PathFrom(std::size_t at) const;

  // Users, and whoever is in a group, who may assume the role without showing a
  // second factor.
  [[nodiscard]] std::vector<const Step*> PeopleWhoAssume(std::size_t at) const;

  // Where, of the accounts, a role or a user is an administrator, or else where
  // it becomes one. nullopt: nowhere.
  [[nodiscard]] std::optional<std::size_t> WhereReached(
      model::EntityRef entity, const model::AccountSet& accounts) const;

 private:
  void Spread();

  Landscape landscape_;
  std::vector<Standing> standings_;
  std::vector<Step> steps_;
  // By place: the steps that lead there.
  std::vector<std::vector<std::size_t>> into_;
  std::map<model::EntityRef, std::vector<std::size_t>> places_;
};

}  // namespace iamgen::analysis
