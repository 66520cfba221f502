// Ways to come by more rights than one was given, and who has what they take.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

// Whether a policy alone is worth a word, or only one whose target is known; or
// neither, since AWS has ended the service.
enum class EscalationScope : std::uint8_t { kPolicy, kTarget, kEnded };

struct EscalationMethod {
  // "ESC-301", for ever.
  std::string_view id;
  // "ec2-instance".
  std::string_view name;
  EscalationScope scope = EscalationScope::kPolicy;
  // See escalation_methods.def.
  std::string_view actions;
  std::string_view services;
};

std::span<const EscalationMethod> EscalationMethods();

// One action of a method and the statement that allows it.
struct EscalationStep {
  catalog::ActionId action;
  const policy::ParsedStatement* statement = nullptr;
};

struct Escalation {
  const EscalationMethod* method = nullptr;
  std::vector<EscalationStep> steps;
};

// What a principal, or a policy alone, may do.
struct Grants {
  // Of all its policies; statements of other effects are left out.
  std::vector<const policy::ParsedStatement*> allows;
  // What is denied on everything, without a condition.
  catalog::ActionSet denied;
  // What boundary and control policies leave; nullopt: everything.
  std::optional<catalog::ActionSet> within;
  // Whether some role that the principal may pass trusts one of the services,
  // separated by blanks. Empty: it is not known which roles there are.
  std::function<bool(std::string_view services)> passable;
};

// The grants of one document.
Grants GrantsOf(std::span<const policy::ParsedStatement> statements,
                const catalog::Catalogue& catalogue);

// The methods of the scope that the grants suffice for, each of them with the
// smallest set of actions: none that contains another that is there.
std::vector<Escalation> FindEscalations(const Grants& grants,
                                        EscalationScope scope,
                                        const catalog::Catalogue& catalogue);

}  // namespace iamgen::analysis
