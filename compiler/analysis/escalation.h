// Who has what it takes to come by more rights than it was given.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/escalation_data.h"
#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

// One action of a method and the statement that allows it.
struct EscalationStep {
  // As AWS spells it: "iam:PassRole".
  std::string_view action;
  const policy::ParsedStatement* statement = nullptr;
};

struct Escalation {
  const EscalationMethod* method = nullptr;
  // One for each group of the method's actions.
  std::vector<EscalationStep> steps;

  // Keys that its statements test without ruling it out: the second factor,
  // addresses, times. Each once, as they are written.
  [[nodiscard]] std::vector<std::string> Keys() const;
};

// What a principal, or one policy, may do.
struct Grants {
  // The Allow and the Deny statements of all its policies.
  std::vector<const policy::ParsedStatement*> allows;
  std::vector<const policy::ParsedStatement*> denies;
  // What boundary and control policies leave; nullopt: everything.
  std::optional<catalog::ActionSet> within;
  // Whether the statement lets the action reach something that the method can
  // use: a role that trusts one of `method.services`, another user. Asked only
  // where the statement's own text does not rule it out. Empty: nothing is
  // known of what there is, and everything that may be there counts.
  std::function<bool(const EscalationMethod& method,
                     const EscalationStep& step)>
      reaches = nullptr;
};

// The grants of one document.
Grants GrantsOf(std::span<const policy::ParsedStatement> statements);

enum class EscalationSearch : bool { kPolicies, kTargetsToo };

// The methods that the grants suffice for, in the order of the list, each of
// them with the smallest set of actions: none that contains another that is
// there. Those of scope kTarget only for `kTargetsToo`, which makes sense with
// `reaches` alone. Time is linear in the statements and their lists.
std::vector<Escalation> FindEscalations(const Grants& grants,
                                        EscalationSearch search,
                                        const catalog::Catalogue& catalogue);

}  // namespace iamgen::analysis
