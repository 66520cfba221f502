// Which entities all children have alike, so that one template serves them all,
// and why the others stand apart.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "backends/cfn/unit.h"
#include "backends/cfn_stackset/parameters.h"
#include "diag/span.h"
#include "model/topology.h"

namespace iamgen::backends::cfn_stackset {

// An entity of some child that is not in the shared template.
struct Apart {
  // "role/Deploy".
  std::string entity;
  diag::Span span;
  // Goes on from the entity: "is not in `sandbox`".
  std::string reason;
};

// In the order of templates. What is decided is decided over all children, so
// it does not depend on which accounts are built.
std::vector<Apart> NotShared(const model::Topology& topology);

// The decision. It is deployed before what stands apart, so it needs nothing
// of that.
class Sharing {
 public:
  explicit Sharing(const model::Topology& topology);

  [[nodiscard]] bool IsShared(cfn::Unit unit) const {
    const auto found = reasons_.find(unit);
    return found != reasons_.end() && found->second.empty();
  }

  // By unit of the children, of those that have resources; "" if it is shared.
  [[nodiscard]] const std::map<cfn::Unit, std::string>& reasons() const {
    return reasons_;
  }

  Parameters& parameters() { return parameters_; }

 private:
  // Members of a set that are children, and a child that is none.
  struct Children {
    std::size_t members = 0;
    model::AccountId missing;
  };

  const Children& ChildrenOf(model::AccountSetId set);
  [[nodiscard]] bool HasResources(cfn::Unit unit) const;
  [[nodiscard]] std::string NameOf(cfn::Unit unit) const;
  void Consider(cfn::Unit unit);
  std::string ReasonAgainst(const model::Text& value, bool principal,
                            cfn::Unit unit);
  std::string ReasonAgainstKey(const model::Text& key) const;
  std::string ReasonAgainst(model::AccountSetId only_in);
  void Spread();
  void LimitParameters();

  const model::Topology& topology_;
  Parameters parameters_;
  std::vector<Children> children_;
  std::map<cfn::Unit, std::string> reasons_;
  // The parameters that a unit takes.
  std::map<cfn::Unit, std::vector<std::string>> taken_;
};

}  // namespace iamgen::backends::cfn_stackset
