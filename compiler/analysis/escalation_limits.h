// What keeps an action that is allowed from being of use to whoever wants more:
// conditions that he cannot meet, resources from which nothing is gained.
#pragma once

#include <optional>
#include <string_view>

#include "analysis/escalation_data.h"
#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

// One action of a method.
struct SoughtAction {
  // As AWS spells it.
  std::string_view name;
  // nullopt: none of the catalogue's.
  std::optional<catalog::ActionId> id;
};

// What is asked about: an action, for a method, by somebody with such grants.
struct Attempt {
  const catalog::Catalogue& catalogue;
  const EscalationMethod& method;
  const SoughtAction& action;
  // What the grants allow without asking for a tag of the resource.
  const catalog::ActionSet& at_will;
};

// Whether the conditions of an Allow can be met by whoever likes to: that a
// second factor, an address or a time is asked for does not count. No, where
// something of them is not known.
bool CanMeetConditions(const policy::ParsedStatement& allow,
                       const Attempt& attempt);

// Whether an Allow asks for a tag of what it is used on, or may do so.
bool AsksForTags(const policy::ParsedStatement& allow);

// Whether a Deny with a condition keeps the action from being of use, as
// `StringNotEquals` on iam:PermissionsBoundary does; and one without.
bool Stops(const policy::ParsedStatement& deny, const Attempt& attempt);

// Whether the action works on what a resource names, and whether something can
// be gained from it.
bool IsOfUse(const policy::ParsedResource& resource, const Attempt& attempt);

// Whether NotResource leaves anything that the action works on.
bool LeavesSome(const policy::ParsedStatement& allow, const Attempt& attempt);

}  // namespace iamgen::analysis
