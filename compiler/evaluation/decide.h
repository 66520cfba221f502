// Puts the policies of every side together.
// "Policy evaluation logic", "Cross-account policy evaluation logic".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"
#include "evaluation/compiled_policy.h"
#include "evaluation/request.h"
#include "evaluation/truth.h"

namespace iamgen::evaluation {

enum class Answer : std::uint8_t {
  kAllowed,
  kExplicitDeny,
  kImplicitDeny,
  kDepends
};

// Whether no request that an answer is for is allowed.
inline bool IsDenial(Answer answer) {
  return answer == Answer::kExplicitDeny || answer == Answer::kImplicitDeny;
}

// "allowed", "explicit_deny", "implicit_deny", "depends".
std::string_view NameOf(Answer answer);

// Which policies of a request a statement stands in.
enum class Side : std::uint8_t {
  kIdentity,
  kResource,
  kBoundary,
  kSession,
  kServiceControl,
  kResourceControl,
  kEndpoint
};

// Everything that has a say. Groups' policies and managed ones are identity
// policies. What is not there is nullptr, or empty.
struct Policies {
  std::vector<const CompiledPolicy*> identity;
  // For roles the trust policy, for keys the key policy.
  const CompiledPolicy* resource = nullptr;
  const CompiledPolicy* boundary = nullptr;
  const CompiledPolicy* session = nullptr;
  // One list a level, root first; no levels: not in an organization.
  std::vector<std::vector<const CompiledPolicy*>> service_control;
  std::vector<std::vector<const CompiledPolicy*>> resource_control;
  std::vector<const CompiledPolicy*> endpoint;
  bool caller_in_management_account = false;
  bool resource_in_management_account = false;
};

// A statement that matched, or may.
struct Reason {
  Side side = Side::kIdentity;
  // Of control policies.
  std::size_t level = 0;
  std::size_t document = 0;
  const CompiledStatement* statement = nullptr;
  bool certain = true;
};

// What the sides of a request came to, each for itself. A side that is not
// asked, or has no policies, stands in nobody's way.
struct Sides {
  // Allow statements of identity policies.
  Truth identity = Truth::kNo;
  Truth boundary = Truth::kYes;
  Truth session = Truth::kYes;
  // Allow statements of the resource's policy that reach the caller, and those
  // that need nobody else's permission.
  Truth resource = Truth::kNo;
  Truth resource_alone = Truth::kNo;
  Truth service_control = Truth::kYes;
  Truth resource_control = Truth::kYes;
  Truth endpoint = Truth::kYes;
  // Some statement denies.
  Truth denied = Truth::kNo;
  // The caller's account owns the resource.
  bool own = true;
  // The resource's policy has to let in whoever asks: another account's, that
  // of a role or of a key.
  bool needs_resource = false;
  // Nobody may, whatever policies say.
  bool never = false;
};

// A side, and of control policies a level, that allows nothing and without
// which nothing is allowed.
struct Gap {
  Side side = Side::kIdentity;
  std::size_t level = 0;
};

struct Decision {
  Answer answer = Answer::kImplicitDeny;
  // Of an implicit deny; none where nobody may do it at all.
  std::vector<Gap> gaps;
  // Of an explicit deny the statements that deny; otherwise all that matched.
  std::vector<Reason> reasons;
  Sides sides;
  // The keys that a `kDepends` waits for.
  std::set<std::string> keys;
  // The request cannot be decided: a value of its context is none.
  std::optional<std::string> error;
};

// Whether the action, in small letters, is one that trust policies decide on.
bool IsAssumption(std::string_view action);

Decision Decide(const Request& request, const Policies& policies,
                const catalog::Catalogue& catalogue);

}  // namespace iamgen::evaluation
